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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Kind;
import prikke.core.account.Identity;
import prikke.core.api.Paths;
import prikke.core.idempotency.CarriedOut;
import prikke.core.idempotency.Claim;
import prikke.core.idempotency.IdempotencyKeys;
import prikke.core.idempotency.IdempotencyKeys.First;
import prikke.core.idempotency.IdempotencyKeys.Repeated;
import prikke.core.idempotency.Kept;

/** An endpoint that carries a request out once, however often it comes under the same {@code Idempotency-Key}. */
final class RepeatableEndpoint implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatableEndpoint.class);
    private static final HeaderName ORG = HeaderNames.create(Paths.ORG_HEADER);
    private static final HeaderName KEY = HeaderNames.create(Paths.IDEMPOTENCY_HEADER);
    private static final Header REPLAYED = HeaderValues.create("Idempotency-Replayed", "true");
    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private final Endpoint endpoint;
    private final IdempotencyKeys keys;
    private final KeptAnswers kept;

    RepeatableEndpoint(Endpoint endpoint, IdempotencyKeys keys, KeptAnswers kept) {
        this.endpoint = endpoint;
        this.keys = keys;
        this.kept = kept;
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
        CarriedOut<Answer> carried;
        try {
            carried = keys.carryOut(claim, () -> encoded(endpoint.answer(request)));
        } catch (RuntimeException e) {
            keys.release(claim);
            throw e;
        }
        Answer answer = carried.result();
        try {
            // What changed nothing may be asked again, and its answer is not worth a place.
            if (carried.applied()) keys.finish(claim, kept.of(claim.scope(), answer));
            else keys.release(claim);
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

    private static Answer again(Kept kept) {
        byte[] body = kept.body();
        return new Answer(kept.status(), body == null ? null : new Replies.Encoded(body), kept.version(), false);
    }

    /**
     * The organization of an API key, or the one that a user names. Else the user, in however many organizations they are: the request
     * itself may be what puts them into one more. So too where the one named is not theirs, which may be nothing to the endpoint.
     */
    private static UUID scope(Request request) {
        if (request.identity() instanceof Identity.Key key) return key.key().org();
        if (request.first(ORG) == null) return asker(request);
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
