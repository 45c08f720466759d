package prikke.core.audit;

import static prikke.core.db.schema.Tables.AUDIT_ENTRIES;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import prikke.core.Uuid7;
import prikke.core.db.JsonText;
import prikke.core.db.Rows;
import prikke.core.db.Tx;
import prikke.core.db.schema.tables.AuditEntries;
import prikke.core.db.schema.tables.records.AuditEntriesRecord;

/** The table {@code audit_entries}. Its ids sort by when they were made, so a stretch of ids is a stretch of time. */
final class AuditStore {
    private static final AuditEntries A = AUDIT_ENTRIES;
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final String INSERT = "insert into audit_entries (id, org_id, at, user_id, key_id, actor, address, user_agent, action,"
            + " subject_type, subject_id, subject_name, changes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** By a statement whose text is fixed: jobs come by the hundred, each with its entry. */
    void insert(Tx tx, List<Deed> deeds, Instant now) {
        tx.jdbc(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                Rows bind = new Rows(statement);
                for (Deed deed : deeds) {
                    Actor actor = deed.actor();
                    Subject subject = deed.subject();
                    bind.set(Uuid7.random(now)).set(deed.org()).set(now);
                    bind.set(actor.user()).set(actor.key()).set(actor.name()).set(actor.address()).set(actor.agent());
                    bind.set(deed.action().text()).set(subject.type()).set(subject.id()).set(subject.name());
                    bind.set(json(deed.changes().fields()));
                    bind.next();
                }
                return statement.executeBatch().length;
            }
        });
    }

    List<AuditEntry> list(Tx tx, UUID org, AuditFilter filter) {
        Condition which = A.ORG_ID.eq(org);
        if (filter.before() != null) which = which.and(A.ID.lt(filter.before()));
        if (filter.since() != null) which = which.and(A.ID.ge(Uuid7.floor(filter.since())));
        if (filter.until() != null) which = which.and(A.ID.lt(Uuid7.floor(filter.until())));
        if (filter.actor() != null) which = which.and(by(filter.actor()));
        if (!filter.actions().isEmpty()) which = which.and(A.ACTION.in(filter.actions().stream().map(Action::text).toList()));
        return tx.sql().selectFrom(A).where(which).orderBy(A.ORG_ID.desc(), A.ID.desc()).limit(filter.limit()).fetch(AuditStore::entry);
    }

    private static Condition by(String actor) {
        if (!ID.matcher(actor).matches()) return A.ACTOR.equalIgnoreCase(actor);
        UUID id = UUID.fromString(actor);
        return A.USER_ID.eq(id).or(A.KEY_ID.eq(id));
    }

    int deleteBefore(Tx tx, Instant before, int most) {
        return delete(tx, A.ID.lt(Uuid7.floor(before)), most);
    }

    int deleteOf(Tx tx, UUID org, int most) {
        return delete(tx, A.ORG_ID.eq(org).and(A.ACTION.ne(Action.ORGANIZATION_DELETE.text())), most);
    }

    private static int delete(Tx tx, Condition which, int most) {
        List<UUID> ids = tx.sql().select(A.ID).from(A).where(which).orderBy(A.ID).limit(most).fetch(A.ID);
        return ids.isEmpty() ? 0 : tx.sql().deleteFrom(A).where(A.ID.in(ids)).execute();
    }

    private static AuditEntry entry(AuditEntriesRecord row) {
        return new AuditEntry(
                row.getId(),
                row.getAt(),
                new Actor(row.getUserId(), row.getKeyId(), row.getActor(), row.getAddress(), row.getUserAgent()),
                row.getAction(),
                new Subject(row.getSubjectType(), row.getSubjectId(), row.getSubjectName()),
                changes(row.getChanges()));
    }

    /** As {@code {"field": [before, after]}}. */
    private static String json(Map<String, Change> changes) {
        Map<String, List<@Nullable Object>> pairs = new LinkedHashMap<>();
        changes.forEach((field, change) -> {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(change.before());
            pair.add(change.after());
            pairs.put(field, pair);
        });
        return JsonText.ofLists(pairs);
    }

    private static Map<String, Change> changes(String json) {
        Map<String, Change> changes = new LinkedHashMap<>();
        JsonText.lists(json).forEach((field, pair) -> changes.put(field, new Change(pair.get(0), pair.get(1))));
        return changes;
    }
}
