package prikke.daemon.web.settings;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.Slice;
import prikke.core.account.AuditLog;
import prikke.core.account.Caller;
import prikke.core.audit.Action;
import prikke.core.audit.AuditEntry;
import prikke.core.audit.AuditFilter;
import prikke.core.audit.Change;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Streamed;
import prikke.daemon.web.Lately;
import prikke.daemon.web.Moments;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Visit;

/** Who did what in an organization. */
public final class AuditPage {
    private static final String PATH = "/settings/audit";
    private static final int PAGE = 50;

    private final AuditLog log;
    private final Exporter exporter;

    /** Makes a file of entries. */
    @FunctionalInterface
    public interface Exporter {
        /**
         * @param format csv or ndjson
         */
        Streamed file(String format, AuditLog.Export entries);
    }

    public AuditPage(AuditLog log, Exporter exporter) {
        this.log = log;
        this.exporter = exporter;
    }

    public Answer show(Visit visit) {
        Caller caller = visit.caller();
        Slice<AuditEntry> slice = log.list(caller, filter(visit));
        Pager pager = Pager.of(visit, PATH, slice.next(), "since", "actor", "action");
        List<String> nouns = Arrays.stream(Action.values()).map(Action::noun).distinct().toList();
        return visit.page("audit.jte", "Audit log", Map.of("entries", slice.items(), "pager", pager, "nouns", nouns));
    }

    /** The same entries, all of them, as a file. */
    public Answer export(Visit visit) {
        Caller caller = visit.caller();
        String format = visit.request().parameter("format").orElse("csv");
        if (!List.of("csv", "ndjson").contains(format)) throw Pager.unknown("format", format);
        return Answer.ok(exporter.file(format, log.export(caller, filter(visit))));
    }

    private static AuditFilter filter(Visit visit) {
        String since = visit.request().parameter("since").orElse("");
        String actor = visit.request().parameter("actor").orElse("").strip();
        String action = visit.request().parameter("action").orElse("");
        List<Action> actions = action.isEmpty() ? List.of() : Action.named(action);
        if (!action.isEmpty() && actions.isEmpty()) throw Pager.unknown("action", action);
        return new AuditFilter(
                since.isEmpty() ? null : Lately.of(since).before(visit.now()), null, actor.isEmpty() ? null : actor, actions,
                Pager.cursor(visit), PAGE);
    }

    /** What was changed, a line for each field. */
    public static List<String> changes(AuditEntry entry) {
        List<String> lines = new ArrayList<>();
        entry.changes().forEach((field, change) -> lines.add(field.replace('_', ' ') + ": " + words(change)));
        return lines;
    }

    private static String words(Change change) {
        if (change.before() == null) return words(change.after());
        return words(change.before()) + " → " + (change.after() == null ? "none" : words(change.after()));
    }

    /** A value as people read it: instants as on every page, the rest as it was written down. */
    private static String words(@Nullable Object value) {
        String text = String.valueOf(value);
        try {
            return Moments.absolute(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
