package prikke.daemon.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.account.Identity;
import prikke.core.api.Paths;
import prikke.core.idempotency.Claim;
import prikke.core.idempotency.IdempotencyKeys;
import prikke.core.idempotency.IdempotencyKeys.First;
import prikke.core.idempotency.IdempotencyKeys.Repeated;
import prikke.core.idempotency.Kept;

/** An endpoint that carries a request out once, however often it comes under the same {@code Idempotency-Key}. */
final class RepeatableEndpoint implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatableEndpoint.class);
    private static final HeaderName KEY = HeaderNames.create(Paths.IDEMPOTENCY_HEADER);
    private static final Header REPLAYED = HeaderValues.create("Idempotency-Replayed", "true");
    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,255}");

    /** Larger answers are not kept. */
    private static final int MOST_KEPT = 2 * 1024 * 1024;

    private final Endpoint endpoint;
    private final IdempotencyKeys keys;

    RepeatableEndpoint(Endpoint endpoint, IdempotencyKeys keys) {
        this.endpoint = endpoint;
        this.keys = keys;
    }

    @Override
    public Answer answer(Request request) {
        String key = request.first(KEY);
        if (key == null) return endpoint.answer(request);
        if (!FORM.matcher(key).matches()) throw Query.bad(Paths.IDEMPOTENCY_HEADER + " takes 1 to 255 printable characters of ASCII.");
        return switch (keys.begin(scope(request), key, fingerprint(request))) {
            case Repeated repeated -> {
                request.answerWith(REPLAYED);
                yield again(repeated.kept());
            }
            case First first -> first(first.claim(), request);
        };
    }

    private Answer first(Claim claim, Request request) {
        Answer answer;
        try {
            answer = encoded(keys.carryOut(claim, () -> endpoint.answer(request)));
        } catch (RuntimeException e) {
            keys.release(claim);
            throw e;
        }
        try {
            keys.finish(claim, kept(answer));
        } catch (RuntimeException e) {
            // It has been carried out, and whoever asked shall know; asked again, there will be no answer to repeat.
            LOG.warn("event=idempotency_answer_not_kept", e);
        }
        return answer;
    }

    private static Answer encoded(Answer answer) {
        Object body = answer.body();
        return body == null ? answer : new Answer(answer.status(), new Replies.Encoded(Replies.json(body)), answer.version(), answer.secret());
    }

    private static @Nullable Kept kept(Answer answer) {
        byte[] body = answer.body() instanceof Replies.Encoded encoded ? encoded.json() : null;
        boolean tooLarge = body != null && body.length > MOST_KEPT;
        return answer.secret() || tooLarge ? null : new Kept(answer.status(), answer.version(), body);
    }

    private static Answer again(Kept kept) {
        byte[] body = kept.body();
        return new Answer(kept.status(), body == null ? null : new Replies.Encoded(body), kept.version(), false);
    }

    /**
     * The organization; the user, where none is named and it could be one of several, or where they are none of its members: that may
     * be nothing to the endpoint, which lets them join one, and else refuses by itself.
     */
    private static UUID scope(Request request) {
        try {
            return request.caller().org();
        } catch (ProblemException e) {
            if (e.kind() != Kind.BAD_REQUEST && e.kind() != Kind.NOT_FOUND) throw e;
            return asker(request);
        }
    }

    private static UUID asker(Request request) {
        return switch (request.identity()) {
            case Identity.User user -> user.id();
            case Identity.Key key -> key.key().id();
        };
    }

    /** Whoever else comes with the same key, even of the same organization, shall not get an answer that they may not see. */
    private static String fingerprint(Request request) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((asker(request) + " " + request.line() + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha.digest(request.bytes(BoundedBody.MOST_OF_ANY)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
