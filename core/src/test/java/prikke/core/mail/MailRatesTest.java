package prikke.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static prikke.core.db.schema.Tables.MAIL_COUNTS;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.ProblemException;
import prikke.core.SettableClock;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;

@ParameterizedClass
@EnumSource(Dialect.class)
class MailRatesTest {
    private static final String ANN = "ann@example.com";
    private static final UUID ORG = UUID.fromString("0190a8f0-0000-7000-8000-000000000001");

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final Outbox outbox = new Outbox(clock, true);
    private final List<String> carried = new ArrayList<>();

    MailRatesTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
    }

    @AfterEach
    void drop() {
        on.close();
    }

    @Test
    void five_mails_of_a_kind_go_to_an_address_within_the_hour() {
        for (int i = 0; i < 5; i++) ask(new Order("a", ANN, null));

        assertTooMany(new Order("a", ANN, null), Duration.ofHours(1));
        assertTooMany(new Order("a", "ann+more@example.com", null), Duration.ofHours(1));
        ask(new Order("b", ANN, null));
        ask(new Order("a", "bob@example.com", null));
        clock.advance(Duration.ofHours(1));
        ask(new Order("a", ANN, null));
    }

    @Test
    void the_wait_is_until_the_first_of_the_five_counts_no_more() {
        for (int i = 0; i < 5; i++) {
            ask(new Order("a", ANN, null));
            clock.advance(Duration.ofMinutes(1));
        }

        assertTooMany(new Order("a", ANN, null), Duration.ofMinutes(55));
        clock.advance(Duration.ofMinutes(55));
        ask(new Order("a", ANN, null));
        assertTooMany(new Order("a", ANN, null), Duration.ofMinutes(1));
    }

    @Test
    void a_hundred_mails_to_others_go_out_in_a_day_at_the_wish_of_one() {
        for (int i = 0; i < 100; i++) ask(new Order("a", "user" + i + "@example.com", null).by(ORG, UUID.randomUUID()));

        assertTooMany(new Order("a", ANN, null).by(ORG, UUID.randomUUID()), Duration.ofDays(1));
        ask(new Order("a", ANN, null).by(UUID.randomUUID()));
        ask(new Order("a", ANN, null));
    }

    @Test
    void what_comes_to_nothing_does_not_count() {
        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> on.database().run(tx -> {
                        outbox.ask(tx, new Order("a", ANN, null));
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
        }

        ask(new Order("a", ANN, null));
    }

    @Test
    void who_was_told_the_same_five_times_within_the_hour_is_told_it_no_more_and_nothing_fails() {
        for (int i = 0; i < 8; i++) tell("It changed");
        tell("Something else changed");

        postman().tick(clock.instant());

        assertThat(carried).filteredOn("It changed"::equals).hasSize(5);
        assertThat(carried).contains("Something else changed");
    }

    @Test
    void mails_to_others_let_those_go_first_that_people_wait_for() {
        for (int i = 0; i < 30; i++) ask(new Order("invitation", "user" + i + "@example.com", null).by(ORG));
        clock.advance(Duration.ofSeconds(1));
        ask(new Order("link", ANN, null));

        postman().tick(clock.instant());

        assertThat(carried).hasSize(31).first().isEqualTo("link");
    }

    @Test
    void what_is_taken_back_is_not_sent() {
        ask(new Order("a", ANN, "7"));
        ask(new Order("a", ANN, "8"));
        ask(new Order("b", ANN, "7"));

        on.database().run(tx -> outbox.withdraw(tx, "a", "7"));
        postman().tick(clock.instant());

        assertThat(carried).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void what_counts_no_more_is_forgotten() {
        ask(new Order("a", ANN, null).by(ORG));
        clock.advance(Duration.ofDays(1));
        ask(new Order("a", ANN, null));

        assertThat(on.database().<Integer>read(tx -> tx.sql().fetchCount(MAIL_COUNTS))).isEqualTo(1);
    }

    private void ask(Order order) {
        on.database().run(tx -> outbox.ask(tx, order));
    }

    private void tell(String what) {
        on.database().run(tx -> outbox.send(tx, new Letter(what).to(ANN)));
    }

    private Postman postman() {
        Map<String, Author> authors = Map.of("a", named("a"), "b", named("b"), "link", named("link"), "invitation", named("invitation"));
        return new Postman(on.database(), authors, (mail, id) -> carried.add(mail.subject()), clock);
    }

    private static Author named(String kind) {
        return (tx, recipient, about) -> Optional.of(new Letter(kind).to(recipient));
    }

    private void assertTooMany(Order order, Duration wait) {
        assertThatThrownBy(() -> ask(order)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo("too_many_mails");
            assertThat(problem.retryAfter()).isEqualTo(wait);
        });
    }
}
