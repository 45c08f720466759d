package prikke.core;

import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Guesses what was meant by a name that is not known. */
public final class Nearest {
    private Nearest() {}

    /** The known name that the given one was most likely meant to be, or null when none is near. */
    public static @Nullable String to(String name, Collection<String> known) {
        if (name.length() > 64) return null;
        int near = Math.max(1, name.length() / 3);
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= near)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .orElse(null);
    }

    /**
     * How many letters must be put in, taken out, changed or swapped with their neighbour to come from one to the other
     * (the optimal string alignment distance).
     */
    private static int distance(String a, String b) {
        int[][] to = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) to[i][0] = i;
        for (int j = 0; j <= b.length(); j++) to[0][j] = j;
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(to[i - 1][j - 1] + change, 1 + Math.min(to[i - 1][j], to[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                to[i][j] = swapped ? Math.min(best, to[i - 2][j - 2] + 1) : best;
            }
        }
        return to[a.length()][b.length()];
    }
}
