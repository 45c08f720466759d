package prikke.core.schedule;

/** The seconds of a day that match, as a bit set each for hours, minutes and seconds. */
record TimeOfDay(long hours, long minutes, long seconds) {

    /** The first matching second of the day at or after the given one, or -1. */
    int next(int secondOfDay) {
        int hour = secondOfDay / 3600;
        int minute = secondOfDay / 60 % 60;
        if (has(hours, hour)) {
            int second = has(minutes, minute) ? atOrAfter(seconds, secondOfDay % 60) : -1;
            if (second >= 0) {
                return hour * 3600 + minute * 60 + second;
            }
            int later = atOrAfter(minutes, minute + 1);
            if (later >= 0) {
                return hour * 3600 + later * 60 + lowest(seconds);
            }
        }
        int later = atOrAfter(hours, hour + 1);
        return later < 0 ? -1 : later * 3600 + lowest(minutes) * 60 + lowest(seconds);
    }

    int first() {
        return lowest(hours) * 3600 + lowest(minutes) * 60 + lowest(seconds);
    }

    /** How many seconds of a day match. */
    int count() {
        return Long.bitCount(hours) * Long.bitCount(minutes) * Long.bitCount(seconds);
    }

    /** How many matching seconds of the day lie before the given one. */
    int countBefore(int secondOfDay) {
        int hour = secondOfDay / 3600;
        int minute = secondOfDay / 60 % 60;
        int perMinute = Long.bitCount(seconds);
        int count = below(hours, hour) * Long.bitCount(minutes) * perMinute;
        if (has(hours, hour)) {
            count += below(minutes, minute) * perMinute;
            if (has(minutes, minute)) {
                count += below(seconds, secondOfDay % 60);
            }
        }
        return count;
    }

    private static boolean has(long bits, int index) {
        return ((bits >>> index) & 1) != 0;
    }

    private static int below(long bits, int index) {
        return Long.bitCount(bits & ((1L << index) - 1));
    }

    private static int lowest(long bits) {
        return Long.numberOfTrailingZeros(bits);
    }

    /** The lowest bit at or above the index (at most 63), or -1. */
    private static int atOrAfter(long bits, int index) {
        long rest = bits & (-1L << index);
        return rest == 0 ? -1 : lowest(rest);
    }
}
