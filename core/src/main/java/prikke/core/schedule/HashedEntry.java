package prikke.core.schedule;

/** {@code H}, {@code H(0-29)}, {@code H/15}, {@code H(0-29)/10}: a value or an offset hashed from the seed. */
record HashedEntry(FieldParser parser, CronField field, String entry, long hashSeed) {

    FieldSet parse() {
        int slash = entry.indexOf('/');
        String base = slash < 0 ? entry : entry.substring(0, slash);
        int low = field.min;
        // Like Jenkins, no day of the month that some months do not have.
        int high = field == CronField.DAY_OF_MONTH ? 28 : field.last();
        if (base.length() > 1) {
            int dash = base.indexOf('-');
            if (base.charAt(1) != '(' || !base.endsWith(")") || dash < 0) {
                throw parser.syntax("has '" + entry + "'; H is written H, H(0-29), H/15 or H(0-29)/10");
            }
            low = parser.value(base.substring(2, dash), entry);
            high = parser.value(base.substring(dash + 1, base.length() - 1), entry);
            if (low > high) {
                throw parser.syntax("has " + base + ", which runs backwards");
            }
        }
        if (slash < 0) {
            return FieldSet.of(bit(low + hash(high - low + 1)));
        }
        int step = parser.step(entry, entry.substring(slash + 1));
        long bits = 0;
        for (int value = low + hash(Math.min(step, high - low + 1)); value <= high; value += step) {
            bits |= bit(value);
        }
        return new FieldSet(bits, false, true, 0, 0, 0);
    }

    private long bit(int value) {
        return 1L << (field == CronField.DAY_OF_WEEK ? value % 7 : value);
    }

    /** Uniform from 0 to below the bound; another one for each field. */
    private int hash(int bound) {
        return (int) Jitter.below(Jitter.mix(hashSeed ^ HashSeed.of(field.label)), bound);
    }
}
