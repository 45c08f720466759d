package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.SettableClock;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.engine.Breakers.Admitted;
import prikke.core.engine.Breakers.HeldUntil;

/** What nodes tell each other, and daemons those after them, of hosts that rest. */
@ParameterizedClass
@EnumSource(Dialect.class)
@Timeout(60)
class BreakerExchangeTest {
    private static final UUID ORG = new UUID(0x7000, 1);
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
        for (int i = 0; i < 3; i++) here.outcome(ORG, HOST, ORDINARY, TestOutcome.answered(503), clock.instant());
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
        exchange();
        open();
        here.adopt(Map.of());

        assertThat(admit(here)).isInstanceOf(HeldUntil.class);
    }

    @Test
    void what_has_been_quiet_for_long_is_not_kept() {
        open();
        exchange();
        clock.advance(Breakers.QUIET.plusMinutes(1));
        for (int i = 0; i < 3; i++) here.outcome(ORG, "b.example:443", ORDINARY, TestOutcome.answered(503), clock.instant());
        exchange();

        assertThat(on.database().<Integer>read(tx -> BreakerStore.all(tx).size())).isEqualTo(1);
    }

    @Test
    void a_host_whose_name_is_too_long_to_tell_is_nobody_else_s_business() {
        String host = "a".repeat(400) + ":443";
        for (int i = 0; i < 3; i++) here.outcome(ORG, host, ORDINARY, TestOutcome.answered(503), clock.instant());
        open();
        exchange();

        assertThat(there.size()).isEqualTo(1);
        assertThat(here.admit(ORG, host, clock.instant())).isInstanceOf(HeldUntil.class);
    }
}
