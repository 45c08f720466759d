package prikke.cli.crontab;

/** A line that no job can be made of; the message says why, and what to do. */
final class RefusedLineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedLineException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
