package prikke.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 1000);
    private final Lease lease = new Lease(true, ticks::get);

    private void pass(Duration time) {
        ticks.addAndGet(time.toNanos());
    }

    @Test
    void it_is_not_held_before_it_was_taken() {
        assertThat(lease.holds()).isFalse();
        assertThat(lease.steady()).isFalse();
    }

    @Test
    void it_runs_out_before_others_take_the_node_for_dead() {
        lease.renewed(lease.now());

        pass(Lease.MAY_BEGIN.minusMillis(1));
        assertThat(lease.holds()).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(lease.holds()).isFalse();
        assertThat(Lease.MAY_BEGIN).isLessThan(Lease.TERM);
        assertThat(Lease.TERM.plus(Lease.BEAT)).as("a death is noticed within").isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void it_counts_from_before_the_renewal_was_written() {
        long before = lease.now();
        pass(Duration.ofSeconds(5));
        lease.renewed(before);

        pass(Duration.ofSeconds(1));

        assertThat(lease.holds()).isFalse();
    }

    @Test
    void after_a_step_of_the_clock_others_have_to_be_heard_of_anew() {
        for (int i = 0; i < 5; i++) {
            lease.renewed(lease.now());
            pass(Lease.BEAT);
        }
        assertThat(lease.steady()).isTrue();

        lease.clockStepped();
        lease.renewed(lease.now());
        assertThat(lease.steady()).isFalse();
        assertThat(lease.holds()).as("its own is measured by another clock").isTrue();
        for (int i = 0; i < 4; i++) {
            pass(Lease.BEAT);
            lease.renewed(lease.now());
        }
        assertThat(lease.steady()).isTrue();
    }

    @Test
    void beats_make_it_steady_and_a_gap_unsteady() {
        for (int i = 0; i < 4; i++) {
            lease.renewed(lease.now());
            assertThat(lease.steady()).isFalse();
            pass(Lease.BEAT);
        }
        lease.renewed(lease.now());
        assertThat(lease.steady()).isTrue();

        pass(Duration.ofSeconds(30));
        lease.renewed(lease.now());

        assertThat(lease.steady()).as("others may have been cut off from the database as this one was").isFalse();
    }

    @Test
    void of_an_embedded_database_it_runs_out_too_though_there_is_nobody_else() {
        Lease alone = new Lease(false, ticks::get);
        alone.renewed(alone.now());
        assertThat(alone.holds()).isTrue();
        assertThat(alone.steady()).isTrue();

        pass(Lease.MAY_BEGIN);

        assertThat(alone.holds()).isFalse();
        assertThat(alone.steady()).isTrue();
    }
}
