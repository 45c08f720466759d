package prikke.core.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import prikke.core.ProblemException;
import prikke.core.db.Tx;

/**
 * Keeps mailboxes from being flooded, and everybody's mail from waiting behind one sender's. Counted in the transaction that asks, so
 * that what comes to nothing does not count, and in the database, for all daemons together. Of those who ask in the same moment, as
 * many as there are connections may get through.
 */
final class MailRates {
    private static final int MOST_TO_ONE = 5;
    private static final int MOST_BY_ONE = 100;
    private static final Duration BY_ONE = Duration.ofDays(1);
    private static final Duration NOTICES = Duration.ofHours(1);

    private final MailCountStore store = new MailCountStore();

    /**
     * Counts a mail that is asked for. An address is counted whether or not it turns out to be anybody's.
     *
     * @throws ProblemException too_many_mails, with the time to wait
     */
    void count(Tx tx, Order order, Instant now) {
        store.deleteExpired(tx, now);
        Duration full = take(tx, to(order.kind(), order.recipient()), MOST_TO_ONE, order.within(), now);
        if (full.isPositive()) {
            throw tooMany("So many mails of this kind went to " + order.recipient()
                    + " that it gets no more for a while. Look for them there, among what is taken for spam too.", full);
        }
        for (UUID asker : order.askers()) {
            Duration spent = take(tx, "by " + asker, MOST_BY_ONE, BY_ONE, now);
            if (spent.isPositive()) {
                throw tooMany("No more than " + MOST_BY_ONE + " mails to others are sent in a day for one user or organization. An"
                        + " invitation without an address is a link that you can hand over yourself.", spent);
            }
        }
    }

    /** Counts a mail that tells what has happened; false where its reader has been told that often enough. */
    boolean admits(Tx tx, Mail notice, Instant now) {
        store.deleteExpired(tx, now);
        return take(tx, to(notice.subject(), notice.to()), MOST_TO_ONE, NOTICES, now).isZero();
    }

    /** Zero, and then it counts, or how long until one more may. */
    private Duration take(Tx tx, String name, int most, Duration within, Instant now) {
        List<Instant> ends = store.ends(tx, name, now, most);
        if (ends.size() == most) return Duration.between(now, ends.getLast());
        store.insert(tx, name, now, now.plus(within));
        return Duration.ZERO;
    }

    /** What stands behind a plus sign changes nothing about whose mailbox it is. */
    private static String to(String kind, String recipient) {
        return "to " + recipient.replaceFirst("\\+[^@]*@", "@") + " " + kind;
    }

    private static ProblemException tooMany(String message, Duration wait) {
        return ProblemException.tooMany("too_many_mails", message, wait);
    }
}
