package prikke.core.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;

/** Checks a draft and fills in the defaults. The one place that knows what a job may be; timing is checked by {@link TimingRules}. */
final class JobRules {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int RETRIES_OF_ONE_OFF = 5;

    private final Faults faults = new Faults();
    private final Fields fields = new Fields(faults);
    private final JobDraft draft;
    private final Set<String> stored;

    private JobRules(JobDraft draft, Set<String> stored) {
        this.draft = draft;
        this.stored = stored;
    }

    /**
     * @param timings reads the draft's schedule
     * @param stored the headers, in small letters, whose value may be the mask, since there is one that it stands for
     * @throws prikke.core.ProblemException with every fault of the draft
     */
    static JobSpec check(JobDraft draft, TimingRules timings, Set<String> stored) {
        return new JobRules(draft, stored).check(timings);
    }

    private JobSpec check(TimingRules timings) {
        String key = key();
        String name = fields.text("name", draft.name(), Limits.NAME);
        HttpCall call = new CallRules(faults, stored).check(draft.url(), draft.method(), draft.headers(), draft.body());
        Timing timing = timings.check(draft, faults);
        boolean recurring = timing == null || timing.recurring();
        Delivery delivery = delivery(call, recurring);
        JobOptions options = options();
        faults.throwIfAny();
        if (timing == null) throw new IllegalStateException("A timing was refused without a fault");
        return new JobSpec(key, name, delivery, timing, options, draft.enabled() == null || draft.enabled());
    }

    private @Nullable String key() {
        String key = draft.key();
        if (key == null) return null;
        if (!KEY.matcher(key).matches()) {
            faults.add("key", "invalid_key", "is '" + Fields.shown(key)
                    + "'; a key is 1 to 63 of a-z, 0-9, '.', '_' and '-', and begins with a letter or digit.");
        } else if (UUID_FORM.matcher(key).matches()) {
            faults.add("key", "invalid_key", "looks like an id; choose a name of your own.");
        }
        return key;
    }

    private Delivery delivery(HttpCall call, boolean recurring) {
        Duration delay = fields.duration(
                "retry_delay", draft.retryDelay(), Limits.SHORTEST_RETRY_DELAY, Limits.LONGEST_RETRY_DELAY, Duration.ofSeconds(30));
        Duration most = fields.duration(
                "max_retry_delay", draft.maxRetryDelay(), Limits.SHORTEST_RETRY_DELAY, Limits.LONGEST_RETRY_DELAY, Duration.ofHours(1));
        if (draft.maxRetryDelay() != null && most.compareTo(delay) < 0) {
            faults.add("max_retry_delay", "out_of_range", "is shorter than retry_delay.");
        }
        RetryPolicy retry = new RetryPolicy(
                fields.number("retries", draft.retries(), 0, Limits.RETRIES, recurring ? 0 : RETRIES_OF_ONE_OFF),
                fields.choice("backoff", draft.backoff(), Backoff.class, Backoff.EXPONENTIAL),
                delay,
                most.compareTo(delay) < 0 ? delay : most);
        Duration timeout = fields.duration(
                "timeout", draft.timeout(), Limits.SHORTEST_TIMEOUT, Limits.LONGEST_TIMEOUT, Duration.ofSeconds(30));
        String status = fields.text("expected_status", draft.expectedStatus(), 255);
        String body = fields.text("expected_body", draft.expectedBody(), Limits.EXPECTED_BODY);
        checked("expected_status", () -> Expectation.parse(status, null));
        checked("expected_body", () -> Expectation.parse(null, body));
        return new Delivery(call, timeout, retry, status, body, draft.followRedirects() != null && draft.followRedirects());
    }

    private void checked(String field, Runnable parse) {
        try {
            parse.run();
        } catch (IllegalArgumentException e) {
            faults.add(field, "invalid_expectation", e.getMessage() + ".");
        }
    }

    private JobOptions options() {
        String queue = draft.queue();
        if (queue != null && !KEY.matcher(queue).matches()) {
            faults.add("queue", "invalid_key", "is '" + Fields.shown(queue) + "'; a queue is named like a job's key, such as reports.");
        }
        return new JobOptions(
                fields.choice("overlap", draft.overlap(), Overlap.class, Overlap.ALLOW),
                fields.choice("misfire", draft.misfire(), Misfire.class, Misfire.RUN_LATEST),
                fields.duration("misfire_grace", draft.misfireGrace(), Duration.ZERO, Limits.LONGEST_GRACE),
                queue,
                fields.number("priority", draft.priority(), 0, Limits.PRIORITY, 5),
                tags());
    }

    private List<String> tags() {
        List<String> tags = draft.tags();
        if (tags == null) return List.of();
        if (tags.size() > Limits.TAGS) {
            faults.add("tags", "too_many", "has " + tags.size() + " entries; " + Limits.TAGS + " are the most.");
            return List.of();
        }
        List<String> checked = new ArrayList<>();
        for (int i = 0; i < tags.size(); i++) {
            String tag = fields.text("tags[" + i + "]", tags.get(i), Limits.TAG);
            if (tag != null && !checked.contains(tag)) checked.add(tag);
        }
        return checked;
    }
}
