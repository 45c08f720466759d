package prikke.core.schedule;

import java.util.ArrayList;
import java.util.List;

/** The values of one field, with the shapes that people have words for. Never empty. */
record Values(long bits, int min, int max) {

    boolean all() {
        return count() == max - min + 1;
    }

    boolean only(int value) {
        return bits == 1L << value;
    }

    int count() {
        return Long.bitCount(bits);
    }

    int first() {
        return Long.numberOfTrailingZeros(bits);
    }

    int last() {
        return 63 - Long.numberOfLeadingZeros(bits);
    }

    List<Integer> list() {
        List<Integer> values = new ArrayList<>();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            values.add(Long.numberOfTrailingZeros(rest));
        }
        return values;
    }

    /** The distance between neighbours where it is always the same one and there are at least three, else 0. */
    int step() {
        if (count() < 3) {
            return 0;
        }
        int step = Long.numberOfTrailingZeros(bits & (bits - 1)) - first();
        return FieldSet.range(first(), last(), step) == bits ? step : 0;
    }

    /** The step where it runs on evenly past the field's end, as 0, 15, 30 and 45 do in an hour, else 0. */
    int cycle() {
        int size = max - min + 1;
        int step = count() == 2 ? last() - first() : step();
        return step > 0 && step * count() == size ? step : 0;
    }
}
