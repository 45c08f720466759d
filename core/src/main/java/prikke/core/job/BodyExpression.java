package prikke.core.job;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/**
 * A user's expression for a body, in RE2 syntax. It runs on the daemon's own processors over whatever a target answers, so both the
 * time it takes and the memory are bounded: RE2 takes at most one step for each instruction and each character of the body, and an
 * expression has few instructions.
 */
final class BodyExpression {
    /** The most instructions: with these the worst of expressions takes about a second over 256 KiB. */
    static final int MOST_INSTRUCTIONS = 300;

    /** What an expression may come to by a generous estimate before it is compiled at all: counted repeats multiply when they are nested. */
    private static final long MOST_ESTIMATED = 100_000;

    private static final java.util.regex.Pattern REPEAT = java.util.regex.Pattern.compile("(?<=(.))\\{(\\d+)(?:,(\\d*))?}");

    private static final java.util.regex.Pattern LOOKAROUND = java.util.regex.Pattern.compile("\\(\\?(?:[=!>]|<[=!])");
    private static final java.util.regex.Pattern BACKREFERENCE = java.util.regex.Pattern.compile("\\\\(?:[1-9]|k[<{'])");

    private final Pattern pattern;

    private BodyExpression(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * @throws IllegalArgumentException with what is wrong and what to do about it
     */
    static BodyExpression compile(String text) {
        if (estimate(text) > MOST_ESTIMATED) throw tooLarge();
        Pattern pattern = compiled(text);
        if (pattern.programSize() > MOST_INSTRUCTIONS) throw tooLarge();
        return new BodyExpression(pattern);
    }

    private static Pattern compiled(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "the expression between the slashes can't be read: " + e.getDescription() + " (RE2 syntax)" + advice(text), e);
        }
    }

    private static String advice(String text) {
        if (LOOKAROUND.matcher(text).find()) return "; lookaround such as (?=...) does not exist there, so write what is to match without it";
        if (BACKREFERENCE.matcher(text).find()) return "; references to groups such as \\1 do not exist there, so write out what is to match";
        return "";
    }

    /**
     * At least the number of instructions that it compiles to: every repeat of a group may hold every other, and all of it the
     * largest repeat of a single character.
     */
    private static long estimate(String text) {
        double groups = 1;
        double single = 1;
        for (MatchResult repeat : (Iterable<MatchResult>) REPEAT.matcher(text).results()::iterator) {
            double times = Math.max(1, Double.parseDouble(most(repeat)));
            boolean ofGroup = ")}*+?".contains(repeat.group(1));
            if (ofGroup) groups *= times;
            else single = Math.max(single, times);
        }
        return (long) Math.min(groups * single * text.length(), Long.MAX_VALUE);
    }

    private static String most(MatchResult repeat) {
        String upper = repeat.group(3);
        return upper == null || upper.isEmpty() ? repeat.group(2) : upper;
    }

    private static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException("the expression between the slashes is too large to be matched quickly: it compiles to more than "
                + MOST_INSTRUCTIONS + " steps; give fewer alternatives and smaller counts in {...}, or expect a plain substring");
    }

    /** Whether it matches somewhere in the body. */
    boolean occursIn(String body) {
        return pattern.matcher(new Yielding(body)).find();
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** Text that lets other virtual threads go on while it is read: they share few processors, and nothing takes one from a match. */
    private static final class Yielding implements CharSequence {
        private static final int READS = 256;

        private final String text;
        private int reads;

        Yielding(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads % READS == 0) Thread.yield();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
