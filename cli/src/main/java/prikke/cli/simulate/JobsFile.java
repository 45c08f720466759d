package prikke.cli.simulate;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import prikke.cli.Failure;
import prikke.core.schedule.ScheduleException;
import prikke.core.schedule.ScheduleSpec;
import prikke.core.schedule.SimulatedJob;

/** The jobs of a YAML file: under {@code jobs}, by key or as a list of jobs that name theirs. */
final class JobsFile {
    private JobsFile() {}

    static List<SimulatedJob> read(Path file, Instant now) {
        Object jobs = parse(file) instanceof Map<?, ?> document ? document.get("jobs") : null;
        List<SimulatedJob> read = new ArrayList<>();
        if (jobs instanceof Map<?, ?> byKey) byKey.forEach((key, job) -> read.add(job(file, String.valueOf(key), job, now)));
        else if (jobs instanceof List<?> list) list.forEach(job -> read.add(job(file, nameOf(job, read.size() + 1), job, now)));
        else throw Failure.usage(file + " has no jobs.\nWrite them under jobs:, such as\n  jobs:\n    backup: {cron: \"0 3 * * *\"}");
        return read;
    }

    private static @Nullable Object parse(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (NoSuchFileException e) {
            throw Failure.usage("There is no file " + file + ".");
        } catch (IOException | YAMLException e) {
            throw Failure.usage(file + " can't be read: " + e.getMessage());
        }
    }

    private static String nameOf(@Nullable Object job, int number) {
        Object key = job instanceof Map<?, ?> fields ? fields.get("key") : null;
        return key == null ? "job " + number : key.toString();
    }

    private static SimulatedJob job(Path file, String name, @Nullable Object job, Instant now) {
        if (!(job instanceof Map<?, ?> fields)) throw Failure.usage(file + ": the job " + name + " has no fields.");
        ScheduleSpec spec = new ScheduleSpec(
                text(fields, "cron"), text(fields, "every"), text(fields, "run_at"), text(fields, "delay"), text(fields, "timezone"),
                text(fields, "dst"), text(fields, "starts_at"), text(fields, "ends_at"), text(fields, "jitter"));
        try {
            return SimulatedJob.of(name, spec, now, text(fields, "typical_duration"));
        } catch (ScheduleException e) {
            ScheduleException.Fault first = e.faults().getFirst();
            throw Failure.usage(file + ": the job " + name + ", " + first.field() + ": " + first.message());
        }
    }

    private static @Nullable String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        if (value instanceof java.util.Date date) return date.toInstant().toString();
        return value == null ? null : value.toString();
    }
}
