package prikke.cli.output;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table, and one line of the details of a single thing.
 *
 * @param header what stands above it
 * @param cell gives the text, or null for nothing; told how to write instants and durations
 * @param kind how it is laid out
 * @param rank which columns go first when the terminal is too narrow: those with the highest rank; rank 0 stays
 */
public record Column<T>(String header, BiFunction<T, Times, @Nullable String> cell, Kind kind, int rank) {
    /** How a column is laid out. */
    public enum Kind {
        /** Flush left, never cut: ids and other things that are copied. */
        WHOLE,
        /** Flush left, cut where the terminal is too narrow. */
        TEXT,
        /** Flush right. */
        NUMBER,
        /** Coloured by what it says. */
        STATUS
    }

    public static <T> Column<T> whole(String header, BiFunction<T, Times, @Nullable String> cell) {
        return new Column<>(header, cell, Kind.WHOLE, 0);
    }

    public static <T> Column<T> text(String header, BiFunction<T, Times, @Nullable String> cell) {
        return new Column<>(header, cell, Kind.TEXT, 0);
    }

    public static <T> Column<T> number(String header, BiFunction<T, Times, @Nullable String> cell) {
        return new Column<>(header, cell, Kind.NUMBER, 0);
    }

    public static <T> Column<T> status(String header, BiFunction<T, Times, @Nullable String> cell) {
        return new Column<>(header, cell, Kind.STATUS, 0);
    }

    /** The same, left out where the terminal is too narrow for all columns. */
    public Column<T> rank(int newRank) {
        return new Column<>(header, cell, kind, newRank);
    }

    String text(T item, Times times) {
        String text = cell.apply(item, times);
        return text == null ? "" : text;
    }
}
