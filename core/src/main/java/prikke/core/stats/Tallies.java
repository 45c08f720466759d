package prikke.core.stats;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import prikke.core.run.Ending;

/** Endings added up for the roll-ups. */
final class Tallies {
    private final Map<RollUpKey, Tally> hours = new HashMap<>();

    void add(Ending ending) {
        hours.computeIfAbsent(
                        new RollUpKey(ending.org(), RollUpKey.job(ending.job()), Grain.HOUR, Grain.HOUR.floor(ending.scheduledFor())),
                        _ -> new Tally())
                .add(ending);
    }

    Set<UUID> organizations() {
        return hours.keySet().stream().map(RollUpKey::org).collect(Collectors.toSet());
    }

    /** Each for its job and for all jobs, by hour and by day. */
    Map<RollUpKey, Tally> all(Set<UUID> organizations) {
        Map<RollUpKey, Tally> all = new HashMap<>();
        hours.forEach((key, tally) -> {
            if (!organizations.contains(key.org())) return;
            for (UUID job : new UUID[] {key.job(), RollUpKey.ALL}) {
                for (Grain grain : Grain.values()) {
                    all.computeIfAbsent(new RollUpKey(key.org(), job, grain, grain.floor(key.start())), _ -> new Tally()).add(tally);
                }
            }
        });
        return all;
    }
}
