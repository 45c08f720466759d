package prikke.core.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /jobs/batch} answers: 201 for a batch that was made as a whole, 200 for one of which each job has its own result.
 *
 * @param created how many jobs were made
 * @param refused how many were not
 * @param results one for each job, in the order in which they were sent
 */
public record JobBatchResponse(int created, int refused, List<Result> results) {

    /**
     * What became of one job.
     *
     * @param index its place in the request, from 0
     * @param status what {@code POST /jobs} would have answered: 201, 202 for a one-off, 409, 422
     * @param id the job's, where it was made
     * @param key the job's, where it has one
     * @param executionId the execution of a one-off
     * @param problem why it was not made
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            int index,
            int status,
            @Nullable UUID id,
            @Nullable String key,
            @Nullable UUID executionId,
            @Nullable Problem problem) {}
}
