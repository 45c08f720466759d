package prikke.daemon.web.browser;

import org.jspecify.annotations.Nullable;

/**
 * What came of a run in the past.
 *
 * @param attempts how many were made, all of which came to the same but where the last succeeded
 */
record Fate(String status, @Nullable Integer code, @Nullable String errorCode, @Nullable String error, int attempts) {
    static final Fate SUCCESS = new Fate("success", 200, null, null, 1);
    static final Fate SECOND_TRY = new Fate("success", 200, null, null, 2);
    static final Fate TIMED_OUT = new Fate("timeout", null, "timeout", "The exchange was not over after 5m.", 1);
    static final Fate REFUSED = new Fate(
            "failed", null, "connect_refused", "No connection: Connect to https://mail.acme.example:443 failed: Connection refused", 1);
    static final Fate MISSED = new Fate("missed", null, null, null, 0);
    static final Fate SKIPPED = new Fate("skipped", null, null, null, 0);

    static Fate answered(int code, int attempts) {
        return new Fate("failed", code, "http_status", "The target answered " + code + "; expected was 2xx.", attempts);
    }

    /** Why it was not attempted, or null. */
    @Nullable String reason() {
        return switch (status) {
            case "missed" -> "the daemon was down at the occurrence";
            case "skipped" -> "the run before had not ended";
            default -> null;
        };
    }

    /** Of the attempt before the last of a run that succeeded in the end. */
    Fate before() {
        return status.equals("success") ? answered(502, 1) : this;
    }
}
