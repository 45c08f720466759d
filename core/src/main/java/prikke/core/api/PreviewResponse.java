package prikke.core.api;

import java.time.Instant;
import java.util.List;

/**
 * A schedule, previewed.
 *
 * @param description the schedule in words
 * @param occurrences the next occurrences
 * @param notes what happens at daylight-saving changes within the preview
 * @param ends whether the schedule has no further occurrence after these
 */
public record PreviewResponse(String description, List<Instant> occurrences, List<String> notes, boolean ends) {}
