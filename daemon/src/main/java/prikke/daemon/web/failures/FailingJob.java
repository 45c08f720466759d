package prikke.daemon.web.failures;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.run.Failures;

/**
 * A job with all that went wrong of it.
 *
 * @param job null for the one-off jobs together
 */
public record FailingJob(@Nullable UUID job, String name, List<Failures.Group> groups) {

    /** Jobs in the order of their worst group. */
    static List<FailingJob> of(List<Failures.Group> groups) {
        Map<Optional<UUID>, List<Failures.Group>> byJob = new LinkedHashMap<>();
        for (Failures.Group group : groups) byJob.computeIfAbsent(Optional.ofNullable(group.job()), job -> new ArrayList<>()).add(group);
        List<FailingJob> jobs = new ArrayList<>();
        byJob.forEach((job, some) -> jobs.add(new FailingJob(job.orElse(null), name(some.getFirst()), some)));
        return jobs;
    }

    private static String name(Failures.Group group) {
        if (group.job() == null) return "One-off jobs";
        return group.key() == null ? group.job().toString() : group.key();
    }

    public long count() {
        return groups.stream().mapToLong(Failures.Group::count).sum();
    }

    /** What a group's runs have in common, in words. */
    public static String error(Failures.Group group) {
        if (group.message() != null) return group.message();
        return group.statusCode() == null ? "No error was recorded" : "Answered " + group.statusCode();
    }

    /** Where the runs of a group are listed. */
    public String runs(Failures.Group group) {
        String link = "/runs?status=" + group.status().text();
        if (job != null) return link + "&job=" + job;
        return group.message() == null ? link : link + "&q=" + URLEncoder.encode(group.message(), StandardCharsets.UTF_8);
    }
}
