package prikke.daemon.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.account.Caller;
import prikke.core.api.JobBatchRequest;
import prikke.core.api.JobBatchResponse;
import prikke.core.api.JobRequest;
import prikke.core.api.Problem;
import prikke.core.job.JobBatches;
import prikke.core.job.JobBatches.Entry;
import prikke.core.job.JobBatches.Made;
import prikke.core.job.JobBatches.Refused;
import prikke.core.job.JobBatches.Result;
import prikke.core.job.Jobs;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Problems;
import prikke.daemon.http.RecordDecoder;
import prikke.daemon.http.Request;

/** Many jobs in one request. */
public final class JobBatchApi {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final JobBatches batches;

    public JobBatchApi(JobBatches batches) {
        this.batches = batches;
    }

    /** The part of the body that is not a list of objects. */
    public record Options(@Nullable Boolean atomic) {}

    Answer create(Request request) {
        Caller caller = request.caller();
        ObjectNode body = request.json(MOST_BYTES);
        RecordDecoder.requireKnown(body, JobBatchRequest.class);
        JsonNode jobs = body.remove("jobs");
        Boolean atomic = RecordDecoder.decode(body, Options.class).atomic();
        List<Entry> entries = entries(jobs);
        if (atomic == null || atomic) {
            return Answer.created(response(batches.createAll(caller, entries).stream().<Result>map(Made::new).toList()));
        }
        return Answer.ok(response(batches.createEach(caller, entries)));
    }

    private static List<Entry> entries(@Nullable JsonNode jobs) {
        if (jobs == null || !jobs.isArray()) {
            String message = "must be a list of jobs, each as POST /jobs takes it";
            throw ProblemException.invalid(List.of(new Fault("jobs", jobs == null ? "required" : "wrong_type", message)));
        }
        if (jobs.size() > JobBatches.MOST) throw JobBatches.wrongSize(jobs.size());
        Faults faults = new Faults();
        List<Entry> entries = new ArrayList<>(jobs.size());
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i) instanceof ObjectNode job) entries.add(entry(job));
            else faults.add("jobs[" + i + "]", "wrong_type", "must be an object");
        }
        faults.throwIfAny();
        return entries;
    }

    private static Entry entry(ObjectNode job) {
        Faults faults = new Faults();
        JobRequest decoded = RecordDecoder.decode(job, JobRequest.class, faults);
        return new Entry(JobEncoding.draft(decoded), faults.all());
    }

    private static JobBatchResponse response(List<Result> results) {
        List<JobBatchResponse.Result> encoded = new ArrayList<>(results.size());
        int created = 0;
        for (int i = 0; i < results.size(); i++) {
            encoded.add(encode(i, results.get(i)));
            if (results.get(i) instanceof Made) created++;
        }
        return new JobBatchResponse(created, results.size() - created, encoded);
    }

    private static JobBatchResponse.Result encode(int index, Result result) {
        return switch (result) {
            case Made(Jobs.Created(var job, var execution)) ->
                new JobBatchResponse.Result(index, execution == null ? 201 : 202, job.id(), job.key(), execution, null);
            case Refused(var refusal) -> {
                Problem problem = Problems.of(refusal);
                yield new JobBatchResponse.Result(index, problem.status(), null, null, null, problem);
            }
        };
    }
}
