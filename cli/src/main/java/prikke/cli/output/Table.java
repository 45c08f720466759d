package prikke.cli.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Lays rows out under headings. For a reader it leaves out columns that hold nothing, and where the terminal is too narrow those
 * that matter least; then it abbreviates, and then it cuts the longest texts. For a program it prints everything, always in the
 * same columns.
 */
final class Table {
    private static final String GAP = "  ";
    private static final int SHORTEST = 6;

    /** {@code 9m59s ago · 23:59:59 UTC}: an instant within the hour takes no more than this. */
    private static final int USUAL_INSTANT = 24;

    private final List<Lane> lanes = new ArrayList<>();
    private final int rows;
    private final Ink ink;

    <T> Table(List<Column<T>> columns, List<T> items, Times times, Ink ink) {
        for (Column<T> column : columns) {
            lanes.add(new Lane(
                    column.header().toUpperCase(Locale.ROOT),
                    column.kind(),
                    column.rank(),
                    items.stream().map(item -> cell(column.text(item, times), times.forReader())).toList(),
                    items.stream().map(item -> cell(column.briefText(item, times), times.forReader())).toList()));
        }
        if (times.forReader()) {
            lanes.removeIf(lane -> lane.cells.stream().allMatch(String::isEmpty));
        }
        this.rows = items.size();
        this.ink = ink;
    }

    /** The lines, at most {@code width} wide where that can be had. */
    List<String> lines(int width) {
        drop(width);
        abbreviate(width);
        cut(width);
        var lines = new ArrayList<String>(rows + 1);
        lines.add(ink.heading(line(-1)));
        for (int row = 0; row < rows; row++) {
            lines.add(line(row));
        }
        return lines;
    }

    /** Whether that can be had; asked after {@link #lines}. */
    boolean fits(int width) {
        return total() <= width;
    }

    /** Room is kept for what an instant will soon take up, so that columns don't come and go from one look to the next. */
    private void drop(int width) {
        while (total() + lanes.stream().mapToInt(Lane::yetToGrow).sum() > width) {
            Lane least = lanes.stream().max(Comparator.comparingInt(lane -> lane.rank)).orElseThrow();
            if (least.rank == 0) {
                return;
            }
            lanes.remove(least);
        }
    }

    private void abbreviate(int width) {
        if (total() > width) {
            lanes.replaceAll(lane -> new Lane(lane.header, lane.kind, lane.rank, lane.brief, lane.brief));
        }
    }

    private void cut(int width) {
        while (total() > width) {
            Lane longest = lanes.stream()
                    .filter(lane -> lane.kind == Column.Kind.TEXT || lane.kind == Column.Kind.INSTANT)
                    .max(Comparator.comparingInt(lane -> lane.width))
                    .orElse(null);
            if (longest == null || longest.width <= SHORTEST) {
                return;
            }
            longest.width--;
        }
    }

    private int total() {
        return lanes.stream().mapToInt(lane -> lane.width).sum() + GAP.length() * (lanes.size() - 1);
    }

    private String line(int row) {
        var line = new StringBuilder();
        for (Lane lane : lanes) {
            line.append(line.isEmpty() ? "" : GAP);
            String cell = lane.padded(row);
            line.append(row >= 0 && lane.kind == Column.Kind.STATUS ? ink.status(cell) : cell);
        }
        return line.toString().stripTrailing();
    }

    /** A program that splits a line into words needs one in every column. */
    private static String cell(String text, boolean forReader) {
        return text.isEmpty() && !forReader ? "-" : printable(text);
    }

    /** Text as it may be printed: what a server or a target has sent must not move the cursor. */
    static String printable(String text) {
        return text.chars().anyMatch(Character::isISOControl) ? text.replaceAll("\\p{Cntrl}+", " ") : text;
    }

    /** One column with its texts and the width that it is given. */
    private static final class Lane {
        final String header;
        final Column.Kind kind;
        final int rank;
        final List<String> cells;
        final List<String> brief;
        int width;

        Lane(String header, Column.Kind kind, int rank, List<String> cells, List<String> brief) {
            this.header = header;
            this.kind = kind;
            this.rank = rank;
            this.cells = cells;
            this.brief = brief;
            this.width = Math.max(length(header), cells.stream().mapToInt(Lane::length).max().orElse(0));
        }

        int yetToGrow() {
            return kind == Column.Kind.INSTANT ? Math.max(0, USUAL_INSTANT - width) : 0;
        }

        String padded(int row) {
            String text = row < 0 ? header : cells.get(row);
            int length = length(text);
            if (length > width) {
                return text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
            }
            String space = " ".repeat(width - length);
            return kind == Column.Kind.NUMBER ? space + text : text + space;
        }

        private static int length(String text) {
            return text.codePointCount(0, text.length());
        }
    }
}
