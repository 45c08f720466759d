package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import prikke.core.db.Dialect;
import prikke.core.run.Gates;
import prikke.core.run.RunQueue;

/** What comes through the gates into a memory that is small. */
@Timeout(60)
class GateKeeperTest {
    private static final long ROOM = 250_000;

    private final EngineFixture f = new EngineFixture(Dialect.H2);
    private final Dispatcher dispatcher = new Dispatcher(f.clock, new Dispatcher.Bounds(4, 100, ROOM), () -> false, claim -> {}, () -> {});

    @AfterEach
    void close() {
        f.close();
    }

    private GateKeeper gateKeeper() {
        Arrivals arrivals = new Arrivals(dispatcher, new Holdings());
        Node node = new Node(f.database(), "small", new Lease(false, System::nanoTime));
        node.register(f.clock.instant(), System.nanoTime());
        Gates gates = new Gates(f.database(), new RunQueue(f.database(), arrivals));
        return new GateKeeper(f.clock, gates, node, dispatcher, arrivals, f.engine.completions());
    }

    @Test
    void no_more_is_let_through_than_there_is_memory_for() {
        for (int i = 0; i < 6; i++) f.post("queue", "queue-" + i, "body", "x".repeat(100_000));
        GateKeeper gateKeeper = gateKeeper();

        gateKeeper.tick(f.clock.instant());
        assertThat(dispatcher.held()).as("with the third it is full").isEqualTo(3);
        gateKeeper.tick(f.clock.instant());

        assertThat(dispatcher.held()).isEqualTo(3);
        assertThat(f.held()).as("the others are held by nobody").isEqualTo(3);
    }
}
