package prikke.cli.send;

import java.util.List;
import prikke.cli.output.View;
import prikke.core.api.JobResponse;

/** How a one-off is shown: by its execution, which is what one asks for next. */
final class SendView {
    static final View<JobResponse> VIEW = new View<>(
            JobResponse.class,
            job -> job.executionId() == null ? job.id().toString() : job.executionId().toString(),
            List.of(),
            List.of());

    private SendView() {}
}
