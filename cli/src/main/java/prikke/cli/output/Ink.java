package prikke.cli.output;

/** Colours text, or leaves it as it is. */
record Ink(boolean on) {
    /** The heading of a table, and the labels of details. */
    String heading(String text) {
        return paint("1", text);
    }

    /** The state of a job, an execution or a daemon. */
    String status(String text) {
        return switch (text.strip()) {
            case "success", "active", "running", "ok" -> paint("32", text);
            case "failed", "timeout", "lost", "missed", "BAD" -> paint("31", text);
            case "retrying", "paused", "pending", "skipped", "cancelled", "unsigned" -> paint("33", text);
            default -> text;
        };
    }

    /** What is new. */
    String fresh(String text) {
        return paint("32", text);
    }

    /** What becomes another. */
    String changed(String text) {
        return paint("33", text);
    }

    /** What is no more. */
    String gone(String text) {
        return paint("31", text);
    }

    private String paint(String code, String text) {
        return on && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
