package prikke.daemon.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import prikke.core.account.Authentication;
import prikke.core.account.Throttle;

/** The daemon's HTTP server, listening from construction until it is closed. */
public final class HttpServer implements AutoCloseable {
    /** A backstop for routes that read no body; those that do stop far below it. */
    private static final long MAX_BODY = 64 * 1024 * 1024;

    /** How long requests in flight are given once no new ones are taken. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final WebServer server;
    private final String url;

    private HttpServer(WebServer server, String url) {
        this.server = server;
        this.url = url;
    }

    /**
     * Starts to listen.
     *
     * @param port the port, or 0 for any free one
     * @throws UncheckedIOException when the address can't be bound
     */
    public static HttpServer start(
            InetAddress host,
            int port,
            Routes routes,
            Authentication authentication,
            Throttle throttle,
            Gate gate,
            InstantSource clock) {
        requireFree(host, port);
        RequestLog log = new RequestLog(clock);
        WebServer server = WebServer.builder()
                .address(host)
                .port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .maxPayloadSize(MAX_BODY)
                .shutdownGracePeriod(GRACE)
                .directHandlers(new RefusedRequests(log).forEveryEvent())
                .routing(routing -> {
                    routing.addFilter(new HangUp());
                    routing.addFilter(log);
                    routing.addFilter(new GateFilter(gate));
                    route(routing, routes, authentication, throttle);
                })
                .build()
                .start();
        if (!server.isRunning()) throw new UncheckedIOException(new BindException("it was taken a moment ago"));
        String name = host.getHostAddress();
        return new HttpServer(server, "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + server.port());
    }

    /** Where it listens, such as {@code http://127.0.0.1:7717}. */
    public String url() {
        return url;
    }

    /** Stops taking requests and waits for those in flight, up to a few seconds. */
    @Override
    public void close() {
        server.stop();
    }

    /** Helidon's server logs that it can't bind, and goes on as if it could. */
    private static void requireFree(InetAddress host, int port) {
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void route(
            HttpRouting.Builder routing, Routes routes, Authentication authentication, Throttle throttle) {
        routing.error(Throwable.class, new FailedRequests());
        routes.paths().forEach((path, methods) -> {
            methods.forEach((method, endpoint) -> routing.route(method, path, handler(endpoint, authentication, throttle)));
            Endpoint get = methods.get(Method.GET);
            if (get != null) routing.route(Method.HEAD, path, handler(get, authentication, throttle));
            routing.any(path, notAllowed(methods));
        });
    }

    private static Handler handler(Endpoint endpoint, Authentication authentication, Throttle throttle) {
        return (request, response) ->
                Replies.send(request, response, endpoint.answer(new Request(request, authentication, throttle)));
    }

    private static Handler notAllowed(Map<Method, Endpoint> methods) {
        String allowed = methods.keySet().stream().map(Method::text).collect(Collectors.joining(", "))
                + (methods.containsKey(Method.GET) ? ", HEAD" : "");
        return (request, response) -> {
            response.header(HeaderNames.ALLOW, allowed);
            String detail = "This path takes " + allowed + ".";
            Replies.send(request, response, Problems.of(405, detail, RequestLog.idOf(response)));
        };
    }
}
