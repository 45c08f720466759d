package prikke.core.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import prikke.core.job.Expectations;
import prikke.core.run.AddedHeaders;
import prikke.core.run.AttemptResult;
import prikke.core.run.Claim;
import prikke.core.run.Finish;

/** Makes one attempt: signs, calls, judges, and hands on what came of it. */
final class AttemptRunner {
    private final InstantSource clock;
    private final Signer signer;
    private final HttpCaller caller;
    private final String node;
    private final Expectations expectations = new Expectations();

    AttemptRunner(InstantSource clock, Signer signer, HttpCaller caller, String node) {
        this.clock = clock;
        this.signer = signer;
        this.caller = caller;
        this.node = node;
    }

    Finish run(Claim claim) {
        Instant sentAt = clock.instant();
        String signature = signer.sign(claim, sentAt);
        Map<String, String> added = AddedHeaders.of(
                claim.id(), claim.job(), claim.jobKey(), claim.attempt(), claim.scheduledFor(), sentAt, signature);
        Outcome outcome = caller.call(claim.delivery(), added, sentAt);
        Verdict verdict = Verdict.of(claim, expectations, outcome, ThreadLocalRandom.current().nextDouble());
        return new Finish(claim, result(claim, outcome, verdict, signature), verdict.next());
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
                headers,
                body,
                truncated);
    }
}
