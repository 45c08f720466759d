package prikke.cli.audit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.core.api.AuditResponse;

/** How an entry of the audit log is shown. */
final class AuditView {
    private static final List<Column<AuditResponse>> COLUMNS = List.of(
            Column.instant("When", entry -> entry.at()),
            Column.text("Who", (entry, times) -> entry.actor()),
            Column.text("What", (entry, times) -> entry.action()),
            Column.text("Which", (entry, times) -> which(entry)),
            Column.<AuditResponse>text("Changes", (entry, times) -> changes(entry.changes())).rank(1),
            Column.<AuditResponse>text("From", (entry, times) -> entry.address()).rank(2));

    static final View<AuditResponse> VIEW = new View<>(AuditResponse.class, entry -> entry.id().toString(), COLUMNS, COLUMNS);

    private AuditView() {}

    private static @Nullable String which(AuditResponse entry) {
        if (entry.subjectName() != null) {
            return entry.subjectName();
        }
        return entry.subjectId() == null ? null : entry.subjectId().toString();
    }

    /** As in {@code retries: 3 → 5, queue: reports}. */
    private static String changes(Map<String, List<@Nullable Object>> changes) {
        return changes.entrySet().stream()
                .map(change -> change.getKey() + ": " + change(change.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String change(List<@Nullable Object> pair) {
        Object before = pair.get(0);
        String after = pair.get(1) == null ? "none" : String.valueOf(pair.get(1));
        return before == null ? after : before + " → " + after;
    }
}
