package prikke.cli.stats;

import java.nio.charset.Charset;

/**
 * Numbers as a line of small bars, the tallest for the largest. Nothing is shown as nothing, and whatever is more than nothing as at
 * least the lowest bar.
 */
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String PLAIN = ".:-=+*#@";

    private final String levels;

    private Sparkline(String levels) {
        this.levels = levels;
    }

    /** In characters that the terminal has. */
    static Sparkline in(Charset charset) {
        return new Sparkline(charset.canEncode() && charset.newEncoder().canEncode(BLOCKS) ? BLOCKS : PLAIN);
    }

    /** As many bars as there are numbers, but no more than {@code width}: then each is for the sum of some that follow each other. */
    String of(long[] numbers, int width) {
        long[] sums = summed(numbers, width);
        long most = 0;
        for (long sum : sums) most = Math.max(most, sum);
        StringBuilder line = new StringBuilder();
        for (long sum : sums) line.append(sum == 0 ? ' ' : bar(sum, most));
        return line.toString();
    }

    private char bar(long sum, long most) {
        return levels.charAt((int) ((sum * levels.length() - 1) / most));
    }

    private static long[] summed(long[] numbers, int width) {
        int each = Math.max(1, Math.ceilDiv(numbers.length, width));
        long[] sums = new long[Math.ceilDiv(numbers.length, each)];
        // From the end, so that the latest bar is as wide as the others.
        for (int i = 0; i < numbers.length; i++) sums[sums.length - 1 - (numbers.length - 1 - i) / each] += numbers[i];
        return sums;
    }
}
