package prikke.daemon.api;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.Nearest;
import prikke.core.account.AuditLog;
import prikke.core.account.Caller;
import prikke.core.audit.Action;
import prikke.core.audit.AuditFilter;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Query;
import prikke.daemon.http.Request;
import prikke.daemon.http.Streamed;

/** The audit log. */
public final class AuditApi {
    private final AuditLog log;
    private final InstantSource clock;

    public AuditApi(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    Answer list(Request request) {
        Caller caller = request.caller();
        Query query = request.query("since", "until", "actor", "action", "limit", "cursor", "format");
        AuditFilter filter = new AuditFilter(
                query.instant("since", clock.instant()),
                query.instant("until", clock.instant()),
                query.text("actor"),
                actions(query.text("action")),
                query.cursor(),
                query.limit());
        AuditExport export = AuditExport.wanted(query.text("format"), request.accepts());
        return export == null
                ? Answer.ok(Pages.of(log.list(caller, filter), AuditExport::encode))
                : Answer.ok(export.of(log.export(caller, filter)));
    }

    /**
     * Entries as a file.
     *
     * @param format csv or ndjson
     */
    public static Streamed file(String format, AuditLog.Export entries) {
        AuditExport export = AuditExport.wanted(format, "");
        if (export == null) throw new IllegalArgumentException(format);
        return export.of(entries);
    }

    private static List<Action> actions(@Nullable String text) {
        if (text == null) return List.of();
        List<Action> actions = Action.named(text);
        if (!actions.isEmpty()) return actions;
        List<String> known = Arrays.stream(Action.values()).map(Action::text).toList();
        String near = Nearest.to(text, known);
        throw Query.bad("action takes what is done, such as job.update, or what it is done to: "
                + Arrays.stream(Action.values()).map(Action::noun).distinct().collect(Collectors.joining(", "))
                + (near == null ? "." : ". Did you mean " + near + "?"));
    }
}
