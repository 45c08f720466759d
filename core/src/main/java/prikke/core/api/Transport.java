package prikke.core.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange. {@link HttpURLConnection} does it, because it costs a command line a fifth of what {@link HttpClient} costs
 * to start; only PATCH, which it refuses, goes by the latter.
 */
final class Transport {
    private final Duration connectTimeout;
    private final Trust trust;

    Transport(Duration connectTimeout, Trust trust) {
        this.connectTimeout = connectTimeout;
        this.trust = trust;
    }

    /** What to send; {@code timeout} is how long to wait for the answer to begin. */
    record Request(String method, URI uri, Map<String, String> headers, @Nullable String body, Duration timeout) {}

    /**
     * What came back; redirects are not followed.
     *
     * @param headers the first of each name, found whatever its case
     */
    record Response(int status, Map<String, String> headers, String body) {

        static Response of(int status, Map<String, List<String>> headers, String body) {
            Map<String, String> first = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            // The status line comes among them, without a name.
            headers.forEach((name, values) -> {
                if (name != null) first.put(name, values.getFirst());
            });
            return new Response(status, first, body);
        }

        @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    /** An answer that goes on; closing it, from whichever thread, ends whoever reads. */
    record Streaming(InputStream in, Runnable closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }

    /** Opens an answer that goes on. */
    Streaming open(Request request, Function<Response, ApiException> problem) throws IOException {
        HttpURLConnection connection = connect(request);
        int status = connection.getResponseCode();
        if (status < 0) throw new IOException("the answer is not HTTP");
        if (status >= 300) throw problem.apply(response(connection, status));
        return new Streaming(connection.getInputStream(), connection::disconnect);
    }

    Response exchange(Request request) throws IOException {
        return request.method().equals("PATCH") ? byHttpClient(request) : byUrlConnection(request);
    }

    private HttpURLConnection connect(Request request) throws IOException {
        var connection = (HttpURLConnection) request.uri().toURL().openConnection();
        if (connection instanceof HttpsURLConnection tls) secure(tls);
        connection.setRequestMethod(request.method());
        connection.setConnectTimeout((int) connectTimeout.toMillis());
        connection.setReadTimeout((int) request.timeout().toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        request.headers().forEach(connection::setRequestProperty);
        return connection;
    }

    private Response byUrlConnection(Request request) throws IOException {
        HttpURLConnection connection = connect(request);
        if (request.body() != null) {
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(request.body().getBytes(UTF_8));
            }
        }
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("the answer is not HTTP");
        }
        return response(connection, status);
    }

    private static Response response(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            String body = in == null ? "" : new String(in.readAllBytes(), UTF_8);
            return Response.of(status, connection.getHeaderFields(), body);
        }
    }

    private void secure(HttpsURLConnection connection) throws IOException {
        SSLContext context = trust.context();
        if (context != null) connection.setSSLSocketFactory(context.getSocketFactory());
        if (!trust.checksHost()) connection.setHostnameVerifier((_, _) -> true);
    }

    private Response byHttpClient(Request request) throws IOException {
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout);
        SSLContext context = trust.context();
        if (context != null) builder.sslContext(context);
        try (var client = builder.build()) {
            var message = HttpRequest.newBuilder(request.uri())
                    .timeout(request.timeout())
                    .method(request.method(), HttpRequest.BodyPublishers.ofString(request.body() == null ? "" : request.body()));
            request.headers().forEach(message::header);
            var response = client.send(message.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
            return Response.of(response.statusCode(), response.headers().map(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
