import java.net.URI;
import java.time.Duration;
import java.util.Map;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.ApiException;
import prikke.core.api.AttemptResponse;
import prikke.core.api.ExecutionResponse;
import prikke.core.api.JobRequest;
import prikke.core.api.Json;
import prikke.core.api.Retries;
import prikke.core.api.UnreachableException;

/**
 * Makes a job, runs it, waits for the end and tells of it. Usage: PRIKKE_SERVER=… PRIKKE_API_KEY=… java -cp 'lib/*' RunAndWait.java URL.
 * Ends with 0 where the run succeeded, 1 where it failed, 2 where it did not come about.
 */
class RunAndWait {
    static final String JOB = "java-example";

    static void main(String[] args) {
        String server = System.getenv().getOrDefault("PRIKKE_SERVER", "http://127.0.0.1:7717");
        String key = System.getenv("PRIKKE_API_KEY");
        if (args.length != 1 || key == null) {
            System.err.println("Usage: PRIKKE_API_KEY=… java -cp 'lib/*' RunAndWait.java URL");
            System.exit(2);
            return;
        }
        // A server that is busy for a moment is asked again: up to five times, waiting as long as it says, but no longer than 20 s.
        ApiConnection connection = ApiConnection.of(URI.create(server), key).retrying(new Retries(5, Duration.ofSeconds(20)));
        System.exit(run(new ApiClient(connection), args[0]));
    }

    static int run(ApiClient api, String url) {
        try {
            // What is not named takes its default.
            Map<String, Object> job = Map.of("url", url, "every", "1d", "retries", 2, "timeout", "10s");
            api.jobs().put(JOB, Json.mapper().convertValue(job, JobRequest.class));

            // Carries an Idempotency-Key: should the connection break and it be sent again, the job still runs once.
            ExecutionResponse execution = api.jobs().run(JOB).value();
            execution = api.executions().await(execution.id(), Duration.ofSeconds(60)).value();

            for (AttemptResponse attempt : api.executions().attempts(execution.id()).values()) {
                System.out.println("attempt " + attempt.number() + ": " + attempt.status() + ", " + attempt.durationMs() + " ms");
            }
            System.out.println("The run ended as: " + execution.status());
            api.jobs().delete(JOB);
            return execution.status().equals("success") ? 0 : 1;
        } catch (ApiException e) {
            // The code is for programs, the message for people; a 422 names each field that is wrong.
            System.err.println(e.problem().code() + ": " + e.getMessage());
            if (e.problem().errors() != null) e.problem().errors().forEach(fault -> System.err.println("  " + fault.field() + ": " + fault.message()));
            return 2;
        } catch (UnreachableException e) {
            System.err.println(e.server() + " can't be reached: " + e.getMessage());
            return 2;
        }
    }
}
