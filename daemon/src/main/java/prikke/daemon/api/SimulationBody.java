package prikke.daemon.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.ProblemException;
import prikke.core.api.SimulationRequest;
import prikke.core.schedule.Instants;
import prikke.core.schedule.ScheduleException;
import prikke.core.schedule.ScheduleSpec;
import prikke.core.schedule.SimulatedJob;
import prikke.daemon.http.RecordDecoder;

/**
 * What {@code POST /schedules/simulate} was sent, read with all its faults at once.
 *
 * @param jobs empty where the organization's own jobs are meant
 */
record SimulationBody(Instant from, Instant to, Optional<List<SimulatedJob>> jobs) {
    private static final Duration A_DAY = Duration.ofDays(1);

    /** The part of the body that is not a list of objects. */
    public record Window(@Nullable String from, @Nullable String to) {}

    static SimulationBody read(ObjectNode body, Instant now) {
        Faults faults = new Faults();
        JsonNode list = body.remove("jobs");
        Window window = RecordDecoder.decode(body, Window.class);
        Instant from = instant("from", window.from(), now, faults);
        Instant to = instant("to", window.to(), from.plus(A_DAY), faults);
        Optional<List<SimulatedJob>> jobs = list == null || list.isNull() ? Optional.empty() : Optional.of(jobs(list, from, faults));
        faults.throwIfAny();
        return new SimulationBody(from, to, jobs);
    }

    private static Instant instant(String field, @Nullable String text, Instant otherwise, Faults faults) {
        if (text == null) return otherwise;
        try {
            return Instants.parse(field, text);
        } catch (ScheduleException e) {
            e.faults().forEach(f -> faults.add(f.field(), f.code(), f.message()));
            return otherwise;
        }
    }

    private static List<SimulatedJob> jobs(JsonNode list, Instant from, Faults faults) {
        List<SimulatedJob> jobs = new ArrayList<>();
        if (!list.isArray()) faults.add("jobs", "type", "must be a list of objects");
        for (int i = 0; i < list.size(); i++) job(list.get(i), i, from, faults).ifPresent(jobs::add);
        return jobs;
    }

    private static Optional<SimulatedJob> job(JsonNode node, int index, Instant from, Faults faults) {
        String prefix = "jobs[" + index + "]";
        if (!(node instanceof ObjectNode object)) {
            faults.add(prefix, "type", "must be an object");
            return Optional.empty();
        }
        try {
            return Optional.of(job(RecordDecoder.decode(object, SimulationRequest.Job.class), "job " + (index + 1), from));
        } catch (ScheduleException e) {
            e.faults().forEach(f -> faults.add(prefix + "." + f.field(), f.code(), f.message()));
        } catch (ProblemException e) {
            e.faults().forEach(f -> faults.add(prefix + "." + f.field(), f.code(), f.message()));
        }
        return Optional.empty();
    }

    private static SimulatedJob job(SimulationRequest.Job job, String otherwise, Instant from) {
        ScheduleSpec spec = new ScheduleSpec(
                job.cron(), job.every(), job.runAt(), null, job.timezone(), job.dst(), job.startsAt(), job.endsAt(), job.jitter());
        return SimulatedJob.of(job.key() == null ? otherwise : job.key(), spec, from, job.typicalDuration());
    }
}
