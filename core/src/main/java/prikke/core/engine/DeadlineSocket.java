package prikke.core.engine;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * Connects within what is left of the time of the exchange. A cancelled request alone would not do: where a host has several
 * addresses, the client goes on to the next when the connecting to one is broken off.
 */
final class DeadlineSocket extends Socket {
    @Override
    public void connect(SocketAddress to, int timeout) throws IOException {
        Exchange exchange = Exchange.current();
        if (exchange == null) {
            super.connect(to, timeout);
            return;
        }
        // Rounded up: zero would mean for ever.
        long left = TimeUnit.NANOSECONDS.toMillis(exchange.left()) + 1;
        if (exchange.isExpired() || left <= 0) throw new SocketTimeoutException("The time was up before " + to + " was tried");
        super.connect(to, (int) (timeout == 0 ? left : Math.min(timeout, left)));
    }
}
