package prikke.daemon.web.failures;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.job.Job;
import prikke.core.run.Failures;
import prikke.core.run.Failures.Alike;
import prikke.core.run.Failures.Group;
import prikke.daemon.web.Lately;
import prikke.daemon.web.Moments;

/**
 * A job with all that went wrong of it.
 *
 * @param job null for the one-off jobs together
 * @param deleted whether there is no such job any more: nothing of it is made again
 */
public record FailingJob(@Nullable UUID job, String name, boolean deleted, List<Group> groups) {

    /** Jobs in the order of their worst group. */
    static List<FailingJob> of(Failures.Report report, Map<UUID, Job> known) {
        Map<Optional<UUID>, List<Group>> byJob = new LinkedHashMap<>();
        for (Group group : report.groups()) {
            byJob.computeIfAbsent(Optional.ofNullable(group.alike().job()), job -> new ArrayList<>()).add(group);
        }
        List<FailingJob> jobs = new ArrayList<>();
        byJob.forEach((job, some) -> jobs.add(new FailingJob(job.orElse(null), name(some.getFirst(), known), some.getFirst().deleted(), some)));
        return jobs;
    }

    private static String name(Group group, Map<UUID, Job> known) {
        if (group.alike().job() == null) return "One-off jobs";
        if (known.get(group.alike().job()) instanceof Job job && job.name() != null) return job.name();
        return group.key() == null ? group.alike().job().toString() : group.key();
    }

    /** How much failed, and of how many jobs. */
    public static String summary(List<FailingJob> failing) {
        long count = failing.stream().mapToLong(FailingJob::count).sum();
        return Moments.number(count) + (count == 1 ? " failure" : " failures") + (failing.size() == 1 ? "" : ", of " + failing.size() + " jobs");
    }

    public long count() {
        return groups.stream().mapToLong(Group::count).sum();
    }

    /** What a group's runs have in common, in words. */
    public static String error(Group group) {
        if (group.message() != null) return group.message();
        return error(group.alike());
    }

    /** The same, where no run's own words are known. */
    static String error(Alike alike) {
        if (alike.statusCode() != null) return "answered " + alike.statusCode();
        return alike.errorCode() == null ? alike.status().text() : alike.errorCode();
    }

    /** Where the runs of a group are listed; among others only where the list can't tell them apart. */
    public String runs(Group group, Lately lately) {
        StringBuilder link = new StringBuilder("/runs?status=" + group.alike().status().text() + "&since=" + lately.text());
        if (job != null) link.append("&job=").append(job);
        boolean alone = groups.stream().filter(other -> other.alike().status() == group.alike().status()).count() == 1;
        String error = Objects.requireNonNullElse(group.message(), "");
        if (!alone && !error.isEmpty()) link.append("&q=").append(URLEncoder.encode(error, StandardCharsets.UTF_8));
        return link.toString();
    }

    /** The fields of the form that makes a group's requests again. */
    public static Map<String, String> fields(Alike alike, Lately lately) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("since", lately.text());
        fields.put("job", alike.job() == null ? "" : alike.job().toString());
        fields.put("status", alike.status().text());
        fields.put("error", alike.errorCode() == null ? "" : alike.errorCode());
        fields.put("code", alike.statusCode() == null ? "" : alike.statusCode().toString());
        return fields;
    }
}
