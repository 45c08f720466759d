package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prikke.core.db.Database;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.run.ExecutionStatus;

/** The connection breaks while PostgreSQL commits: whether it has done so nobody knows at first. */
@Timeout(60)
class LostAnswerTest {
    private final TestDatabase on = TestDatabase.of(Dialect.POSTGRESQL);
    private final int port = Integer.parseInt(on.config().url().replaceAll(".*:(\\d+)/.*", "$1"));
    private final Link link = new Link(port);
    private final EngineFixture f = new EngineFixture(on, Database.open(OutageTest.through(link, on.config(), port)));

    @AfterEach
    void close() {
        f.close();
        link.close();
    }

    /** Has PostgreSQL give up the connection in the middle of a commit by which an execution goes. */
    private void failAtCommit() {
        f.database().run(tx -> {
            tx.sql().execute("create function give_up() returns trigger language plpgsql as"
                    + " 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'");
            tx.sql().execute("create constraint trigger give_up after delete on active_executions deferrable initially deferred"
                    + " for each row execute function give_up()");
        });
    }

    private void commitAgain() {
        f.database().run(tx -> tx.sql().execute("drop trigger give_up on active_executions"));
    }

    @Test
    void what_was_cancelled_by_it_does_not_begin() {
        UUID id = f.post("delay", "1s");
        assertThat(f.held()).isEqualTo(1);

        link.loseTheAnswerToACommit();
        assertThatThrownBy(() -> f.executions.cancel(f.caller, id)).matches(Database::isAway);
        f.turn(Duration.ofSeconds(2));

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.CANCELLED);
        assertThat(f.receiver.requests()).isEmpty();
    }

    @Test
    void what_was_not_cancelled_after_all_is_found_again_and_runs_once() {
        UUID id = f.post("delay", "1s");
        failAtCommit();

        assertThatThrownBy(() -> f.executions.cancel(f.caller, id)).matches(Database::isAway);
        commitAgain();
        f.turn(Duration.ofSeconds(2));
        assertThat(f.receiver.requests()).as("held by this node, which does not know whether it is").isEmpty();
        f.beatFor(Duration.ofSeconds(20));
        f.turn();

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(f.receiver.requests()).hasSize(1);
        assertThat(f.held()).isZero();
    }

    @Test
    void what_was_let_go_by_it_because_another_node_cancelled_it_does_not_begin() {
        Engine holder = f.engine;
        UUID id = f.post("delay", "1s");
        assertThat(f.held()).isEqualTo(1);
        holder.beat();
        f.crash();
        f.engine.enter();
        f.executions.cancel(f.caller, id);

        link.loseTheAnswerToACommit();
        assertThatThrownBy(holder::recall).matches(Database::isAway);
        f.clock.advance(Duration.ofSeconds(2));
        holder.turn(Duration.ofSeconds(5));
        f.turn();

        assertThat(f.execution(id).status()).isEqualTo(ExecutionStatus.CANCELLED);
        assertThat(f.receiver.requests()).isEmpty();
        assertThat(f.held()).isZero();
    }
}
