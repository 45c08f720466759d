package prikke.bench;

import java.util.List;

/** What the environment says of how much is measured. */
final class Settings {
    private Settings() {}

    static int number(String name, int otherwise) {
        String given = System.getenv(name);
        return given == null ? otherwise : Integer.parseInt(given);
    }

    /** Those between blanks. */
    static List<String> words(String name, String otherwise) {
        return List.of(text(name, otherwise).strip().split("\\s+"));
    }

    static String text(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
