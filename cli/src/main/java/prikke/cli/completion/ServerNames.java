package prikke.cli.completion;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiException;
import prikke.core.api.ExecutionFilter;
import prikke.core.api.ExecutionResponse;
import prikke.core.api.JobFilter;
import prikke.core.api.JobResponse;
import prikke.core.api.JobsClient;
import prikke.core.api.Listing;
import prikke.core.api.UnreachableException;

/** What the server has, in the organization in use. */
public final class ServerNames implements Names {
    private static final int PAGE = 200;
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
            return ask(kind, prefix);
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
    public List<Proposal> ask(Kind kind, String prefix) {
        ApiClient client = session.client(patience);
        return switch (kind) {
            case JOB -> jobs(client.jobs(), prefix);
            case RUN -> list(client.executions().list(ExecutionFilter.ALL, MOST_RUNS), MOST_RUNS, ServerNames::run);
            case QUEUE -> list(client.queues().list(), MOST_JOBS, queue -> new Proposal(queue.name(), queue.paused() ? "paused" : ""));
            case API_KEY -> list(client.keys().list(), MOST_JOBS, key -> new Proposal(key.name(), key.publicId()));
            case ORG -> list(client.orgs().list(), MOST_JOBS, org -> new Proposal(org.name(), org.role() == null ? "" : org.role()));
            case SECRET -> list(client.secrets().list(), MOST_JOBS, secret -> new Proposal(secret.id().toString(), ""));
            case PROFILE, ZONE, FILE, FOLDER, BODY, WORD, FREE -> List.of();
        };
    }

    /** The latest; and where there are more than come at once, those that the server finds by what is typed. */
    private static List<Proposal> jobs(JobsClient jobs, String prefix) {
        int most = prefix.isEmpty() ? MOST_JOBS : PAGE;
        List<Proposal> latest = list(jobs.list(), most, ServerNames::job);
        if (latest.size() < PAGE || prefix.isEmpty()) {
            return latest;
        }
        List<Proposal> found = list(jobs.list(new JobFilter(prefix, null, null, "key")), PAGE, ServerNames::job);
        return Stream.concat(found.stream(), latest.stream()).distinct().toList();
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
