package prikke.core.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseClockTest {
    private static final Instant T = Instant.parse("2030-01-01T00:00:00Z");

    private Duration elapsed = Duration.ZERO;
    private Duration databaseAhead = Duration.ZERO;
    private Duration systemAhead = Duration.ZERO;
    private Duration askingTakes = Duration.ZERO;
    private boolean away;

    private final DatabaseClock clock = new DatabaseClock(this::askDatabase, () -> T.plus(elapsed).plus(systemAhead), () -> elapsed.toNanos());

    private Instant askDatabase() {
        if (away) throw new IllegalStateException("away");
        elapsed = elapsed.plus(askingTakes.dividedBy(2));
        Instant there = T.plus(elapsed).plus(databaseAhead);
        elapsed = elapsed.plus(askingTakes.dividedBy(2));
        return there;
    }

    @Test
    void between_two_readings_it_counts_on_by_itself() {
        elapsed = Duration.ofMillis(1500);
        databaseAhead = Duration.ofHours(1);

        assertThat(clock.instant()).isEqualTo(T.plusMillis(1500));
    }

    @Test
    void a_step_in_either_direction_is_followed_at_the_next_reading() {
        for (Duration step : new Duration[] {Duration.ofHours(1), Duration.ofHours(-2)}) {
            databaseAhead = step;
            assertThat(clock.sync()).as("stepped").isTrue();
            assertThat(clock.sync()).as("stepped again").isFalse();

            assertThat(clock.instant()).isEqualTo(T.plus(elapsed).plus(step));
        }
    }

    @Test
    void what_the_way_to_the_database_takes_is_allowed_for() {
        askingTakes = Duration.ofMillis(100);
        databaseAhead = Duration.ofSeconds(1);
        clock.sync();

        assertThat(clock.instant()).isEqualTo(T.plus(elapsed).plus(databaseAhead));
    }

    @Test
    void a_reading_that_says_no_more_than_its_own_error_changes_nothing() {
        askingTakes = Duration.ofMillis(100);
        databaseAhead = Duration.ofMillis(30);
        clock.sync();

        assertThat(clock.instant()).isEqualTo(T.plus(elapsed));
    }

    @Test
    void the_skew_is_how_far_this_machine_is_ahead() {
        systemAhead = Duration.ofMillis(700);
        databaseAhead = Duration.ofMillis(-300);
        clock.sync();

        assertThat(clock.skew()).isEqualTo(Duration.ofSeconds(1));
        assertThat(clock.instant()).as("the database's clock is gone by").isEqualTo(T.plus(elapsed).minusMillis(300));
    }

    @Test
    void while_the_database_is_away_it_goes_on() {
        away = true;
        elapsed = Duration.ofSeconds(30);

        assertThatThrownBy(clock::sync).hasMessage("away");
        assertThat(clock.instant()).isEqualTo(T.plusSeconds(30));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void it_agrees_with_the_database_on_this_machine(Dialect dialect) {
        try (TestDatabase on = TestDatabase.of(dialect)) {
            DatabaseClock real = new DatabaseClock(on.database(), InstantSource.system());
            real.sync();

            assertThat(Duration.between(real.instant(), Instant.now()).abs()).isLessThan(Duration.ofMillis(100));
            assertThat(real.skew().abs()).isLessThan(Duration.ofMillis(100));
        }
    }
}
