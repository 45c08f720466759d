package prikke.core.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.Uuid7;
import prikke.core.db.Dialect;
import prikke.core.event.EventLog;
import prikke.core.job.Job;
import prikke.core.run.AttemptResult;
import prikke.core.run.AttemptStatus;
import prikke.core.run.Claim;
import prikke.core.run.Completions;
import prikke.core.run.ExecutionStatus;
import prikke.core.run.Finish;
import prikke.core.run.Holder;
import prikke.core.run.Planned;
import prikke.core.run.RunQueue;
import prikke.core.run.Taken;
import prikke.core.run.Trigger;

/** What is recorded when the database can't keep it. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class RecorderTest {
    private static final Instant T = EngineFixture.T;

    private final EngineFixture f;
    private final RunQueue queue;
    private final Node node;
    private final Holdings holdings = new Holdings();
    private final Recorder recorder;

    RecorderTest(Dialect dialect) {
        f = new EngineFixture(dialect);
        queue = new RunQueue(f.database(), Taken.UNHEARD);
        node = new Node(f.database(), "n", new Lease(false, System::nanoTime));
        node.register(T, System.nanoTime());
        recorder = new Recorder(queue, new Completions(), node, holdings, new Starts(new EventLog(f.database()), () -> T), () -> {}, () -> {});
    }

    @AfterEach
    void close() {
        recorder.close();
        f.close();
    }

    @Test
    void an_answer_that_cannot_be_stored_costs_neither_its_own_end_nor_that_of_others() {
        List<Claim> claims = claims(3);
        recorder.record(finish(claims.get(0), "n", Map.of(), "ok"));
        recorder.record(finish(claims.get(1), "n", Map.of("x", "y".repeat(70_001)), "large"));
        recorder.record(finish(claims.get(2), "n", Map.of(), "ok"));

        recorder.start();

        for (Claim claim : claims) await().until(() -> status(claim) == ExecutionStatus.SUCCESS);
        AttemptResult bad = f.attempts(claims.get(1).id()).getFirst().result();
        assertThat(bad.errorMessage()).as("it succeeded all the same").isNull();
        assertThat(bad.truncated()).isTrue();
        assertThat(bad.statusCode()).isEqualTo(200);
        assertThat(bad.responseBody()).isNull();
        assertThat(f.attempts(claims.get(2).id()).getFirst().result().responseBody()).asString(UTF_8).isEqualTo("ok");
    }

    @Test
    void a_finish_that_cannot_be_stored_at_all_does_not_stand_in_the_way_of_others() {
        List<Claim> claims = claims(2);
        recorder.record(finish(claims.get(0), "n".repeat(200), Map.of(), "ok"));
        recorder.start();
        recorder.record(finish(claims.get(1), "n", Map.of(), "ok"));

        await().until(() -> status(claims.get(1)) == ExecutionStatus.SUCCESS);
        assertThat(status(claims.get(0))).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void a_stop_writes_what_is_waiting() {
        List<Claim> claims = claims(700);
        recorder.start();
        for (Claim claim : claims) recorder.record(finish(claim, "n", Map.of(), "ok"));

        recorder.close();

        assertThat(queue.holders()).isEmpty();
    }

    private ExecutionStatus status(Claim claim) {
        return f.execution(claim.id()).status();
    }

    private List<Claim> claims(int count) {
        Job job = f.job("every", "1h");
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < count; i++) planned.add(Planned.of(job, Uuid7.random(T), Trigger.SCHEDULE, T, T));
        f.database().run(tx -> queue.insert(tx, planned, new Holder(node.id(), 1, T)));
        return planned.stream().map(p -> p.claimed(1, T)).toList();
    }

    private static Finish finish(Claim claim, String node, Map<String, String> headers, String body) {
        AttemptResult result = new AttemptResult(
                AttemptStatus.SUCCESS, node, T, T, T, 1L, 200, null, null, "v1,x", headers, body.getBytes(UTF_8), false);
        return new Finish(claim, result, new Finish.End(ExecutionStatus.SUCCESS, null));
    }
}
