package prikke.core.schedule;

/**
 * What one field of a cron expression says.
 *
 * @param values the plain values, one bit each; Sunday is bit 0
 * @param wildcard whether an entry is {@code *} or {@code ?}, with or without a step
 * @param stepped whether an entry has a step
 * @param last of the day of month: bit k for {@code L-k}; of the day of week: bit d for {@code dL}
 * @param nearest of the day of month: bit d for {@code dW}, bit 0 for {@code LW}
 * @param nth of the day of week: bit 7 * (n - 1) + d for {@code d#n}
 */
record FieldSet(long values, boolean wildcard, boolean stepped, long last, long nearest, long nth) {

    static final FieldSet ZERO = new FieldSet(1, false, false, 0, 0, 0);

    FieldSet or(FieldSet other) {
        return new FieldSet(
                values | other.values,
                wildcard || other.wildcard,
                stepped || other.stepped,
                last | other.last,
                nearest | other.nearest,
                nth | other.nth);
    }

    static FieldSet of(long values) {
        return new FieldSet(values, false, false, 0, 0, 0);
    }

    /** The bits from low to high, both included. */
    static long range(int low, int high, int step) {
        long bits = 0;
        for (int value = low; value <= high; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }
}
