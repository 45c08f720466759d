package prikke.cli.simulate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import prikke.cli.Session;
import prikke.core.api.Answer;
import prikke.core.api.Json;
import prikke.core.api.SimulationRequest;
import prikke.core.api.SimulationResponse;
import prikke.core.schedule.Simulation;

/** {@code prikke simulate}. */
@Command(
        name = "simulate",
        description = {
            "Say what would run when: counts by hour, the busiest seconds, runs that would overlap.",
            "Of the jobs on the server, or of a file, which needs no daemon."
        },
        footer = {
            "",
            "Examples:",
            "  prikke simulate",
            "  prikke simulate -f jobs.yaml --from 2027-03-28T00:00:00Z"
        })
public final class Simulate implements Runnable {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Session session;

    @Option(names = "--from", paramLabel = "INSTANT", description = "From this instant on, such as 2026-03-29T00:00:00Z; now unless given.")
    @Nullable Instant from;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Before this instant; a day after --from unless given.")
    @Nullable Instant to;

    @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "The jobs, as YAML: those under its key jobs.")
    @Nullable Path file;

    public Simulate(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Instant begin = from == null ? session.clock().instant() : from;
        Instant end = to == null ? begin.plus(A_DAY) : to;
        SimulationReport report = new SimulationReport(session.output());
        if (file == null) {
            Answer<SimulationResponse> answer;
            try (var _ = session.progress("Simulating")) {
                answer = session.client().schedules().simulate(new SimulationRequest(begin.toString(), end.toString(), null));
            }
            report.print(answer.value(), answer.json());
        } else {
            Simulation simulation = Simulation.of(JobsFile.read(file, begin), begin, end);
            var response = Json.mapper().convertValue(simulation, SimulationResponse.class);
            report.print(response, Json.fields(response));
        }
    }
}
