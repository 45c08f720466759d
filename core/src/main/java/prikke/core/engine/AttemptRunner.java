package prikke.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.crypto.SealBrokenException;
import prikke.core.job.Expectations;
import prikke.core.job.HeaderSeals;
import prikke.core.job.HttpCall;
import prikke.core.job.SensitiveHeaders;
import prikke.core.run.AddedHeaders;
import prikke.core.run.AttemptResult;
import prikke.core.run.Claim;
import prikke.core.run.ErrorCode;
import prikke.core.run.Finish;

/** Makes one attempt: signs, calls, judges, and hands on what came of it. */
final class AttemptRunner {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);
    private static final byte[] NO_BODY = {};

    private final InstantSource clock;
    private final BooleanSupplier mayBegin;
    private final Signer signer;
    private final HeaderSeals seals;
    private final HttpCaller caller;
    private final String node;
    private final BiConsumer<Claim, Instant> began;
    private final Expectations expectations = new Expectations();

    private final Breakers breakers;

    /**
     * @param mayBegin whether this node may begin anything at all just now
     * @param began is told of each attempt as it begins
     */
    AttemptRunner(
            InstantSource clock,
            BooleanSupplier mayBegin,
            Signer signer,
            HeaderSeals seals,
            HttpCaller caller,
            Breakers breakers,
            String node,
            BiConsumer<Claim, Instant> began) {
        this.clock = clock;
        this.mayBegin = mayBegin;
        this.signer = signer;
        this.seals = seals;
        this.caller = caller;
        this.breakers = breakers;
        this.node = node;
        this.began = began;
    }

    /** What came of asking for an attempt. */
    sealed interface Tried {}

    /** It was made. */
    record Made(Finish finish) implements Tried {}

    /** Its host rests, or this node may not begin any: nothing was sent, and it is to be asked for again then. That counts as no attempt. */
    record Held(Instant until) implements Tried {}

    /** Makes the attempt, unless the host's circuit breaker is open or the node has lost its lease. */
    Tried run(Claim claim) {
        HttpCall call;
        try {
            call = seals.opened(claim.delivery().call(), claim.org(), claim.job());
        } catch (SealBrokenException e) {
            LOG.warn("event=credentials_unreadable execution={} reason=\"{}\"", claim.id(), e.getMessage());
            return new Made(finish(claim, new Exchanged(unreadable(), null)));
        }
        return run(claim, Hop.first(call));
    }

    /** No other daemon with these keys could open it either: it counts as an attempt, so that the execution comes to its end. */
    private Outcome unreadable() {
        Instant now = clock.instant();
        String message = "A credential among the job's headers can't be opened any more, so nothing was sent. Give the header its value again;"
                + " if other jobs fail like this too, the daemon lacks the encryption key that sealed it.";
        return new Outcome.Broken(ErrorCode.CREDENTIALS_UNREADABLE, message, null, Map.of(), null, now, now, Duration.ZERO);
    }

    private Tried run(Claim claim, Hop first) {
        String host = Breakers.host(first.uri());
        // Asking the database for them may take long: only then is it clear whether this node may still begin, and when it did.
        Signer.Keys keys = signer.keys(claim.org());
        if (!mayBegin.getAsBoolean()) return new Held(clock.instant());
        return switch (breakers.admit(claim.org(), host, clock.instant())) {
            case Breakers.HeldUntil held -> new Held(held.at());
            case Breakers.Admitted admitted -> new Made(admitted(claim, first, keys, host, admitted));
        };
    }

    private Finish admitted(Claim claim, Hop first, Signer.Keys keys, String host, Breakers.Admitted admitted) {
        boolean known = false;
        try {
            Exchanged exchanged = exchange(claim, first, keys);
            breakers.outcome(claim.org(), host, admitted, exchanged.outcome, clock.instant());
            known = true;
            return finish(claim, exchanged);
        } finally {
            if (!known) breakers.abandoned(claim.org(), host, admitted, clock.instant());
        }
    }

    private record Exchanged(Outcome outcome, @Nullable String signature) {}

    private Exchanged exchange(Claim claim, Hop first, Signer.Keys keys) {
        Instant sentAt = clock.instant();
        began.accept(claim, sentAt);
        Signer.Signing signing = keys.signing(claim, sentAt);
        byte[] given = first.body();
        byte[] body = given == null ? NO_BODY : given;
        String signature = signing.over(body);
        // A hop has the body or none, so that one of the same length has the same.
        AddedToHop added = sent -> added(claim, sentAt, sent.length == body.length ? signature : signing.over(sent));
        return new Exchanged(caller.call(claim.delivery(), first, added, sentAt), signature);
    }

    private Finish finish(Claim claim, Exchanged exchanged) {
        Verdict verdict = Verdict.of(claim, expectations, exchanged.outcome, ThreadLocalRandom.current().nextDouble());
        return new Finish(claim, result(claim, exchanged.outcome, verdict, exchanged.signature), verdict.next());
    }

    private static Map<String, String> added(Claim claim, Instant sentAt, @Nullable String signature) {
        return AddedHeaders.of(claim.id(), claim.job(), claim.jobKey(), claim.attempt(), claim.scheduledFor(), sentAt, signature);
    }

    private AttemptResult result(Claim claim, Outcome outcome, Verdict verdict, @Nullable String signature) {
        Integer status = null;
        Map<String, String> headers = Map.of();
        byte[] body = null;
        boolean truncated = false;
        switch (outcome) {
            case Outcome.Answered answered -> {
                status = answered.status();
                headers = answered.headers();
                body = answered.body();
                truncated = answered.truncated();
            }
            case Outcome.Broken broken -> {
                status = broken.status();
                headers = broken.headers();
                body = broken.body();
            }
        }
        return new AttemptResult(
                verdict.status(),
                node,
                claim.claimedAt(),
                outcome.sentAt(),
                outcome.answeredAt().truncatedTo(ChronoUnit.MICROS),
                outcome.duration().toMillis(),
                status,
                verdict.error(),
                verdict.message(),
                signature,
                SensitiveHeaders.masked(headers),
                body,
                truncated);
    }
}
