package prikke.core.mail;

import static prikke.core.db.schema.Tables.MAIL_OUTBOX;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.InsertSetMoreStep;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.records.MailOutboxRecord;

/** The table {@code mail_outbox}. */
final class MailStore {
    private static final int LONGEST_ERROR = 500;

    /**
     * A mail in the outbox.
     *
     * @param mail the mail, or null where its author is to write it
     * @param kind names the author
     * @param attempts how often it has been tried
     */
    record Waiting(
            UUID id,
            String recipient,
            @Nullable Mail mail,
            @Nullable String kind,
            @Nullable String about,
            Instant createdAt,
            int attempts) {}

    void insert(Tx tx, UUID id, Mail mail, Instant now) {
        insert(tx, id, mail.to(), now)
                .set(MAIL_OUTBOX.SUBJECT, mail.subject())
                .set(MAIL_OUTBOX.TEXT, mail.text())
                .set(MAIL_OUTBOX.HTML, mail.html())
                .execute();
    }

    void insertAsked(Tx tx, UUID id, Order order, Instant now) {
        insert(tx, id, order.recipient(), now)
                .set(MAIL_OUTBOX.KIND, order.kind())
                .set(MAIL_OUTBOX.ABOUT, order.about())
                .set(MAIL_OUTBOX.YIELDS, !order.askers().isEmpty())
                .execute();
    }

    private static InsertSetMoreStep<MailOutboxRecord> insert(Tx tx, UUID id, String recipient, Instant now) {
        return tx.sql()
                .insertInto(MAIL_OUTBOX)
                .set(MAIL_OUTBOX.ID, id)
                .set(MAIL_OUTBOX.RECIPIENT, recipient)
                .set(MAIL_OUTBOX.CREATED_AT, now)
                .set(MAIL_OUTBOX.ATTEMPTS, 0)
                .set(MAIL_OUTBOX.NEXT_AT, now);
    }

    /** Those that are to be tried by now, the longest due first but for those that yield. */
    List<Waiting> due(Tx tx, Instant now, int limit) {
        return tx.sql()
                .selectFrom(MAIL_OUTBOX)
                .where(MAIL_OUTBOX.NEXT_AT.le(now))
                .orderBy(MAIL_OUTBOX.YIELDS, MAIL_OUTBOX.NEXT_AT, MAIL_OUTBOX.ID)
                .limit(limit)
                .fetch(MailStore::waiting);
    }

    private static Waiting waiting(MailOutboxRecord row) {
        Mail mail = row.getKind() == null ? new Mail(row.getRecipient(), row.getSubject(), row.getText(), row.getHtml()) : null;
        return new Waiting(
                row.getId(), row.getRecipient(), mail, row.getKind(), row.getAbout(), row.getCreatedAt(), row.getAttempts());
    }

    /** Takes a mail for oneself until then; false when somebody else was faster. */
    boolean claim(Tx tx, Waiting waiting, Instant until) {
        return tx.sql()
                        .update(MAIL_OUTBOX)
                        .set(MAIL_OUTBOX.ATTEMPTS, waiting.attempts() + 1)
                        .set(MAIL_OUTBOX.NEXT_AT, until)
                        .where(MAIL_OUTBOX.ID.eq(waiting.id()))
                        .and(MAIL_OUTBOX.ATTEMPTS.eq(waiting.attempts()))
                        .execute()
                > 0;
    }

    /** Has a mail that could not be sent tried again then. */
    void again(Tx tx, UUID id, Instant at, String error) {
        tx.sql()
                .update(MAIL_OUTBOX)
                .set(MAIL_OUTBOX.NEXT_AT, at)
                .set(MAIL_OUTBOX.LAST_ERROR, error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR))
                .where(MAIL_OUTBOX.ID.eq(id))
                .execute();
    }

    void deleteAsked(Tx tx, String kind, String about) {
        tx.sql()
                .deleteFrom(MAIL_OUTBOX)
                .where(MAIL_OUTBOX.KIND.eq(kind))
                .and(MAIL_OUTBOX.ABOUT.eq(about))
                .execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(MAIL_OUTBOX).where(MAIL_OUTBOX.ID.eq(id)).execute();
    }
}
