package prikke.bench;

/** What the environment says of how much is measured. */
final class Settings {
    private Settings() {}

    static int number(String name, int otherwise) {
        String given = System.getenv(name);
        return given == null ? otherwise : Integer.parseInt(given);
    }

    static String text(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
