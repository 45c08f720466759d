package prikke.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Every single start of a simulation, as far as there is room for them. */
final class Starts {

    private static final int ROOM = 500_000;
    private static final int MOST_BUSY = 10;
    private static final int MOST_NAMES = 5;
    /** A start is packed as its milliseconds since the beginning, then the job's index in ten bits. */
    private static final int JOB_BITS = 10;

    private final List<SimulatedJob> jobs;
    private final Instant from;
    private final Instant until;
    private final long[] starts;
    private final long[] ends;
    private final long[] overlapping;
    private final @Nullable Instant[] firstOverlap;
    private int filled;

    private Starts(List<SimulatedJob> jobs, Instant from, Instant until, int size) {
        this.jobs = jobs;
        this.from = from;
        this.until = until;
        this.starts = new long[size];
        this.ends = new long[size];
        this.overlapping = new long[jobs.size()];
        this.firstOverlap = new @Nullable Instant[jobs.size()];
    }

    static Starts of(List<SimulatedJob> jobs, Instant from, Instant to) {
        Instant until = roomUntil(jobs, from, to);
        Starts starts = new Starts(jobs, from, until, (int) total(jobs, from, until));
        for (int i = 0; i < jobs.size(); i++) {
            starts.add(i);
        }
        Arrays.sort(starts.starts);
        Arrays.sort(starts.ends);
        return starts;
    }

    static long count(SimulatedJob job, Instant from, Instant to) {
        return job.timetable().count(from.minusNanos(1), to.minusNanos(1));
    }

    private static long total(List<SimulatedJob> jobs, Instant from, Instant to) {
        return jobs.stream().mapToLong(job -> count(job, from, to)).sum();
    }

    private static Instant roomUntil(List<SimulatedJob> jobs, Instant from, Instant to) {
        if (total(jobs, from, to) <= ROOM) {
            return to;
        }
        long fits = 0;
        long tooFar = Duration.between(from, to).toSeconds() + 1;
        while (tooFar - fits > 1) {
            long middle = (fits + tooFar) / 2;
            if (total(jobs, from, from.plusSeconds(middle)) <= ROOM) {
                fits = middle;
            } else {
                tooFar = middle;
            }
        }
        return from.plusSeconds(fits);
    }

    private void add(int index) {
        SimulatedJob job = jobs.get(index);
        // Even a run of unknown length is under way at the moment at which it starts.
        long duration = Math.max(1, job.typicalDuration().toMillis());
        long previousEnd = Long.MIN_VALUE;
        Optional<Instant> due = job.timetable().next(from.minusNanos(1));
        for (;
                due.isPresent() && due.get().isBefore(until);
                due = job.timetable().next(due.get())) {
            Instant start = due.get().plus(Jitter.of(job.id(), due.get(), job.jitter()));
            long millis = Duration.between(from, start).toMillis();
            if (millis < previousEnd && job.typicalDuration().isPositive()) {
                overlapping[index]++;
                firstOverlap[index] = firstOverlap[index] == null ? start : firstOverlap[index];
            }
            previousEnd = Math.max(previousEnd, millis + duration);
            starts[filled] = (millis << JOB_BITS) | index;
            ends[filled++] = millis + duration;
        }
    }

    Instant until() {
        return until;
    }

    long overlapping(int job) {
        return overlapping[job];
    }

    @Nullable
    Instant firstOverlap(int job) {
        return firstOverlap[job];
    }

    List<Simulation.BusySecond> busiest() {
        record Second(int begin, int end) {
            int runs() {
                return end - begin;
            }
        }
        Comparator<Second> quietFirst =
                Comparator.comparingInt(Second::runs).thenComparing(Second::begin, Comparator.reverseOrder());
        PriorityQueue<Second> busiest = new PriorityQueue<>(quietFirst);
        for (int begin = 0, end; begin < starts.length; begin = end) {
            end = begin + 1;
            while (end < starts.length && second(end) == second(begin)) {
                end++;
            }
            busiest.add(new Second(begin, end));
            if (busiest.size() > MOST_BUSY) {
                busiest.remove();
            }
        }
        return busiest.stream()
                .sorted(quietFirst.reversed())
                .map(second -> new Simulation.BusySecond(
                        Instant.ofEpochSecond(second(second.begin())),
                        second.runs(),
                        names(second.begin(), second.end())))
                .toList();
    }

    private long second(int index) {
        return from.plusMillis(starts[index] >> JOB_BITS).getEpochSecond();
    }

    private List<String> names(int begin, int end) {
        Set<String> names = new LinkedHashSet<>();
        IntStream.range(begin, end)
                .map(i -> (int) (starts[i] & ((1 << JOB_BITS) - 1)))
                .sorted()
                .forEach(job -> names.add(jobs.get(job).name()));
        return names.stream().limit(MOST_NAMES).toList();
    }

    /** A run that ends at the instant at which another starts does not overlap with it. */
    Simulation.@Nullable Peak peak() {
        int ended = 0;
        int most = 0;
        long at = 0;
        for (int started = 1; started <= starts.length; started++) {
            long now = starts[started - 1] >> JOB_BITS;
            while (ended < ends.length && ends[ended] <= now) {
                ended++;
            }
            if (started - ended > most) {
                most = started - ended;
                at = now;
            }
        }
        return most == 0 ? null : new Simulation.Peak(from.plusMillis(at), most);
    }
}
