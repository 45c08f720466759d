package prikke.core.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static prikke.core.db.schema.Tables.ACTIVE_EXECUTIONS;
import static prikke.core.db.schema.Tables.ENDED_EXECUTIONS;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prikke.core.SettableClock;
import prikke.core.Uuid7;
import prikke.core.account.Caller;
import prikke.core.account.TestOrganization;
import prikke.core.crypto.TestVault;
import prikke.core.db.Database;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.db.Tx;
import prikke.core.job.IdleExecutor;
import prikke.core.job.Job;
import prikke.core.job.Jobs;
import prikke.core.job.TestDraft;

/** A queue with jobs to fill it with; nothing in it runs by itself. */
final class QueueFixture implements AutoCloseable {
    static final Instant T = Instant.parse("2030-01-01T00:00:00Z");

    final TestDatabase on;
    final SettableClock clock = new SettableClock(T);
    final RunQueue queue;
    final Jobs jobs;
    final Completions completions = new Completions();
    final Executions executions;
    final Replays replays;
    final Caller caller;

    QueueFixture(Dialect dialect) {
        on = TestDatabase.of(dialect);
        queue = new RunQueue(database(), Taken.UNHEARD);
        jobs = new Jobs(database(), clock, new IdleExecutor(), TestVault.SEALS);
        executions = new Executions(database(), clock, jobs, new Idle(), completions);
        replays = new Replays(database(), clock, executions, new Idle());
        caller = TestOrganization.in(database()).member();
    }

    /** Queues and cancels; nothing is told of it. */
    private final class Idle implements Intake {
        @Override
        public Runnable add(Tx tx, List<Planned> fresh) {
            queue.insert(tx, fresh, Holder.NONE);
            return () -> {};
        }

        @Override
        public Runnable cancelExecutions(Tx tx, List<UUID> executions, Instant now, String reason) {
            queue.cancelExecutions(tx, executions, RunQueue.Giving.NOTHING, now, reason);
            return () -> {};
        }
    }

    Database database() {
        return on.database();
    }

    void run(Consumer<Tx> work) {
        database().run(work);
    }

    <T> T write(Function<Tx, T> work) {
        return database().write(work);
    }

    Job job(@Nullable Object... namesAndValues) {
        return jobs.create(caller, TestDraft.with(TestDraft.of("every", "1h"), namesAndValues)).job();
    }

    Planned planned(Job job, Trigger trigger, Instant at) {
        return Planned.of(job, Uuid7.random(at), trigger, at, at);
    }

    Finish success(Claim claim) {
        return new Finish(claim, answered(claim, AttemptStatus.SUCCESS, 200, null), new Finish.End(ExecutionStatus.SUCCESS, null));
    }

    Finish failure(Claim claim) {
        AttemptResult broken = new AttemptResult(
                AttemptStatus.FAILED, "n1", claim.claimedAt(), claim.dueAt(), claim.dueAt().plusMillis(3), 0L, null, ErrorCode.RESET,
                "The connection broke", null, Map.of(), null, false);
        return new Finish(claim, broken, new Finish.End(ExecutionStatus.FAILED, null));
    }

    Finish retry(Claim claim, Instant at) {
        return new Finish(claim, answered(claim, AttemptStatus.FAILED, 500, ErrorCode.HTTP_STATUS), new Finish.Retry(at));
    }

    private static AttemptResult answered(Claim claim, AttemptStatus status, int code, @Nullable ErrorCode error) {
        return new AttemptResult(
                status, "n1", claim.claimedAt(), claim.dueAt(), claim.dueAt().plusNanos(7_123_000), 7L, code, error,
                error == null ? null : "The target answered " + code, "v1,x",
                Map.of("x-quote", "a \"b\" \\c", "x-umlaut", "ü"), "Grüße\0!".getBytes(UTF_8), true);
    }

    Execution execution(UUID id) {
        return executions.get(caller, id);
    }

    List<Attempt> attempts(UUID id) {
        return executions.attempts(caller, id);
    }

    /** Which tables have the execution. */
    String places(UUID id) {
        return write(tx -> {
            boolean active = tx.sql().fetchExists(ACTIVE_EXECUTIONS, ACTIVE_EXECUTIONS.ID.eq(id));
            boolean ended = tx.sql().fetchExists(ENDED_EXECUTIONS, ENDED_EXECUTIONS.ID.eq(id));
            return active && ended ? "both" : active ? "active" : ended ? "ended" : "nowhere";
        });
    }

    @Override
    public void close() {
        jobs.close();
        on.close();
    }
}
