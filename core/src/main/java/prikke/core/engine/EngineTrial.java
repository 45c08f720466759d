package prikke.core.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import prikke.core.ProblemException;
import prikke.core.Uuid7;
import prikke.core.job.Delivery;
import prikke.core.job.Job;
import prikke.core.run.AttemptResult;
import prikke.core.run.Claim;
import prikke.core.run.TestRequests;
import prikke.core.run.Trial;
import prikke.core.run.Trigger;

/** Makes an attempt at something that is in no queue: whatever holds for attempts holds for it. */
final class EngineTrial implements Trial {
    private final InstantSource clock;
    private final AttemptRunner attempts;

    EngineTrial(InstantSource clock, AttemptRunner attempts) {
        this.clock = clock;
        this.attempts = attempts;
    }

    @Override
    public AttemptResult of(Job job) {
        return switch (attempts.run(claim(job))) {
            case AttemptRunner.Made made -> made.finish().result();
            case AttemptRunner.Held held -> throw ProblemException.of(ProblemException.Kind.UNAVAILABLE, "held",
                    "Nothing was sent: the circuit breaker of this host is open until " + held.until().truncatedTo(ChronoUnit.SECONDS)
                            + ", since it has failed too often. Try again then.");
        };
    }

    private Claim claim(Job job) {
        Instant now = clock.instant();
        Delivery d = job.delivery();
        Delivery bounded = new Delivery(
                d.call(), TestRequests.timeout(d.timeout()), d.retry(), d.expectedStatus(), d.expectedBody(), d.followRedirects());
        return new Claim(
                Uuid7.random(now), 0, job.org(), job.id(), job.key(), Trigger.MANUAL, now, now, now, 0, 0, 1, false, null,
                job.options().priority(), bounded);
    }
}
