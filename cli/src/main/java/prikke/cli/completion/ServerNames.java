package prikke.cli.completion;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiException;
import prikke.core.api.ExecutionFilter;
import prikke.core.api.ExecutionResponse;
import prikke.core.api.JobResponse;
import prikke.core.api.Listing;
import prikke.core.api.UnreachableException;

/** What the server has, in the organization in use. */
public final class ServerNames implements Names {
    private static final int MOST_JOBS = 1_000;
    private static final int MOST_RUNS = 50;

    private final Session session;
    private final Duration patience;

    /**
     * @param patience how long to wait for the server, for each answer
     */
    public ServerNames(Session session, Duration patience) {
        this.session = session;
        this.patience = patience;
    }

    @Override
    public List<Proposal> of(Kind kind, String prefix) {
        try {
            return ask(kind);
        } catch (Failure | ApiException | UnreachableException e) {
            // Nobody is signed in, or the server is away: there is nothing to propose, and completion is no place to complain.
            return List.of();
        }
    }

    /**
     * The same, told where it cannot be known.
     *
     * @throws Failure if nobody is signed in
     * @throws UnreachableException if the server does not answer
     */
    public List<Proposal> ask(Kind kind) {
        ApiClient client = session.client(patience);
        return switch (kind) {
            case JOB -> list(client.jobs(), MOST_JOBS, ServerNames::job);
            case RUN -> list(client.executions(new ExecutionFilter(null, null, null, null, null), MOST_RUNS), MOST_RUNS, ServerNames::run);
            case QUEUE -> list(client.queues(), MOST_JOBS, queue -> new Proposal(queue.name(), queue.paused() ? "paused" : ""));
            case API_KEY -> list(client.keys(), MOST_JOBS, key -> new Proposal(key.name(), key.publicId()));
            case ORG -> list(client.orgs(), MOST_JOBS, org -> new Proposal(org.name(), org.role() == null ? "" : org.role()));
            case SECRET -> list(client.webhookSecrets(), MOST_JOBS, secret -> new Proposal(secret.id().toString(), ""));
            case PROFILE, ZONE, FILE, FOLDER, BODY, WORD, FREE -> List.of();
        };
    }

    private static <T> List<Proposal> list(Listing<T> listing, int most, Function<T, Proposal> proposal) {
        return listing.stream().limit(most).map(Answer::value).map(proposal).toList();
    }

    private static Proposal job(JobResponse job) {
        return new Proposal(job.key() == null ? job.id().toString() : job.key(), job.scheduleDescription());
    }

    private static Proposal run(ExecutionResponse run) {
        return new Proposal(run.id().toString(), (run.jobKey() == null ? "" : run.jobKey() + ", ") + run.status());
    }
}
