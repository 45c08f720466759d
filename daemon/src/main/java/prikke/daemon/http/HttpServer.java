package prikke.daemon.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
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
import prikke.core.idempotency.IdempotencyKeys;

/** The daemon's HTTP server, listening from construction until it is closed. */
public final class HttpServer implements AutoCloseable {
    /** A backstop for routes that read no body; those that do stop far below it. */
    private static final long MAX_BODY = 64 * 1024 * 1024;

    /** How long requests in flight are given once no new ones are taken. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** {@link Watch} sees to idle connections. Helidon would interrupt them, and might hit what has just begun a request. */
    private static final Duration NEVER = Duration.ofDays(3650);

    private static final Duration CERTIFICATE_LOOKED_AT_EVERY = Duration.ofSeconds(5);

    private final WebServer server;
    private final Connections connections;
    private final String url;

    private HttpServer(WebServer server, Connections connections, String url) {
        this.server = server;
        this.connections = connections;
        this.url = url;
    }

    /**
     * Starts to listen.
     *
     * @throws UncheckedIOException when the address can't be bound
     * @throws WrongCertificateException when the certificate won't do
     */
    public static HttpServer start(
            HttpSettings settings,
            Routes routes,
            Authentication authentication,
            Throttle throttle,
            IdempotencyKeys keys,
            Gate gate,
            Traffic traffic,
            InstantSource clock) {
        InetAddress host = settings.host();
        int port = settings.port();
        requireFree(host, port);
        TlsFiles files = settings.tls();
        ServerCertificate certificate = files == null ? null : ServerCertificate.load(files, clock);
        Proxies proxies = settings.proxies();
        RequestLog log = new RequestLog(clock, proxies, traffic);
        RateLimits rates = new RateLimits(settings.rates(), throttle, proxies, System::nanoTime);
        Admission admission = new Admission(authentication, throttle, rates, proxies);
        Connections connections = new Connections(settings.connectionsPerAddress(), settings.patience(), proxies);
        WebServerConfig.Builder builder = WebServer.builder();
        if (certificate != null) {
            builder.tls(certificate.tls());
            connections.every(CERTIFICATE_LOOKED_AT_EVERY, certificate::reloadIfChanged);
        }
        WebServer server = builder
                .address(host)
                .port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(connections)
                .maxTcpConnections(settings.connections())
                // Else the end of an answer of more than a few KiB waits until the client has confirmed its beginning: 40 ms.
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                .idleConnectionTimeout(NEVER)
                .maxPayloadSize(MAX_BODY)
                .shutdownGracePeriod(GRACE)
                .directHandlers(new RefusedRequests(log).forEveryEvent())
                .routing(routing -> {
                    routing.addFilter(new HangUp());
                    routing.addFilter(log);
                    routing.addFilter(new SecurityHeaders(proxies));
                    routing.addFilter(new Framing());
                    routing.addFilter(rates);
                    routing.addFilter(new GateFilter(gate));
                    route(routing, routes, admission, keys);
                })
                .build()
                .start();
        if (!server.isRunning()) throw new UncheckedIOException(new BindException("it was taken a moment ago"));
        String name = host.getHostAddress();
        String scheme = settings.tls() == null ? "http://" : "https://";
        return new HttpServer(server, connections, scheme + (name.contains(":") ? "[" + name + "]" : name) + ":" + server.port());
    }

    /** Where it listens, such as {@code http://127.0.0.1:7717}. */
    public String url() {
        return url;
    }

    /** Stops taking requests and waits for those in flight, up to a few seconds. */
    @Override
    public void close() {
        server.stop();
        connections.close();
    }

    /** Helidon's server logs that it can't bind, and goes on as if it could. */
    private static void requireFree(InetAddress host, int port) {
        try (ServerSocketChannel probe = ServerSocketChannel.open()) {
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void route(HttpRouting.Builder routing, Routes routes, Admission admission, IdempotencyKeys keys) {
        KeptAnswers kept = new KeptAnswers(System::nanoTime);
        routing.error(Throwable.class, new FailedRequests());
        routes.paths().forEach((path, methods) -> {
            methods.forEach((method, endpoint) -> routing.route(method, path, handler(path, repeatable(method, path, endpoint, keys, kept), admission)));
            Endpoint get = methods.get(Method.GET);
            if (get != null) routing.route(Method.HEAD, path, handler(path, get, admission));
            routing.any(path, notAllowed(methods));
        });
        Endpoint astray = routes.astray();
        if (astray != null) routing.get(astray(astray, admission));
    }

    /** A page for people; programs get a problem. */
    private static Handler astray(Endpoint endpoint, Admission admission) {
        return (http, response) -> {
            if (ProblemPage.isWanted(http)) Replies.send(http, response, endpoint.answer(new Request(http, response, admission)));
            else response.next();
        };
    }

    /** Signing in has no organization that a key could be kept for, and answers with what must not be kept. */
    private static Endpoint repeatable(Method method, String path, Endpoint endpoint, IdempotencyKeys keys, KeptAnswers kept) {
        boolean takesKeys = method.equals(Method.POST) && Area.needsCredentials(path);
        return takesKeys ? new RepeatableEndpoint(endpoint, keys, kept) : endpoint;
    }

    /** Where credentials are needed they are looked at before all else, so that every such request counts as somebody's. */
    private static Handler handler(String path, Endpoint endpoint, Admission admission) {
        boolean known = Area.needsCredentials(path);
        return (http, response) -> {
            Request request = new Request(http, response, admission);
            if (known) request.identity();
            Replies.send(http, response, endpoint.answer(request));
        };
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
