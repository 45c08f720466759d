package prikke.cli.output;

import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table, and one line of the details of a single thing.
 *
 * @param header what stands above it
 * @param cell gives the text, or null for nothing; told how to write instants and durations
 * @param brief gives a shorter text for a terminal that is too narrow for the whole one
 * @param kind how it is laid out
 * @param rank which columns go first when the terminal is too narrow: those with the highest rank; rank 0 stays
 */
public record Column<T>(
        String header,
        BiFunction<T, Times, @Nullable String> cell,
        BiFunction<T, Times, @Nullable String> brief,
        Kind kind,
        int rank) {
    /** How a column is laid out. */
    public enum Kind {
        /** Flush left, never cut: ids and other things that are copied. */
        WHOLE,
        /** Flush left, cut where the terminal is too narrow. */
        TEXT,
        /** The same with an instant, which grows and shrinks as time goes by. */
        INSTANT,
        /** Flush right. */
        NUMBER,
        /** Coloured by what it says. */
        STATUS
    }

    public static <T> Column<T> whole(String header, BiFunction<T, Times, @Nullable String> cell) {
        return new Column<>(header, cell, cell, Kind.WHOLE, 0);
    }

    public static <T> Column<T> text(String header, BiFunction<T, Times, @Nullable String> cell) {
        return new Column<>(header, cell, cell, Kind.TEXT, 0);
    }

    public static <T> Column<T> number(String header, BiFunction<T, Times, @Nullable String> cell) {
        return new Column<>(header, cell, cell, Kind.NUMBER, 0);
    }

    public static <T> Column<T> status(String header, BiFunction<T, Times, @Nullable String> cell) {
        return new Column<>(header, cell, cell, Kind.STATUS, 0);
    }

    /** An instant; where there is little room, only how far off it is. */
    public static <T> Column<T> instant(String header, Function<T, @Nullable Instant> instant) {
        return new Column<>(
                header, (item, times) -> times.instant(instant.apply(item)), (item, times) -> times.brief(instant.apply(item)), Kind.INSTANT, 0);
    }

    /** The same, left out where the terminal is too narrow for all columns. */
    public Column<T> rank(int newRank) {
        return new Column<>(header, cell, brief, kind, newRank);
    }

    /** The same, with a shorter text for where there is little room. */
    public Column<T> brief(BiFunction<T, Times, @Nullable String> shorter) {
        return new Column<>(header, cell, shorter, kind, rank);
    }

    String text(T item, Times times) {
        return orNothing(cell.apply(item, times));
    }

    String briefText(T item, Times times) {
        return orNothing(brief.apply(item, times));
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }
}
