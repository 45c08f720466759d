package prikke.core.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What executions came to whose occurrence lies in a time.
 *
 * @param since when that time begins: as asked, widened to the hour or day of UTC
 * @param until when it ends, likewise
 * @param by what the figures are told apart by: {@code hour}, {@code day}, {@code job} or null for nothing
 * @param total of all of them
 * @param data those of each hour or day without a gap, or of each of the busiest jobs, the busiest first; empty when {@code by} is null
 */
public record StatsResponse(Instant since, Instant until, @Nullable String by, StatsFigures total, List<StatsFigures> data) {}
