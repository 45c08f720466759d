package prikke.cli.jobs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import prikke.cli.Streams;
import prikke.core.api.JobRequest;

/**
 * What can be said of a single call: the options that {@code jobs add}, {@code jobs edit} and {@code send} share. What is not said
 * stays null.
 */
public final class CallOptions {
    @Option(names = "--name", paramLabel = "TEXT", description = "What it is called.")
    @Nullable String name;

    @Option(names = "--at", paramLabel = "INSTANT", description = "Once, at 2026-01-02T03:00:00Z or local 2026-01-02T03:00.")
    @Nullable String at;

    @Option(names = "--in", paramLabel = "TIME", description = "Once, so long from now: 5m.")
    @Nullable String in;

    @Option(names = "--tz", paramLabel = "ZONE", description = "The time zone of local times and of the schedule, such as Europe/Oslo; UTC unless given.")
    @Nullable String timezone;

    @Option(names = {"-X", "--method"}, paramLabel = "METHOD", description = "The HTTP method.")
    @Nullable String method;

    @Option(names = {"-H", "--header"}, paramLabel = "'K: V'", description = "A header of the request; may be repeated.")
    @Nullable List<String> headers;

    @Option(names = {"-d", "--data"}, paramLabel = "BODY|@FILE|@-", description = "The body of the request; @ reads a file, @- stdin.")
    @Nullable String data;

    @Option(names = "--timeout", paramLabel = "TIME", description = "How long the whole exchange may take: 1s to 5m.")
    @Nullable String timeout;

    @Option(names = "--retries", paramLabel = "N", description = "How often to try again after a failure: 0 to 10.")
    @Nullable Integer retries;

    @Option(names = "--backoff", paramLabel = "KIND", description = "exponential, linear or fixed.")
    @Nullable String backoff;

    @Option(names = "--retry-delay", paramLabel = "TIME", description = "How long before the first retry.")
    @Nullable String retryDelay;

    @Option(names = "--max-retry-delay", paramLabel = "TIME", description = "How long before a retry at most.")
    @Nullable String maxRetryDelay;

    @Option(names = "--expect-status", paramLabel = "CODES", description = "Which statuses are success: '200-299,304'.")
    @Nullable String expectStatus;

    @Option(names = "--expect-body", paramLabel = "TEXT", description = "What the answer must hold: text, or /regex/.")
    @Nullable String expectBody;

    @Option(names = "--follow-redirects", negatable = true, description = "Follow redirects.")
    @Nullable Boolean followRedirects;

    @Option(names = "--misfire", paramLabel = "POLICY", description = "What the daemon has slept through: run_latest, run_all or skip.")
    @Nullable String misfire;

    @Option(names = "--misfire-grace", paramLabel = "TIME", description = "How late a missed run may still run.")
    @Nullable String misfireGrace;

    @Option(names = "--queue", paramLabel = "NAME", description = "The queue to run in.")
    @Nullable String queue;

    @Option(names = "--priority", paramLabel = "N", description = "0 to 9, 9 first.")
    @Nullable Integer priority;

    @Option(names = "--tag", paramLabel = "TAG", description = "A tag; may be repeated.")
    @Nullable List<String> tags;

    /**
     * The job as the API takes it.
     *
     * @param key the job's key, or null
     * @param url what to call, or null to leave it as it is
     * @param recurrence when it recurs
     * @param enabled false to make it paused, or null
     */
    public JobRequest request(
            @Nullable String key, @Nullable String url, Recurrence recurrence, @Nullable Boolean enabled, Streams io) {
        return new JobRequest(
                key,
                name,
                url,
                method,
                headerMap(),
                data == null ? null : BodyText.of(data, io),
                recurrence.cron,
                recurrence.every,
                at == null ? null : LocalInstant.of(at, timezone),
                in,
                timezone,
                recurrence.dst,
                timeout,
                retries,
                backoff,
                retryDelay,
                maxRetryDelay,
                expectStatus,
                expectBody,
                followRedirects,
                recurrence.overlap,
                misfire,
                misfireGrace,
                queue,
                priority,
                recurrence.jitter,
                recurrence.startsAt == null ? null : LocalInstant.of(recurrence.startsAt, timezone),
                recurrence.endsAt == null ? null : LocalInstant.of(recurrence.endsAt, timezone),
                enabled,
                tags);
    }

    private @Nullable Map<String, String> headerMap() {
        return headers == null ? null : Headers.parse(headers);
    }
}
