package prikke.cli.cron;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import prikke.cli.output.Column;
import prikke.cli.output.Output;
import prikke.core.api.Json;
import prikke.core.api.PreviewResponse;
import prikke.core.schedule.Preview;

/** Prints a schedule's words, its next occurrences and what the clocks do to them; for programs, as the API previews one. */
public final class PreviewReport {
    /** How many occurrences may be asked for; the API's limit too. */
    public static final int MOST = 100;

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);

    private final Output output;

    public PreviewReport(Output output) {
        this.output = output;
    }

    /** Prints it, in the local time of the zone that it was reckoned for. */
    public void print(Preview preview) {
        if (!output.readable()) {
            var instants = preview.occurrences().stream().map(Preview.Occurrence::instant).toList();
            var response = new PreviewResponse(preview.description(), instants, preview.notes(), preview.ends());
            output.values(instants.stream().map(Json::instant).toList(), Json.fields(response), PreviewResponse.class);
            return;
        }
        output.line(preview.description());
        if (!preview.occurrences().isEmpty()) {
            output.line("");
            output.table(preview.occurrences(), columns(output.times().forReader()), "");
        }
        if (!preview.notes().isEmpty()) {
            output.line("");
            preview.notes().forEach(output::line);
        }
    }

    private static List<Column<Preview.Occurrence>> columns(boolean forReader) {
        List<Column<Preview.Occurrence>> columns = new ArrayList<>(List.of(
                Column.whole("Local time", (next, times) -> LOCAL.format(next.instant().atOffset(next.offset()))),
                Column.whole("Offset", (next, times) -> offset(next)),
                Column.whole("UTC", (next, times) -> Json.instant(next.instant()))));
        if (forReader) {
            columns.add(Column.text("When", (next, times) -> times.relative(next.instant())));
        }
        // All notes are said below the table too.
        columns.add(Column.<Preview.Occurrence>text("Note", (next, times) -> next.note()).rank(1));
        return columns;
    }

    private static String offset(Preview.Occurrence next) {
        return next.offset().getTotalSeconds() == 0 ? "+00:00" : next.offset().getId();
    }
}
