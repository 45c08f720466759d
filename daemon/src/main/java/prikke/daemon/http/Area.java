package prikke.daemon.http;

import io.helidon.webserver.http.RoutingRequest;
import java.util.Set;
import prikke.core.api.Paths;

/** What a path is about, told before its route is known. */
final class Area {
    private static final String SIGNING_IN = Paths.BASE + "/auth/";
    private static final Set<String> DESCRIPTIONS = Set.of(Paths.BASE + "/openapi.yaml", Paths.BASE + "/openapi.json");
    private static final Set<String> OPERATORS = Set.of("/health/live", "/health/ready", "/metrics");

    private Area() {}

    /** A request's path as routes are found by it: decoded, whatever of it the client had escaped. */
    static String path(RoutingRequest request) {
        return request.prologue().uriPath().path();
    }

    static boolean isApi(String path) {
        return path.startsWith(Paths.BASE);
    }

    /** Whether it is for operators to ask, such as the daemon's health. */
    static boolean isForOperators(String path) {
        return OPERATORS.contains(path);
    }

    /** Whether the route, if there is one, is for those only whose credentials hold; also of a route's own pattern. */
    static boolean needsCredentials(String path) {
        return path.startsWith(Paths.BASE + "/") && !path.startsWith(SIGNING_IN) && !DESCRIPTIONS.contains(path);
    }
}
