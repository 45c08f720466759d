package prikke.core.feed;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import prikke.core.event.Extent;

/**
 * A place in the log.
 *
 * @param epoch of which log
 * @param seq in which batch
 * @param index how much of the batch lies before it; {@link #WHOLE} for all
 */
record Position(String epoch, long seq, int index) {
    static final int WHOLE = Integer.MAX_VALUE;

    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{8})-(0|[1-9]\\d{0,17})(?:-([1-9]\\d{0,8}))?");

    /** After a whole batch. */
    static Position after(String epoch, long seq) {
        return new Position(epoch, seq, WHOLE);
    }

    static Optional<Position> parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) return Optional.empty();
        return Optional.of(new Position(m.group(1), Long.parseLong(m.group(2)), m.group(3) == null ? WHOLE : Integer.parseInt(m.group(3))));
    }

    /** As listeners know it. */
    String text() {
        return epoch + "-" + seq + (index == WHOLE ? "" : "-" + index);
    }

    /** The last batch that need not be looked at. */
    long wholeSeq() {
        return index == WHOLE ? seq : seq - 1;
    }

    /** Whether all that comes after it is still there. */
    boolean within(Extent extent) {
        return epoch.equals(extent.epoch()) && wholeSeq() >= extent.forgotten() && seq <= extent.last();
    }
}
