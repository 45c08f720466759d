package prikke.daemon.web.jobs;

import org.jspecify.annotations.Nullable;
import prikke.core.run.Attempt;
import prikke.daemon.web.runs.AttemptView;

/**
 * What came of a test request.
 *
 * @param attempt or null where none was made
 * @param refusal why none was made, or null
 */
public record TestAnswer(@Nullable AttemptView attempt, @Nullable String refusal) {

    static TestAnswer of(Attempt attempt) {
        return new TestAnswer(AttemptView.of(attempt), null);
    }

    static TestAnswer refused(String why) {
        return new TestAnswer(null, why);
    }
}
