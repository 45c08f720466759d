package prikke.core.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import prikke.core.job.JobDraft;
import prikke.core.job.TestDraft;

/** Jobs of every sort, each field of which is there or not as it falls. */
final class RandomDrafts {
    private static final List<String> TEXTS = List.of("plain", "æøå ✓ 😀", "yes", "~", "0x1F", " - a: b # c", "[x]", "2030-01-01");

    private final Random random;

    RandomDrafts(long seed) {
        random = new Random(seed);
    }

    JobDraft next(int number) {
        List<@Nullable Object> fields = new ArrayList<>(List.of("key", "job-" + number, "url", "https://example.com/" + number + "?token=a&b=c%20d"));
        schedule(fields);
        maybe(fields, "name", of(TEXTS));
        maybe(fields, "method", of(List.of("GET", "post", "DELETE")));
        maybe(fields, "headers", Map.of("Authorization", "Bearer s3cret", "X-Plain", "on", "x-api-KEY", "k"));
        maybe(fields, "body", of(List.of("", "{\"a\": 1}", "first\nsecond\n", "\u0000\u0001 \ttail ", "---\n- x", of(TEXTS))));
        maybe(fields, "timeout", of(List.of("1s", "90s", "PT30S", "1500ms")));
        maybe(fields, "retries", random.nextInt(11));
        maybe(fields, "backoff", of(List.of("linear", "FIXED", "exponential")));
        maybe(fields, "retryDelay", of(List.of("1s", "2h", "30s")));
        maybe(fields, "expectedStatus", of(List.of("200", "200-299,304")));
        maybe(fields, "expectedBody", of(List.of("ok", "/^[a-z]+$/")));
        maybe(fields, "followRedirects", random.nextBoolean());
        maybe(fields, "overlap", of(List.of("allow", "skip", "queue")));
        maybe(fields, "misfire", of(List.of("run_latest", "run_all", "skip")));
        maybe(fields, "misfireGrace", of(List.of("0s", "10m", "P2D")));
        maybe(fields, "queue", of(List.of("reports", "mail")));
        maybe(fields, "priority", random.nextInt(10));
        maybe(fields, "enabled", random.nextBoolean());
        maybe(fields, "tags", List.of(of(TEXTS), "ops"));
        return TestDraft.of(fields.toArray());
    }

    private void schedule(List<@Nullable Object> fields) {
        switch (random.nextInt(3)) {
            case 0 -> fields.addAll(List.of("cron", of(List.of("0 3 * * *", "@daily", "*/5 9-17 * * MON-FRI", "H H * * *", "30 0 12 ? * 5#2"))));
            case 1 -> fields.addAll(List.of("every", of(List.of("15s", "1h30m", "P1D"))));
            default -> fields.addAll(List.of("runAt", of(List.of("2031-01-31T09:00:00Z", "2031-06-30T09:00:00.125+02:00"))));
        }
        boolean recurring = !fields.contains("runAt");
        maybe(fields, "timezone", of(List.of("Europe/Oslo", "UTC", "America/New_York")));
        maybe(fields, "dst", of(List.of("cronie", "skip", "both")));
        if (recurring) maybe(fields, "startsAt", "2030-06-01T00:00:00Z");
        if (recurring) maybe(fields, "endsAt", "2032-06-01T00:00:00Z");
        if (recurring) maybe(fields, "jitter", of(List.of("1s", "10s")));
    }

    private void maybe(List<@Nullable Object> fields, String name, Object value) {
        if (random.nextInt(3) == 0) fields.addAll(List.of(name, value));
    }

    private <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
