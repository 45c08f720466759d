package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import prikke.core.run.Nodes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.SettableClock;
import prikke.core.account.Identity;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.run.Nodes;

/** What is told of the daemons that share the database. */
@ParameterizedClass
@EnumSource(Dialect.class)
class NodesTest {
    private static final Instant T = Instant.parse("2030-01-01T00:00:00Z");

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(T);
    private final Nodes nodes;

    NodesTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        nodes = new Nodes(on.database(), clock);
    }

    @AfterEach
    void close() {
        on.close();
    }

    @Test
    void each_is_live_until_it_falls_silent_and_lost_when_others_take_over() {
        Node first = new Node(on.database(), "a:1", new Lease(true, System::nanoTime));
        first.register(T, System.nanoTime());
        clock.set(T.plusSeconds(5));
        Node second = new Node(on.database(), "b:2", new Lease(true, System::nanoTime));
        second.register(clock.instant(), System.nanoTime());

        List<Nodes.Peer> both = nodes.list(user(true));
        assertThat(both).extracting(Nodes.Peer::name).containsExactly("a:1", "b:2");
        assertThat(both).extracting(Nodes.Peer::state).containsExactly(Nodes.State.LATE, Nodes.State.LIVE);
        assertThat(both.getFirst().startedAt()).isEqualTo(T);

        clock.set(T.plusSeconds(11));
        second.beat(new NodeStore.Load(3, 7, -12), clock.instant(), System.nanoTime());
        assertThat(nodes.list(user(true))).extracting(Nodes.Peer::state).containsExactly(Nodes.State.LOST, Nodes.State.LIVE);
        assertThat(nodes.list(user(true)).getLast().seenAt()).isEqualTo(clock.instant());

        assertThat(nodes.list(user(true)).getLast()).satisfies(node -> {
            assertThat(node.inFlight()).isEqualTo(3);
            assertThat(node.held()).isEqualTo(7);
            assertThat(node.skewMs()).isEqualTo(-12);
        });

        first.unregister();
        assertThat(nodes.list(user(true))).extracting(Nodes.Peer::id).containsExactly(second.id());
    }

    @Test
    void only_an_instance_administrator_is_told() {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> nodes.list(user(false)));

        assertThat(refused.kind()).isEqualTo(Kind.FORBIDDEN);
    }

    private static Identity user(boolean admin) {
        return new Identity.User(UUID.randomUUID(), "a@example.com", admin, UUID.randomUUID(), List.of());
    }
}
