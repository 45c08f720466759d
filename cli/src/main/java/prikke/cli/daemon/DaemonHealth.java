package prikke.cli.daemon;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import prikke.core.Version;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.ApiException;
import prikke.core.api.Trust;
import prikke.core.api.UnreachableException;
import prikke.core.api.VersionResponse;

/** Asks a daemon of this machine how it is. */
final class DaemonHealth {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final ApiClient client;

    DaemonHealth(URI url) {
        client = new ApiClient(new ApiConnection(url, "prikke/" + Version.CURRENT, null, null, TIMEOUT, Trust.UNCHECKED));
    }

    boolean live() {
        try {
            client.live();
            return true;
        } catch (ApiException | UnreachableException e) {
            return false;
        }
    }

    Optional<VersionResponse> version() {
        try {
            return Optional.of(client.version().value());
        } catch (ApiException | UnreachableException e) {
            return Optional.empty();
        }
    }
}
