package prikke.core.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.db.Database;
import prikke.core.db.Tx;

/**
 * Empties the outbox. Any number of daemons may do so side by side: each takes a mail by a guarded update before it sends it. One that
 * dies in between leaves its mail to the others after a while; it may then arrive twice, under one {@code Message-ID}.
 */
public final class Postman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** As many as are looked at together, so that none waits long for its claim to be stale. */
    private static final int AT_ONCE = 20;

    /** Longer than any server is waited for. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(1);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(15);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    /** What mails say is stale by then. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    private final MailStore store = new MailStore();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("prikke-mail").daemon().factory());
    private final Database database;
    private final Map<String, Author> authors;
    private final Carrier carrier;
    private final InstantSource clock;
    private boolean failing;

    /** @param authors who writes the mails of which kind */
    public Postman(Database database, Map<String, Author> authors, Carrier carrier, InstantSource clock) {
        this.database = database;
        this.authors = Map.copyOf(authors);
        this.carrier = carrier;
        this.clock = clock;
    }

    /** Begins to send, and goes on until closed. */
    public Postman start() {
        thread.scheduleWithFixedDelay(this::round, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void round() {
        try {
            tick(clock.instant());
            failing = false;
        } catch (RuntimeException | Error e) {
            // Once per outage with its trace: a database that is away is not to flood the log.
            if (failing) LOG.warn("event=mail_round_failed error=\"{}\"", e.getMessage());
            else LOG.error("event=mail_round_failed", e);
            failing = true;
        }
    }

    /** Tries all that is due by now, once; when closed meanwhile, no more than the mail that is under way. */
    public void tick(Instant now) {
        List<MailStore.Waiting> due;
        do {
            due = database.read(tx -> store.due(tx, now, AT_ONCE));
            for (MailStore.Waiting waiting : due) if (!thread.isShutdown()) deliver(waiting);
        } while (due.size() == AT_ONCE && !thread.isShutdown());
    }

    private void deliver(MailStore.Waiting waiting) {
        Mail mail = written(waiting);
        if (mail == null) return;
        try {
            carry(mail, waiting);
            database.run(tx -> store.delete(tx, waiting.id()));
            LOG.info("event=mail_sent id={} attempt={}", waiting.id(), waiting.attempts() + 1);
        } catch (NotSentException e) {
            failed(waiting, e, clock.instant());
        }
    }

    /** What breaks over one mail is of that mail: it is put off as if it had been refused, and the others go on. */
    private void carry(Mail mail, MailStore.Waiting waiting) throws NotSentException {
        try {
            carrier.carry(mail, waiting.id().toString());
        } catch (RuntimeException e) {
            LOG.error("event=mail_not_carried id={} kind={}", waiting.id(), waiting.kind(), e);
            throw new NotSentException("It could not be handed over; the log says why", false, e);
        }
    }

    /** A mail that can't be written is put off like one that can't be sent: those behind it are not to wait for it. */
    private @Nullable Mail written(MailStore.Waiting waiting) {
        try {
            return database.write(tx -> take(tx, waiting)).orElse(null);
        } catch (RuntimeException e) {
            if (Database.isAway(e)) throw e;
            LOG.error("event=mail_not_written id={} kind={}", waiting.id(), waiting.kind(), e);
            failed(waiting, new NotSentException("It could not be written; the log says why", false, e), clock.instant());
            return null;
        }
    }

    /** Claims a mail, and has it written where it is not yet; empty where another has it, or where there turns out to be none. */
    private Optional<Mail> take(Tx tx, MailStore.Waiting waiting) {
        if (!store.claim(tx, waiting, clock.instant().plus(CLAIM))) return Optional.empty();
        if (waiting.mail() != null) return Optional.of(waiting.mail());
        Author author = authors.get(String.valueOf(waiting.kind()));
        if (author == null) throw new IllegalStateException("Nobody writes mails of the kind " + waiting.kind());
        Optional<Mail> written = author.write(tx, waiting.recipient(), waiting.about());
        if (written.isEmpty()) store.delete(tx, waiting.id());
        return written;
    }

    private void failed(MailStore.Waiting waiting, NotSentException failure, Instant now) {
        String why = String.valueOf(failure.getMessage());
        Instant next = now.plus(delay(waiting.attempts()));
        if (failure.forGood() || next.isAfter(waiting.createdAt().plus(GIVEN_UP_AFTER))) {
            database.run(tx -> store.delete(tx, waiting.id()));
            LOG.error("event=mail_given_up id={} attempts={} error=\"{}\"", waiting.id(), waiting.attempts() + 1, why);
        } else {
            database.run(tx -> store.again(tx, waiting.id(), next, why));
            LOG.warn("event=mail_not_sent id={} attempt={} error=\"{}\"", waiting.id(), waiting.attempts() + 1, why);
        }
    }

    private static Duration delay(int failuresBefore) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(failuresBefore, 10));
        return delay.compareTo(LONGEST_DELAY) < 0 ? delay : LONGEST_DELAY;
    }

    /** Stops once the mail that is under way has been taken or refused. Nothing is interrupted: inside H2 that would close its file. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_DELIVERY.toSeconds(), TimeUnit.SECONDS)) LOG.warn("event=mail_stop_timed_out");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
