package prikke.core.job;

import org.jspecify.annotations.Nullable;

/** A draft that has passed every check, its defaults filled in. */
record JobSpec(
        @Nullable String key,
        @Nullable String name,
        Delivery delivery,
        Timing timing,
        JobOptions options,
        boolean enabled) {}
