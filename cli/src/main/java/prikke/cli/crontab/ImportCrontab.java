package prikke.cli.crontab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.output.Column;
import prikke.cli.output.Format;
import prikke.cli.output.Output;
import prikke.cli.output.Progress;
import prikke.cli.sync.DocumentText;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiException;
import prikke.core.api.JobRequest;
import prikke.core.api.JobsClient;
import prikke.core.api.SyncRequest;
import prikke.core.api.SyncSchema;

/** {@code prikke import crontab}. */
@Command(
        name = "crontab",
        description = {
            "Make jobs of the curl and wget lines of a crontab. The comment above a",
            "line names its job. What can't be taken is said, with its line; then the",
            "exit code is 5. Imported again, the same lines are the same jobs."
        },
        footer = {
            "",
            "Examples:",
            "  prikke import crontab mycrontab --dry-run",
            "  crontab -l | prikke import crontab --prefix web1-",
            "  crontab -l | prikke import crontab -o yaml > prikke.yaml"
        })
final class ImportCrontab implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The crontab; stdin unless given, or with -.")
    String file = "-";

    @Option(names = "--dry-run", description = "Only say what would be made.")
    boolean dryRun;

    @Option(names = "--prefix", paramLabel = "TEXT", description = "What each job's key begins with.")
    String prefix = "";

    @Option(names = "--disabled", description = "Make the jobs paused.")
    boolean disabled;

    @Option(names = "--tz", paramLabel = "ZONE", description = "The time zone where the crontab names none; this machine's unless given.")
    @Nullable String zone;

    ImportCrontab(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Output output = session.output();
        if (output.format() == Format.CSV) throw Failure.usage("Jobs can't be written as CSV.\nWrite: prikke import crontab -o yaml, or -o json");
        String local = zone == null ? ZoneId.systemDefault().getId() : zone;
        Crontab.Options options = new Crontab.Options(prefix, local, disabled);
        Crontab.Content content = Crontab.read(lines(), options, session.clock().instant());
        content.notes().forEach(note -> output.note(place(note.line()) + "note: " + note.text()));
        if (output.format() == Format.YAML || output.format() == Format.JSON) print(content, output);
        else if (dryRun) table(content, output);
        else create(content, output);
        content.refused().forEach(line -> session.io().err().println(place(line.line()) + "not taken: " + line.text() + "."));
        if (content.jobs().isEmpty() && content.refused().isEmpty()) output.note("There is no line with a command in it.");
        return content.refused().isEmpty() ? ExitCodes.DONE : ExitCodes.REFUSED;
    }

    private String place(int line) {
        return (file.equals("-") ? "stdin" : file) + ":" + line + ": ";
    }

    private List<String> lines() {
        try {
            byte[] bytes = file.equals("-") ? session.io().in().readAllBytes() : Files.readAllBytes(Path.of(file));
            return new String(bytes, UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            throw Failure.usage("There is no file " + file + ".\nGive a crontab, or pipe one in: crontab -l | prikke import crontab");
        } catch (IOException | InvalidPathException e) {
            throw Failure.usage(file + " cannot be read: " + e.getMessage() + ".");
        }
    }

    private void print(Crontab.Content content, Output output) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode jobs = document.putArray("jobs");
        content.jobs().forEach(taken -> jobs.add(JobsClient.patchOf(taken.job())));
        if (output.format() == Format.JSON) output.document(document, SyncRequest.class);
        else output.text(DocumentText.of(document, session.server().resolve(SyncSchema.PATH), "Made of a crontab."));
    }

    private void table(Crontab.Content content, Output output) {
        if (!output.readable()) {
            content.jobs().forEach(taken -> output.done(String.valueOf(taken.job().key()), ""));
            return;
        }
        output.table(
                content.jobs(),
                List.of(
                        Column.number("Line", (taken, times) -> Integer.toString(taken.line())),
                        Column.whole("Key", (taken, times) -> taken.job().key()),
                        Column.text("Schedule", (taken, times) -> schedule(taken.job())),
                        Column.text("Calls", (taken, times) -> taken.job().method() + " " + taken.job().url())),
                "There is nothing to import.");
    }

    private static String schedule(JobRequest job) {
        return job.cron() + (job.timezone() == null ? "" : " " + job.timezone());
    }

    private void create(Crontab.Content content, Output output) {
        if (content.jobs().isEmpty()) return;
        ApiClient client = session.client();
        try (Progress progress = session.progressBesideLines("Importing")) {
            for (Crontab.Taken taken : content.jobs()) {
                create(client, taken, output);
                progress.one();
            }
        }
    }

    private void create(ApiClient client, Crontab.Taken taken, Output output) {
        String key = String.valueOf(taken.job().key());
        try {
            client.jobs().put(key, taken.job());
        } catch (ApiException e) {
            throw new Failure(ExitCodes.REFUSED, e.problem().code(), place(taken.line()) + e.getMessage() + "\nThe lines before it were taken.", e.json());
        }
        output.done(key, place(taken.line()) + key + ": " + schedule(taken.job()) + ", " + taken.job().method() + " " + taken.job().url());
    }
}
