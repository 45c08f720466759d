package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.db.Dialect;
import prikke.core.event.Batch;
import prikke.core.event.EventLog;
import prikke.core.event.Extent;
import prikke.core.event.Happening.ToExecution;
import prikke.core.job.Job;
import prikke.core.run.Execution;
import prikke.core.run.Snapshots;

/** Whatever becomes of an execution is in the log, once, and can be looked up as it was. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class LoggedTest {
    private final EngineFixture f;
    private final EventLog log;

    LoggedTest(Dialect dialect) {
        f = new EngineFixture(dialect);
        log = new EventLog(f.database());
    }

    @AfterEach
    void close() {
        f.close();
    }

    private List<ToExecution> logged() {
        Extent extent = log.number();
        List<ToExecution> all = new ArrayList<>();
        for (Batch batch : log.read(0, extent.last(), 1000)) {
            batch.happenings().forEach(one -> {
                if (one.orElseThrow() instanceof ToExecution e) all.add(e);
            });
        }
        return all;
    }

    /** What is told of an execution: the event, the state and the attempts made, and what the last of them came to. */
    private List<String> told(UUID execution) {
        List<ToExecution> about = logged().stream().filter(one -> one.execution().equals(execution)).toList();
        Map<ToExecution, Execution> was = new Snapshots(f.database(), f.clock).of(f.caller.org(), about);
        return about.stream().map(one -> {
            Execution e = Objects.requireNonNull(was.get(one));
            return one.type().text() + " " + e.status().text() + " " + e.attempts() + " " + e.statusCode() + " " + e.errorCode();
        }).toList();
    }

    @Test
    void an_execution_that_succeeds() {
        UUID id = f.post();
        f.turn();

        assertThat(told(id)).containsExactly("execution.succeeded success 1 200 null");
    }

    @Test
    void one_that_is_tried_again_and_fails_as_it_was_each_time() {
        f.receiver.answers(request -> Receiver.Answer.of(500));
        UUID id = f.post("retries", 1, "retryDelay", "1s", "backoff", "fixed");
        f.turn();
        f.turn(Duration.ofSeconds(3));

        assertThat(told(id)).containsExactly(
                "execution.retrying retrying 1 500 http_status", "execution.failed failed 2 500 http_status");
        assertThat(logged().getFirst().at()).as("when it is tried again").isAfter(EngineFixture.T);
    }

    @Test
    void one_that_begins_while_somebody_listens() {
        log.listen(EngineFixture.T.plusSeconds(15));
        f.engine.lookForListeners();
        UUID id = f.post();
        f.turn();

        assertThat(told(id)).containsExactly("execution.started running 0 null null", "execution.succeeded success 1 200 null");
    }

    @Test
    void one_that_is_cancelled_before_it_began() {
        UUID id = f.post("delay", "1h");
        f.executions.cancel(f.caller, id);

        assertThat(told(id)).containsExactly("execution.cancelled cancelled 0 null null");
    }

    @Test
    void one_whose_daemon_died_in_the_middle_of_it() {
        f.receiver.hold();
        UUID id = f.post("retries", 0);
        f.receiver.await(1);
        f.crash();
        f.receiver.letGo();
        f.clock.advance(Duration.ofSeconds(11));
        f.engine.enter();
        f.turn();

        assertThat(told(id)).containsExactly("execution.retrying retrying 1 null null", "execution.succeeded success 2 200 null");
    }

    @Test
    void occurrences_that_nobody_was_up_for() {
        Job job = f.job("every", "10s", "misfire", "skip");
        f.clock.advance(Duration.ofMinutes(2));
        f.turn();

        List<ToExecution> missed = logged().stream().filter(one -> one.type().text().equals("execution.missed")).toList();
        assertThat(missed).isNotEmpty().extracting(ToExecution::execution).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(f.history(job).stream()
                        .filter(e -> e.status().text().equals("missed")).map(Execution::id).toList());
    }
}
