package prikke.cli.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Session;
import prikke.cli.output.Column;
import prikke.cli.output.Output;
import prikke.cli.output.View;
import prikke.core.api.Answer;
import prikke.core.api.Json;

/** {@code prikke daemon doctor}. */
@Command(
        name = "doctor",
        description = "Find what is wrong with the daemon and what it depends on, whether it runs or not; ends with 1 if something is.",
        footer = {"", "Examples:", "  prikke daemon doctor", "  prikke daemon doctor --url https://intranet.example/hook"})
final class DaemonDoctor implements Callable<Integer> {
    private static final View<Finding> VIEW = new View<>(
            Finding.class,
            Finding::check,
            List.of(
                    Column.status("Status", (finding, times) -> finding.status()),
                    Column.whole("Check", (finding, times) -> finding.check()),
                    Column.text("Found", (finding, times) -> finding.found())),
            List.of());

    private final Session session;

    @Mixin
    DaemonOptions options = new DaemonOptions();

    @Option(names = "--url", paramLabel = "URL", description = "Also say whether jobs may call this, and which rule forbids it.")
    @Nullable String url;

    DaemonDoctor(Session session) {
        this.session = session;
    }

    /** What the daemon's program says it has found. */
    record Finding(String check, String status, String found, String advice) {}

    @Override
    public Integer call() throws IOException {
        List<Answer<Finding>> findings = new ArrayList<>();
        for (JsonNode one : examine()) findings.add(new Answer<>(one, Finding.class));
        Output output = session.output();
        output.list(findings.stream(), VIEW, "");
        if (output.readable()) advise(output, findings.stream().map(Answer::value).toList());
        return findings.stream().anyMatch(finding -> finding.value().status().equals("wrong")) ? ExitCodes.FAILED : ExitCodes.DONE;
    }

    private JsonNode examine() throws IOException {
        var arguments = new ArrayList<>(List.of("doctor"));
        arguments.addAll(options.arguments());
        if (url != null) arguments.add("--url=" + url);
        Process program = new ProcessBuilder(new DaemonProgram(session.environment()).inForeground(arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return Json.tree(said).isArray() ? Json.tree(said) : unreadable();
        } catch (JsonProcessingException e) {
            return unreadable();
        }
    }

    private static JsonNode unreadable() {
        throw Failure.failed("doctor", "The daemon's program could not look at itself; what it says is above.\nTry: prikked --version");
    }

    private static void advise(Output output, List<Finding> findings) {
        List<Finding> advised = findings.stream().filter(finding -> !finding.advice().isEmpty()).toList();
        if (!advised.isEmpty()) output.line("");
        for (Finding finding : advised) output.line(finding.check() + ": " + finding.advice());
    }
}
