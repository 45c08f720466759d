package prikke.core.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import prikke.core.SettableClock;
import prikke.core.db.Dialect;
import prikke.core.db.TestDatabase;
import prikke.core.db.Tx;

@ParameterizedClass
@EnumSource(Dialect.class)
class PostmanTest {
    private static final Mail MAIL = new Letter("Sign in <now>")
            .says("Hello \"Ann\" & all: æøå.")
            .link("Sign in", URI.create("https://prikke.example.com/login/link?token=a&b"))
            .to("ann@example.com");

    private final TestDatabase on;
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));
    private final Outbox outbox = new Outbox(clock, true);
    private final List<String> carried = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private boolean refusing;
    private boolean forGood;
    private boolean breaking;

    PostmanTest(Dialect dialect) {
        on = TestDatabase.of(dialect);
    }

    @AfterEach
    void drop() {
        on.close();
    }

    @Test
    void a_mail_arrives_as_text_and_as_html_and_leaves_no_row() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            server.setUser("prikke", "smtp-password");
            SmtpSettings settings = new SmtpSettings(
                    "127.0.0.1", server.getSmtp().getPort(), "prikke", "smtp-password", "Prikke <prikke@example.com>", SmtpSettings.Security.NONE);
            put();
            new Postman(on.database(), Map.of(), new SmtpCarrier(settings, clock), clock).tick(clock.instant());

            MimeMessage received = server.getReceivedMessages()[0];
            assertThat(received.getSubject()).isEqualTo("Sign in <now>");
            assertThat(received.getFrom()[0]).hasToString("Prikke <prikke@example.com>");
            assertThat(received.getAllRecipients()[0]).hasToString("ann@example.com");
            assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            MimeMultipart both = (MimeMultipart) received.getContent();
            assertThat(content(both.getBodyPart(0)))
                    .contains("Hello \"Ann\" & all: æøå.", "Sign in:", "https://prikke.example.com/login/link?token=a&b");
            assertThat(content(both.getBodyPart(1)))
                    .contains("Sign in &lt;now&gt;", "Hello &quot;Ann&quot; &amp; all: æøå.", "link?token=a&amp;b")
                    .doesNotContain("<now>");
        } finally {
            server.stop();
        }
        assertThat(waiting()).isZero();
    }

    @Test
    void a_mail_is_tried_again_later_and_later_until_it_is_taken() {
        refusing = true;
        put();
        Postman postman = postman();
        postman.tick(clock.instant());
        assertThat(carried).hasSize(1);

        clock.advance(Duration.ofSeconds(14));
        postman.tick(clock.instant());
        assertThat(carried).as("too early").hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        postman.tick(clock.instant());
        assertThat(carried).hasSize(2);
        refusing = false;
        clock.advance(Duration.ofSeconds(29));
        postman.tick(clock.instant());
        assertThat(carried).as("the second delay is twice the first").hasSize(2);
        clock.advance(Duration.ofSeconds(1));
        postman.tick(clock.instant());

        assertThat(carried).hasSize(3);
        assertThat(carried.stream().distinct()).as("under one id").hasSize(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void after_a_day_a_mail_is_given_up() {
        refusing = true;
        put();
        Postman postman = postman();
        for (int i = 0; i < 60; i++) {
            postman.tick(clock.instant());
            clock.advance(Duration.ofHours(1));
        }

        assertThat(carried).hasSizeBetween(20, 30);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_mail_over_which_the_carrier_breaks_is_put_off_and_those_behind_it_go() {
        put();
        put();
        breaking = true;
        Postman postman = postman();
        postman.tick(clock.instant());
        assertThat(carried).as("both are tried").hasSize(2);

        breaking = false;
        clock.advance(Duration.ofSeconds(15));
        postman.tick(clock.instant());

        assertThat(carried).hasSize(4);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_mail_over_which_the_carrier_breaks_for_a_day_is_given_up() {
        put();
        breaking = true;
        Postman postman = postman();
        for (int i = 0; i < 60; i++) {
            postman.tick(clock.instant());
            clock.advance(Duration.ofHours(1));
        }

        assertThat(carried).hasSizeBetween(20, 30);
        assertThat(waiting()).isZero();
    }

    @Test
    void a_mail_goes_to_an_address_as_it_is_written_or_to_nobody() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            SmtpSettings settings = new SmtpSettings(
                    "127.0.0.1", server.getSmtp().getPort(), null, null, "prikke@example.com", SmtpSettings.Security.NONE);
            Mail odd = new Letter("Sign in").says("Hello").to("foo<victim@corp.example.com>");
            on.database().run(tx -> outbox.send(tx, odd));
            new Postman(on.database(), Map.of(), new SmtpCarrier(settings, clock), clock).tick(clock.instant());

            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(waiting()).as("there is no such address, now or later").isZero();
        } finally {
            server.stop();
        }
    }

    @Test
    void to_an_address_that_there_is_not_it_is_tried_once() {
        refusing = true;
        forGood = true;
        put();
        postman().tick(clock.instant());

        assertThat(carried).hasSize(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void of_two_daemons_only_one_sends_and_one_that_died_is_replaced() {
        put();
        MailStore store = new MailStore();
        MailStore.Waiting seen = on.database().read(tx -> store.due(tx, clock.instant(), 10)).getFirst();
        boolean first = on.database().write(tx -> store.claim(tx, seen, clock.instant().plusSeconds(300)));
        boolean second = on.database().write(tx -> store.claim(tx, seen, clock.instant().plusSeconds(300)));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        postman().tick(clock.instant());
        assertThat(carried).as("the first has it").isEmpty();
        clock.advance(Duration.ofMinutes(5));
        postman().tick(clock.instant());
        assertThat(carried).as("and never came back").hasSize(1);
    }

    @Test
    void a_mail_that_is_asked_for_is_written_as_it_is_sent_and_anew_each_time() {
        refusing = true;
        on.database().run(tx -> outbox.ask(tx, new Order("secret", "ann@example.com", "7")));
        assertThat(written).isEmpty();

        postman().tick(clock.instant());
        refusing = false;
        clock.advance(Duration.ofSeconds(15));
        postman().tick(clock.instant());

        assertThat(written).containsExactly("ann@example.com 7", "ann@example.com 7");
        assertThat(carried).hasSize(2);
        assertThat(waiting()).isZero();
    }

    @Test
    void where_there_turns_out_to_be_nothing_to_write_nothing_is_sent() {
        on.database().run(tx -> outbox.ask(tx, new Order("secret", "nobody@example.com", null)));

        postman().tick(clock.instant());

        assertThat(carried).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void nothing_is_sent_of_a_transaction_that_comes_to_nothing() {
        assertThatThrownBy(() -> on.database().run(tx -> {
                    outbox.send(tx, MAIL);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(waiting()).isZero();
    }

    @Test
    void where_no_server_is_configured_nothing_piles_up() {
        on.database().run(tx -> new Outbox(clock, false).send(tx, MAIL));

        assertThat(waiting()).isZero();
    }

    @Test
    void what_a_mail_says_is_in_no_log() {
        assertThat(MAIL.toString()).contains("ann@example.com").doesNotContain("token");
    }

    private void put() {
        on.database().run(tx -> outbox.send(tx, MAIL));
    }

    private Postman postman() {
        return new Postman(on.database(), Map.of("secret", this::write), this::carry, clock);
    }

    private Optional<Mail> write(Tx tx, String recipient, @Nullable String about) {
        if (recipient.startsWith("nobody")) return Optional.empty();
        written.add(recipient + " " + about);
        return Optional.of(MAIL);
    }

    private void carry(Mail mail, String id) throws NotSentException {
        carried.add(id);
        if (breaking) throw new IllegalStateException("broken");
        if (refusing) throw new NotSentException("451 later", forGood, new IllegalStateException());
    }

    private int waiting() {
        return on.database().read(tx -> new MailStore().due(tx, Instant.parse("2100-01-01T00:00:00Z"), 100)).size();
    }

    private static String content(Part part) throws Exception {
        return String.valueOf(part.getContent());
    }
}
