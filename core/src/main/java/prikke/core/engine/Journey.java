package prikke.core.engine;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import prikke.core.engine.Outcome.Answered;
import prikke.core.engine.Outcome.Broken;
import prikke.core.job.Delivery;
import prikke.core.run.ErrorCode;

/** One call with its redirects. */
final class Journey {
    private final CloseableHttpClient client;
    private final Delivery delivery;
    private final Map<String, String> added;
    private final Exchange exchange;
    private final Stopwatch watch;
    private final Capture capture = new Capture();
    private @Nullable Integer status;
    private Map<String, String> headers = Map.of();

    Journey(CloseableHttpClient client, Delivery delivery, Map<String, String> added, Exchange exchange, Stopwatch watch) {
        this.client = client;
        this.delivery = delivery;
        this.added = added;
        this.exchange = exchange;
        this.watch = watch;
    }

    Outcome outcome() {
        try {
            Hop hop = Hop.first(delivery.call());
            for (int redirects = 0; ; redirects++) {
                fetch(hop);
                Hop next = delivery.followRedirects() ? hop.next(status == null ? 0 : status, headers.get("location")) : null;
                if (next == null) return answered();
                if (redirects == Hop.MOST) {
                    return broken(ErrorCode.HTTP_STATUS, "The target redirected more than " + Hop.MOST + " times; the last went to " + next.url());
                }
                hop = next;
            }
        } catch (IOException | HttpException | RuntimeException e) {
            CallFailure failure = CallFailure.of(e, exchange, delivery);
            return broken(failure.code(), failure.message());
        }
    }

    private void fetch(Hop hop) throws IOException, HttpException {
        while (true) {
            try {
                exchangeOnce(hop);
                return;
            } catch (NoHttpResponseException | SocketException e) {
                // The target closed an idle connection just as it was used again. Nothing has come back, so another one is tried:
                // each that fails so is gone, and on a fresh one a failure counts.
                if (!exchange.onReusedConnection() || exchange.isExpired() || status != null) throw e;
            }
        }
    }

    private void exchangeOnce(Hop hop) throws IOException, HttpException {
        status = null;
        headers = Map.of();
        capture.clear();
        HttpUriRequestBase request = request(hop);
        exchange.of(request);
        ClassicHttpResponse response = client.executeOpen(target(hop.uri()), request, exchange.context());
        try {
            status = response.getCode();
            headers = AnswerHead.of(response);
            HttpEntity entity = response.getEntity();
            // Cancelled, the client does not read the rest of an endless answer so as to use the connection again.
            if (entity != null && !capture.read(entity.getContent())) request.cancel();
        } finally {
            // All that is wanted has been read: whether the connection closes well is of no interest to anyone.
            Closer.closeQuietly(response);
        }
    }

    private HttpUriRequestBase request(Hop hop) {
        HttpUriRequestBase request = new HttpUriRequestBase(hop.method(), hop.uri());
        Timeout timeout = Timeout.of(delivery.timeout());
        request.setConfig(RequestConfig.custom().setResponseTimeout(timeout).setConnectionRequestTimeout(timeout).build());
        hop.headers().forEach(request::setHeader);
        if (hop.body() != null) request.setEntity(new ByteArrayEntity(hop.body(), null));
        added.forEach(request::setHeader);
        return request;
    }

    private static HttpHost target(URI uri) {
        return new HttpHost(uri.getScheme().toLowerCase(Locale.ROOT), uri.getHost(), uri.getPort());
    }

    private Answered answered() {
        Duration elapsed = watch.elapsed();
        return new Answered(
                status == null ? 0 : status, headers, capture.bytes(), capture.truncated(), watch.start(), watch.start().plus(elapsed), elapsed);
    }

    private Broken broken(ErrorCode code, String message) {
        Duration elapsed = watch.elapsed();
        byte[] body = status == null ? null : capture.bytes();
        return new Broken(code, message, status, headers, body, watch.start(), watch.start().plus(elapsed), elapsed);
    }
}
