package prikke.core.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field's values before and after; null where there was none. Each is a text, a number, true or false, or a list of texts. Long texts
 * are cut: an audit log tells what was changed, and is no backup.
 */
public record Change(@Nullable Object before, @Nullable Object after) {
    private static final int LONGEST = 1000;

    public Change {
        before = cut(before);
        after = cut(after);
    }

    private static @Nullable Object cut(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> shortened(text, LONGEST);
            case Number number -> number;
            case Boolean either -> either;
            case List<?> list -> shortened(list);
            default -> shortened(value.toString(), LONGEST);
        };
    }

    private static List<String> shortened(List<?> list) {
        return list.stream().map(item -> shortened(String.valueOf(item), LONGEST)).toList();
    }

    /** No more than so many characters, and no half of a pair. */
    static String shortened(String text, int longest) {
        if (text.length() <= longest) return text;
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
