package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.SettableClock;
import prikke.core.db.Database;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.db.Tx;
import prikke.core.engine.Breakers.Admitted;
import prikke.core.engine.Breakers.HeldUntil;
import prikke.core.engine.Breakers.Key;

/** What nodes tell each other, and daemons those after them, of hosts that rest. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class BreakerExchangeTest {
    private static final UUID ORG = new UUID(0x7000, 1);
    private static final UUID FLOOD = new UUID(0x7000, 2);
    private static final String HOST = "a.example:443";
    private static final Admitted ORDINARY = new Admitted(Breaker.NO_TRIAL);

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(TestClaim.T);
    private final Breakers here = new Breakers();
    private final Breakers there = new Breakers();
    private final BreakerExchange ours;
    private final BreakerExchange theirs;

    BreakerExchangeTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
        ours = new BreakerExchange(on.database(), clock, here);
        theirs = new BreakerExchange(on.database(), clock, there);
        ours.tick();
        theirs.tick();
    }

    @AfterEach
    void close() {
        on.close();
    }

    private void open() {
        open(HOST);
    }

    private void open(String host) {
        open(ORG, host);
    }

    private void open(UUID org, String host) {
        for (int i = 0; i < 3; i++) here.outcome(org, host, ORDINARY, TestOutcome.answered(503), clock.instant());
    }

    /** What the database has. */
    private Map<Key, Breaker.Open> known() {
        return on.database().read(tx -> BreakerStore.since(tx, Instant.EPOCH, 10_000));
    }

    private void exchange() {
        for (BreakerExchange each : new BreakerExchange[] {ours, theirs, ours}) {
            each.heard();
            each.tick();
        }
    }

    private Breakers.Admission admit(Breakers breakers) {
        return breakers.admit(ORG, HOST, clock.instant());
    }

    @Test
    void a_host_that_rests_for_one_rests_for_all_and_for_as_long() {
        open();
        assertThat(admit(there)).isEqualTo(ORDINARY);

        exchange();

        assertThat(admit(there)).isEqualTo(admit(here)).isEqualTo(new HeldUntil(clock.instant().plusSeconds(30)));
    }

    @Test
    void a_trial_that_succeeds_anywhere_closes_it_for_all() {
        open();
        exchange();
        clock.advance(Duration.ofSeconds(30));
        there.outcome(ORG, HOST, (Admitted) admit(there), TestOutcome.answered(200), clock.instant());

        exchange();

        assertThat(here.size()).isZero();
        assertThat(there.size()).isZero();
        assertThat(admit(here)).isEqualTo(ORDINARY);
    }

    @Test
    void a_trial_that_fails_anywhere_holds_it_for_all_for_longer() {
        open();
        exchange();
        clock.advance(Duration.ofSeconds(30));
        there.outcome(ORG, HOST, (Admitted) admit(there), TestOutcome.answered(500), clock.instant());

        exchange();

        assertThat(admit(here)).isEqualTo(new HeldUntil(clock.instant().plusSeconds(60)));
    }

    @Test
    void what_a_node_has_not_told_yet_is_not_taken_from_it() {
        open();
        exchange();
        clock.advance(Duration.ofSeconds(30));
        here.abandoned(ORG, HOST, (Admitted) admit(here), clock.instant());
        here.adopt(Map.of(), clock.instant());

        Admitted next = (Admitted) admit(here);
        assertThat(next).as("a trial, as it was due").isNotEqualTo(ORDINARY);
        here.outcome(ORG, HOST, next, TestOutcome.answered(503), clock.instant());
        here.adopt(Map.of(), clock.instant());
        assertThat(admit(here)).isEqualTo(new HeldUntil(clock.instant().plusSeconds(60)));
    }

    @Test
    void what_could_not_be_told_is_told_later_but_nothing_that_is_out_of_date() {
        open();
        exchange();
        clock.advance(Duration.ofSeconds(30));
        here.outcome(ORG, HOST, (Admitted) admit(here), TestOutcome.answered(503), clock.instant());
        open("b.example:443");
        assertThatThrownBy(() -> Database.withRider(this::closeAndFail, ours::tick)).hasMessage("away");

        ours.tick();

        assertThat(known()).containsOnlyKeys(new Key(ORG, "b.example:443"));
    }

    /** While it is being told that the host rests, the host is back. */
    private void closeAndFail(Tx telling) {
        clock.advance(Duration.ofSeconds(60));
        here.outcome(ORG, HOST, (Admitted) admit(here), TestOutcome.answered(200), clock.instant());
        throw new IllegalStateException("away");
    }

    @Test
    void an_organization_of_very_many_hosts_that_rest_takes_up_no_more_than_its_share_and_nothing_of_others() {
        open();
        exchange();
        Instant begun = clock.instant();
        for (int i = 0; i < 3 * BreakerExchange.MOST_OF_ONE; i++) {
            clock.advance(Duration.ofMillis(1));
            open(FLOOD, "host" + i);
            if (i % 150 == 0) exchange();
        }
        exchange();
        exchange();

        assertThat(known()).hasSize(BreakerExchange.MOST_OF_ONE + 1).containsKey(new Key(ORG, HOST));
        assertThat(known()).containsKey(new Key(FLOOD, "host" + (3 * BreakerExchange.MOST_OF_ONE - 1)));
        assertThat(here.admit(FLOOD, "host0", clock.instant())).as("as it found out itself").isEqualTo(new HeldUntil(begun.plusMillis(30_001)));
        assertThat(there.admit(ORG, HOST, clock.instant())).isEqualTo(new HeldUntil(begun.plusSeconds(30)));
    }

    @Test
    void what_has_been_quiet_for_long_is_not_read_any_more() {
        open();
        exchange();
        clock.advance(Breakers.QUIET.plusMinutes(1));
        Breakers later = new Breakers();
        new BreakerExchange(on.database(), clock, later).tick();

        assertThat(later.size()).isZero();
    }

    @Test
    void what_has_been_quiet_for_long_is_not_kept() {
        open();
        exchange();
        clock.advance(Breakers.QUIET.plusMinutes(1));
        open("b.example:443");
        exchange();

        assertThat(known()).hasSize(1);
    }

    @Test
    void a_host_whose_name_is_too_long_to_tell_is_nobody_else_s_business() {
        String host = "a".repeat(400) + ":443";
        open(host);
        open();
        exchange();

        assertThat(there.size()).isEqualTo(1);
        assertThat(here.admit(ORG, host, clock.instant())).isInstanceOf(HeldUntil.class);
    }
}
