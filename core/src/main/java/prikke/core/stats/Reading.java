package prikke.core.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import prikke.core.db.Database;
import prikke.core.db.Tx;
import prikke.core.job.Job;
import prikke.core.run.Ending;
import prikke.core.run.Endings;
import prikke.core.stats.StatsQuery.By;
import prikke.core.stats.StatsReport.OfJob;
import prikke.core.stats.StatsReport.Stretch;

/** Reads the roll-ups together with what has not been added to them yet, so that each end is seen once. */
final class Reading {
    /** So often it is tried without keeping anybody from adding. */
    private static final int FREE_TRIES = 3;

    private final Database database;
    private final RollUpStore store = new RollUpStore();
    private final Endings endings = new Endings();

    Reading(Database database) {
        this.database = database;
    }

    /** Figures of one job, or of all, hour by hour or day by day. */
    StatsReport byTime(UUID org, @Nullable UUID job, @Nullable String key, By by, Window window) {
        Map<Instant, Tally> tallies = consistent(tx -> {
            Map<Instant, Tally> found = new HashMap<>();
            for (Span span : window.spans(by)) {
                store.read(tx, org, Set.of(job == null ? RollUpKey.ALL : job), span, (k, tally) -> sum(found, k.start(), tally));
            }
            for (Ending ending : endings.all(tx)) {
                if (!ending.org().equals(org) || !window.holds(ending.scheduledFor())) continue;
                if (job == null || job.equals(ending.job())) count(found, start(by, ending), ending);
            }
            return found;
        });
        return report(window, by, job, key, tallies);
    }

    /** Figures of a one-off, from its history: such jobs are too many for each to have roll-ups. */
    StatsReport ofOneOff(UUID org, Job job, By by, Window window) {
        Map<Instant, Tally> tallies = new HashMap<>();
        for (Ending ending : database.read(tx -> endings.ofJob(tx, org, job.id(), window.from(), window.to()))) {
            count(tallies, start(by, ending), ending);
        }
        return report(window, by, job.id(), job.key(), tallies);
    }

    private static Instant start(By by, Ending ending) {
        return (by == By.DAY ? Grain.DAY : Grain.HOUR).floor(ending.scheduledFor());
    }

    private static StatsReport report(Window window, By by, @Nullable UUID job, @Nullable String key, Map<Instant, Tally> tallies) {
        Figures total = total(tallies.values()).figures();
        List<Stretch> stretches = switch (by) {
            case NOTHING, JOB -> List.of();
            case HOUR, DAY -> stretches(window.spans(by).getFirst(), tallies);
        };
        List<OfJob> jobs = by == By.JOB ? List.of(new OfJob(job, key, total)) : List.of();
        return new StatsReport(window.from(), window.to(), job, total, stretches, jobs);
    }

    private static List<Stretch> stretches(Span span, Map<Instant, Tally> tallies) {
        Tally none = new Tally();
        return span.starts().stream()
                .map(start -> new Stretch(start, start.plus(span.grain().length()), tallies.getOrDefault(start, none).figures()))
                .toList();
    }

    /** Figures of all jobs together, and of the busiest each for itself. */
    StatsReport byJob(UUID org, Window window, int limit) {
        List<Span> spans = window.spans(By.JOB);
        ByJob found = consistent(tx -> {
            Map<UUID, Tally> fresh = new HashMap<>();
            for (Ending ending : endings.all(tx)) {
                if (!ending.org().equals(org) || !window.holds(ending.scheduledFor())) continue;
                count(fresh, RollUpKey.job(ending.job()), ending);
                count(fresh, RollUpKey.ALL, ending);
            }
            // Whoever is not among the busiest that are kept, and has done nothing since, is not among the busiest.
            Set<UUID> candidates = new HashSet<>(store.busiest(tx, org, spans, limit));
            candidates.addAll(fresh.keySet());
            candidates.add(RollUpKey.ALL);
            for (Span span : spans) store.read(tx, org, candidates, span, (k, tally) -> sum(fresh, k.job(), tally));
            return new ByJob(fresh, store.keys(tx, org, candidates));
        });
        Tally total = found.tallies.getOrDefault(RollUpKey.ALL, new Tally());
        return new StatsReport(window.from(), window.to(), null, total.figures(), List.of(), found.busiest(limit));
    }

    /** What went wrong of which job, the most first. */
    List<Failing> failing(UUID org, Window window) {
        Map<UUID, Long> counts = consistent(tx -> {
            Map<UUID, Long> found = new HashMap<>();
            for (Ending ending : endings.all(tx)) {
                if (!ending.org().equals(org) || !window.holds(ending.scheduledFor())) continue;
                if (ending.status().wentWrong()) found.merge(RollUpKey.job(ending.job()), 1L, Long::sum);
            }
            for (Span span : window.spans(By.HOUR)) store.failing(tx, org, span).forEach((job, count) -> found.merge(job, count, Long::sum));
            return found;
        });
        return counts.entrySet().stream()
                .sorted(Map.Entry.<UUID, Long>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .map(entry -> new Failing(entry.getKey().equals(RollUpKey.ONE_OFFS) ? null : entry.getKey(), entry.getValue()))
                .toList();
    }

    private record ByJob(Map<UUID, Tally> tallies, Map<UUID, String> keys) {
        List<OfJob> busiest(int limit) {
            return tallies.entrySet().stream()
                    .filter(entry -> !entry.getKey().equals(RollUpKey.ALL))
                    .sorted(Comparator.comparingLong((Map.Entry<UUID, Tally> entry) -> -entry.getValue().executions())
                            .thenComparing(Map.Entry::getKey))
                    .limit(limit)
                    .map(entry -> ofJob(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private OfJob ofJob(UUID job, Tally tally) {
            return new OfJob(job.equals(RollUpKey.ONE_OFFS) ? null : job, keys.get(job), tally.figures());
        }
    }

    private static <K> void sum(Map<K, Tally> tallies, K key, Tally tally) {
        tallies.computeIfAbsent(key, _ -> new Tally()).add(tally);
    }

    private static <K> void count(Map<K, Tally> tallies, K key, Ending ending) {
        tallies.computeIfAbsent(key, _ -> new Tally()).add(ending);
    }

    private static Tally total(Collection<Tally> tallies) {
        Tally total = new Tally();
        tallies.forEach(total::add);
        return total;
    }

    /** What the work reads in several statements while nothing is added; else the same end might be seen twice, or not at all. */
    private <T> T consistent(Function<Tx, T> work) {
        for (int tries = 0; tries < FREE_TRIES; tries++) {
            Optional<T> result = database.read(tx -> {
                long before = store.turn(tx).number();
                T read = work.apply(tx);
                return store.turn(tx).number() == before ? Optional.of(read) : Optional.empty();
            });
            if (result.isPresent()) return result.get();
        }
        return database.write(tx -> {
            store.takeTurn(tx);
            return work.apply(tx);
        });
    }
}
