package prikke.cli.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.ApiException;
import prikke.core.api.Problem;
import prikke.core.api.SyncResponse;

/** {@code prikke sync}. */
@Command(
        name = "sync",
        description = {
            "Have jobs and queues be as a file says: all of it, or nothing.",
            "What the file leaves out of a job takes its default; what it does not",
            "name is left alone, unless --prune is given and a sync made it."
        },
        footer = {
            "",
            "Examples:",
            "  prikke sync -f prikke.yaml --dry-run",
            "  prikke sync -f jobs.yaml -f queues.yaml --prune",
            "  envsubst < prikke.yaml | prikke sync -f -"
        })
public final class Sync implements Runnable {
    private final Session session;

    @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "The document, as YAML or JSON; - reads stdin. May be repeated.")
    List<String> files = List.of();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "The same, without -f.")
    List<String> more = List.of();

    @Option(names = "--dry-run", description = "Only say what would be done.")
    boolean dryRun;

    @Option(names = "--prune", description = "Delete what a sync made and the document does not name.")
    boolean prune;

    public Sync(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        SyncFiles read = SyncFiles.read(named(), session.io());
        int things = read.count("jobs") + read.count("queues");
        try {
            Answer<SyncResponse> answer;
            try (var _ = session.progress((dryRun ? "Comparing " : "Syncing ") + things + (things == 1 ? " thing" : " things") + " of " + read.names())) {
                answer = session.client().sync().apply(read.document(), dryRun, prune);
            }
            new PlanReport(session.output()).print(answer);
        } catch (ApiException e) {
            throw placed(e, read);
        }
    }

    private List<String> named() {
        List<String> all = Stream.concat(files.stream(), more.stream()).toList();
        if (all.isEmpty()) throw Failure.usage("No file is named.\nWrite: prikke sync -f prikke.yaml (to begin with one: prikke export > prikke.yaml)");
        return all;
    }

    /** The refusal, with where in the files each thing stands that is wrong. */
    private static RuntimeException placed(ApiException e, SyncFiles read) {
        List<Problem.FieldError> errors = e.problem().errors();
        if (errors == null || errors.isEmpty()) return e;
        StringBuilder text = new StringBuilder(errors.size() == 1 ? "One thing is wrong" : errors.size() + " things are wrong")
                .append(" in ").append(read.names()).append("; nothing was changed.");
        ObjectNode json = e.json().deepCopy();
        ArrayNode located = json.withArray("errors");
        for (int i = 0; i < errors.size(); i++) {
            Problem.FieldError error = errors.get(i);
            Place place = read.place(error.field());
            text.append('\n').append(place == null ? "" : place + ": ").append(error.field()).append(' ').append(error.message());
            if (place != null && located.get(i) instanceof ObjectNode object) object.put("file", place.file()).put("line", place.line());
        }
        return new Failure(ExitCodes.REFUSED, e.problem().code(), text.toString(), json);
    }
}
