package prikke.daemon.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.core.account.AuditLog;
import prikke.core.api.AuditResponse;
import prikke.core.api.Json;
import prikke.core.audit.Actor;
import prikke.core.audit.AuditEntry;
import prikke.core.audit.Change;
import prikke.daemon.http.Query;
import prikke.daemon.http.Streamed;

/** The audit log as a file: every entry that was asked for, however many, written as it is read. */
enum AuditExport {
    /** RFC 4180. */
    CSV("text/csv; charset=utf-8") {
        @Override
        String head() {
            return "at,actor,actor_type,actor_id,address,user_agent,action,subject_type,subject_id,subject_name,changes,id\r\n";
        }

        @Override
        String line(AuditResponse e) {
            return Stream.of(Json.instant(e.at()), e.actor(), e.actorType(), e.actorId(), e.address(), e.userAgent(), e.action(), e.subjectType(),
                            e.subjectId(), e.subjectName(), Json.mapper().valueToTree(e.changes()), e.id())
                    .map(AuditExport::cell)
                    .collect(Collectors.joining(",", "", "\r\n"));
        }
    },
    /** An object a line. */
    NDJSON("application/x-ndjson") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(AuditResponse entry) {
            return Json.mapper().valueToTree(entry) + "\n";
        }
    };

    private final String type;

    AuditExport(String type) {
        this.type = type;
    }

    abstract String head();

    abstract String line(AuditResponse entry);

    /** The one that a request asks for: by its query, or else by its Accept header; null where it wants pages. */
    static @Nullable AuditExport wanted(@Nullable String format, String accepts) {
        if (format == null) return accepts.contains("text/csv") ? CSV : accepts.contains("ndjson") ? NDJSON : null;
        return switch (format) {
            case "json" -> null;
            case "csv" -> CSV;
            case "ndjson" -> NDJSON;
            default -> throw Query.bad("format takes json, csv or ndjson; this one is " + format + ".");
        };
    }

    Streamed of(AuditLog.Export entries) {
        return new Streamed(type, out -> {
            write(out, head());
            // An iterator, since a stream's or a callback's lambda could not throw what writing does.
            for (List<AuditEntry> some : entries) {
                write(out, some.stream().map(entry -> line(encode(entry))).collect(Collectors.joining()));
            }
        });
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Quoted where it has to be; and what a spreadsheet would take for a formula is kept from being one. */
    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) text = "'" + text;
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    static AuditResponse encode(AuditEntry entry) {
        Actor actor = entry.actor();
        return new AuditResponse(
                entry.id(),
                entry.at(),
                actor.name(),
                actor.key() == null ? "user" : "key",
                actor.key() == null ? actor.user() : actor.key(),
                actor.address(),
                actor.agent(),
                entry.action(),
                entry.subject().type(),
                entry.subject().id(),
                entry.subject().name(),
                changes(entry.changes()));
    }

    private static Map<String, List<@Nullable Object>> changes(Map<String, Change> changes) {
        Map<String, List<@Nullable Object>> pairs = new LinkedHashMap<>();
        changes.forEach((field, change) -> {
            List<@Nullable Object> pair = new ArrayList<>();
            pair.add(change.before());
            pair.add(change.after());
            pairs.put(field, pair);
        });
        return pairs;
    }
}
