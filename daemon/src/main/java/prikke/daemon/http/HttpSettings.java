package prikke.daemon.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How the daemon's own server is to be.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param proxies whose word is taken on who asks
 * @param connections how many there may be at once
 * @param connectionsPerAddress how many of them from one address; loopback and trusted proxies aside
 * @param tls the certificate, or null to speak in the clear
 */
public record HttpSettings(
        InetAddress host,
        int port,
        Proxies proxies,
        int connections,
        int connectionsPerAddress,
        Patience patience,
        RateSettings rates,
        @Nullable TlsFiles tls) {}
