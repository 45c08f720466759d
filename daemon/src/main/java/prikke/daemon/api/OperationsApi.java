package prikke.daemon.api;

import java.util.Map;
import java.util.function.Supplier;
import prikke.core.ProblemException;
import prikke.core.Version;
import prikke.core.api.VersionResponse;
import prikke.core.db.Dialect;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** What those who run the daemon ask it. */
public final class OperationsApi {
    private final Dialect dialect;
    private final Supplier<String> hindrance;

    /**
     * @param hindrance why the daemon is not ready for work, or an empty text when it is
     */
    public OperationsApi(Dialect dialect, Supplier<String> hindrance) {
        this.dialect = dialect;
        this.hindrance = hindrance;
    }

    Answer live(Request request) {
        return Answer.ok(Map.of("status", "live"));
    }

    Answer ready(Request request) {
        String why = hindrance.get();
        if (!why.isEmpty()) throw ProblemException.of(ProblemException.Kind.UNAVAILABLE, "unavailable", why);
        return Answer.ok(Map.of("status", "ready"));
    }

    Answer version(Request request) {
        return Answer.ok(new VersionResponse(Version.CURRENT, dialect.text(), System.getProperty("java.version")));
    }
}
