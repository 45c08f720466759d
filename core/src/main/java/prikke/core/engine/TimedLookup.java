package prikke.core.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up within the time of the exchange: a look-up can hang for longer than any timeout and can't be cancelled, so it is
 * left behind when time is up.
 */
final class TimedLookup implements PolicedResolver.Lookup {
    private final PolicedResolver.Lookup lookup;

    TimedLookup(PolicedResolver.Lookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] addresses(String host) throws UnknownHostException {
        Exchange exchange = Exchange.current();
        if (Cidr.isLiteral(host) || exchange == null) return lookup.addresses(host);
        CompletableFuture<InetAddress[]> found = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                found.complete(lookup.addresses(host));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        try {
            return found.get(exchange.left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException("the name server did not answer in time for " + host);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) throw unknown;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }
}
