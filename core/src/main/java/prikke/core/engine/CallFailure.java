package prikke.core.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import prikke.core.job.Delivery;
import prikke.core.run.ErrorCode;
import prikke.core.schedule.Durations;

/** Why a call came to no whole answer, in plain words and as a stable code. */
record CallFailure(ErrorCode code, String message) {
    static CallFailure of(Exception e, Exchange exchange, Delivery delivery) {
        if (e instanceof EgressDeniedException) return new CallFailure(ErrorCode.EGRESS_DENIED, String.valueOf(e.getMessage()));
        if (e instanceof UnknownHostException unknown) {
            return new CallFailure(ErrorCode.DNS, "The host name has no address that could be found: " + unknown.getMessage());
        }
        if (exchange.isExpired() || exchange.left() <= 0) return late(exchange, delivery);
        return switch (e) {
            case ConnectTimeoutException slow -> late(exchange, delivery);
            case ConnectException refused -> new CallFailure(ErrorCode.CONNECT_REFUSED, "No connection: " + refused.getMessage());
            case NoRouteToHostException none -> new CallFailure(ErrorCode.CONNECT_REFUSED, "No way to the host: " + none.getMessage());
            case SSLException tls -> new CallFailure(ErrorCode.TLS, "The TLS handshake failed: " + tls.getMessage());
            case MessageConstraintException large ->
                new CallFailure(ErrorCode.RESPONSE_TOO_LARGE, "The answer's headers are too large: " + large.getMessage());
            case NoHttpResponseException none ->
                new CallFailure(ErrorCode.RESET, "The target closed the connection without an answer.");
            case InterruptedIOException slow -> late(exchange, delivery);
            case IOException broken -> new CallFailure(ErrorCode.RESET, "The connection broke: " + broken.getMessage());
            case IllegalArgumentException bad -> new CallFailure(ErrorCode.HTTP_STATUS, String.valueOf(bad.getMessage()));
            default -> new CallFailure(ErrorCode.RESET, "The answer is no proper HTTP: " + e.getMessage());
        };
    }

    private static CallFailure late(Exchange exchange, Delivery delivery) {
        String after = Durations.shortForm(delivery.timeout());
        return exchange.isConnected()
                ? new CallFailure(ErrorCode.TIMEOUT, "The exchange was not over after " + after + ".")
                : new CallFailure(ErrorCode.CONNECT_TIMEOUT, "No connection came about within " + after + ".");
    }
}
