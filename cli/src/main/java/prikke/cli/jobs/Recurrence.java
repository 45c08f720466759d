package prikke.cli.jobs;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a job recurs, and what becomes of occurrences that come at a bad time. What is not said stays null. */
public final class Recurrence {
    /** Of a call that is made once. */
    public static final Recurrence NONE = new Recurrence();

    @Option(names = "--cron", paramLabel = "EXPR", description = "When, as a cron expression: '0 3 * * *'.")
    @Nullable String cron;

    @Option(names = "--every", paramLabel = "TIME", description = "How often: 15s, 10m, 1h30m.")
    @Nullable String every;

    @Option(names = "--starts-at", paramLabel = "INSTANT", description = "Not before this.")
    @Nullable String startsAt;

    @Option(names = "--ends-at", paramLabel = "INSTANT", description = "Not after this.")
    @Nullable String endsAt;

    @Option(names = "--jitter", paramLabel = "TIME", description = "Spread the occurrences by up to this much.")
    @Nullable String jitter;

    @Option(names = "--dst", paramLabel = "POLICY", description = "What daylight saving does to the schedule.")
    @Nullable String dst;

    @Option(names = "--overlap", paramLabel = "POLICY", description = "When the last run still runs: allow, skip or queue.")
    @Nullable String overlap;
}
