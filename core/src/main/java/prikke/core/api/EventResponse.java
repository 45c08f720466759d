package prikke.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened, as a server-sent event tells of it.
 *
 * @param id what a client that has got this goes on from, as {@code Last-Event-ID}
 * @param type {@code execution.started}, {@code .retrying}, {@code .succeeded}, {@code .failed}, {@code .timed_out}, {@code .missed},
 *     {@code .skipped} or {@code .cancelled}; {@code job.created}, {@code .updated}, {@code .paused}, {@code .resumed} or {@code .deleted}
 * @param at when it was recorded
 * @param execution what it happened to, as it was then; absent for what happens to jobs
 * @param job what it happened to; absent for what happens to executions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventResponse(
        String id, String type, Instant at, @Nullable ExecutionResponse execution, EventResponse.@Nullable Job job) {

    /**
     * A job, by what it is known as.
     *
     * @param enabled whether it is not paused
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Job(UUID id, @Nullable String key, @Nullable String name, boolean enabled) {}
}
