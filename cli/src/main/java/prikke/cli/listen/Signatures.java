package prikke.cli.listen;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.cli.Failure;
import prikke.core.WebhookSignature;

/**
 * Checks signatures with what is known.
 *
 * @param secrets any of which may have signed; none, and nothing is checked
 */
record Signatures(List<String> secrets) {
    private static final byte[] NOTHING = {};

    /**
     * The secrets as they were typed.
     *
     * @throws Failure if one of them is none
     */
    static List<String> checked(List<String> typed) {
        for (String secret : typed) {
            try {
                WebhookSignature.sign(secret, "", Instant.EPOCH, NOTHING);
            } catch (IllegalArgumentException e) {
                throw Failure.usage("--secret is not a signing secret.\nIt is whsec_ and Base64, as the organization's is.");
            }
        }
        return List.copyOf(typed);
    }

    /** {@code ok}, {@code BAD}, {@code unsigned}, or {@code unchecked} where no secret is known. */
    String verdict(
            @Nullable String id, @Nullable String timestamp, @Nullable String signature, byte[] body, Instant now) {
        if (id == null || timestamp == null || signature == null) {
            return "unsigned";
        }
        if (secrets.isEmpty()) {
            return "unchecked";
        }
        boolean valid = secrets.stream()
                .map(secret -> WebhookSignature.verify(secret, id, timestamp, signature, body, now))
                .anyMatch(WebhookSignature.Result.VALID::equals);
        return valid ? "ok" : "BAD";
    }
}
