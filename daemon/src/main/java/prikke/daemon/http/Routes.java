package prikke.daemon.http;

import io.helidon.http.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of contents: which method on which path leads where. A path's {@code {name}} is what {@link Request#path}
 * answers. Whatever is asked of a known path with another method is refused as 405, with {@code Allow}.
 */
public final class Routes {
    private final Map<String, Map<Method, Endpoint>> paths = new LinkedHashMap<>();
    private @Nullable Endpoint astray;

    public Routes get(String path, Endpoint endpoint) {
        return add(Method.GET, path, endpoint);
    }

    public Routes post(String path, Endpoint endpoint) {
        return add(Method.POST, path, endpoint);
    }

    public Routes put(String path, Endpoint endpoint) {
        return add(Method.PUT, path, endpoint);
    }

    public Routes patch(String path, Endpoint endpoint) {
        return add(Method.PATCH, path, endpoint);
    }

    public Routes delete(String path, Endpoint endpoint) {
        return add(Method.DELETE, path, endpoint);
    }

    /** Answers a browser that asks for a page where there is none; the API's paths are left out. */
    public Routes astray(Endpoint endpoint) {
        astray = endpoint;
        return this;
    }

    @Nullable Endpoint astray() {
        return astray;
    }

    /** Every route, as in {@code GET /api/v1/jobs}. */
    public List<String> list() {
        return paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream().map(method -> method.text() + " " + path.getKey()))
                .toList();
    }

    Map<String, Map<Method, Endpoint>> paths() {
        return paths;
    }

    private Routes add(Method method, String path, Endpoint endpoint) {
        Map<Method, Endpoint> methods = paths.computeIfAbsent(path, _ -> new LinkedHashMap<>());
        if (methods.put(method, endpoint) != null)
            throw new IllegalStateException(method + " " + path + " has two endpoints");
        return this;
    }
}
