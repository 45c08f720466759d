package prikke.daemon.doctor;

/**
 * What a check came to.
 *
 * @param check what was looked at
 * @param status {@code ok}, {@code warning} or {@code wrong}
 * @param found in words
 * @param advice what to do about it; empty when nothing need be done
 */
public record Finding(String check, String status, String found, String advice) {
    static Finding ok(String check, String found) {
        return new Finding(check, "ok", found, "");
    }

    static Finding warning(String check, String found, String advice) {
        return new Finding(check, "warning", found, advice);
    }

    static Finding wrong(String check, String found, String advice) {
        return new Finding(check, "wrong", found, advice);
    }

    /** Whether something does not work for it. */
    public boolean isWrong() {
        return status.equals("wrong");
    }
}
