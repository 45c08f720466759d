package prikke.core.engine;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import prikke.core.engine.Outcome.Answered;
import prikke.core.engine.Outcome.Broken;
import prikke.core.job.Delivery;
import prikke.core.run.ErrorCode;

/** One call with its redirects. */
final class Journey {
    private static final byte[] NO_BODY = {};

    private final Connections connections;
    private final Delivery delivery;
    private final Hop first;
    private final AddedToHop added;
    private final Exchange exchange;
    private final Stopwatch watch;
    private final Capture capture = new Capture();
    private @Nullable Integer status;
    private Map<String, String> headers = Map.of();

    Journey(Connections connections, Delivery delivery, Hop first, AddedToHop added, Exchange exchange, Stopwatch watch) {
        this.connections = connections;
        this.delivery = delivery;
        this.first = first;
        this.added = added;
        this.exchange = exchange;
        this.watch = watch;
    }

    Outcome outcome() {
        try {
            Hop hop = first;
            for (int redirects = 0; ; redirects++) {
                boolean last = redirects == Hop.MOST;
                fetch(hop);
                if (!delivery.followRedirects()) return answered();
                switch (Redirect.of(hop, status == null ? 0 : status, headers.get("location"))) {
                    case Redirect.None none -> {
                        return answered();
                    }
                    case Redirect.Nowhere nowhere -> {
                        return broken(ErrorCode.HTTP_STATUS, nowhere.message());
                    }
                    case Redirect.To to when last -> {
                        return broken(ErrorCode.HTTP_STATUS, "The target redirected more than " + Hop.MOST + " times; the last went to " + to.next().url());
                    }
                    case Redirect.To to -> hop = to.next();
                }
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
            } catch (NoHttpResponseException | SocketException | SSLException e) {
                if (!mayGoAgain()) throw e;
            }
        }
    }

    /**
     * Whether a request that failed before anything came back goes out once more within the attempt. A target may close a
     * connection that it kept just as it is used again, as busy ones do right after an answer; that is no failure of the job, many of
     * which have no retries. Each connection that fails so is gone, and on a fresh one a failure counts. Should the target have acted
     * on the request all the same, it knows it again by its {@code Webhook-Id}, as after any attempt whose answer was lost.
     */
    private boolean mayGoAgain() {
        return exchange.onReusedConnection() && !exchange.isExpired() && status == null;
    }

    private void exchangeOnce(Hop hop) throws IOException, HttpException {
        status = null;
        headers = Map.of();
        capture.clear();
        try (Connections.Answer answer = connections.request(request(hop), exchange.anew())) {
            ClassicHttpResponse response = answer.response();
            status = response.getCode();
            headers = AnswerHead.of(response);
            HttpEntity entity = response.getEntity();
            if (entity == null || capture.read(entity.getContent())) answer.whole();
        }
    }

    private ClassicHttpRequest request(Hop hop) {
        ClassicHttpRequest request = new BasicClassicHttpRequest(hop.method(), hop.uri());
        Map<String, String> added = added(hop);
        // Setting a header looks at all that there are.
        hop.headers().forEach((name, value) -> {
            if (!Hop.names(added, name)) request.addHeader(name, value);
        });
        added.forEach(request::addHeader);
        if (hop.body() != null) request.setEntity(new ByteArrayEntity(hop.body(), null));
        return request;
    }

    /** What Prikke adds; to an origin that the job did not name only who is calling, since the rest vouches for the request. */
    private Map<String, String> added(Hop hop) {
        Map<String, String> all = added.headers(hop.body() == null ? NO_BODY : hop.body());
        if (hop.home()) return all;
        Map<String, String> few = new LinkedHashMap<>(all);
        few.keySet().removeIf(name -> !name.equalsIgnoreCase("User-Agent"));
        return few;
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
