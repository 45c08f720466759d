package prikke.daemon.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import prikke.core.Version;
import prikke.core.api.ApiClient;
import prikke.core.api.ApiConnection;
import prikke.core.api.ApiException;
import prikke.core.api.UnreachableException;

/**
 * The daemon of a data directory, if one runs.
 *
 * @param url where it says that it listens, or null
 * @param version what it answers, or null when it does not
 * @param hindrance why it is not ready; empty when it is, or when there is none
 */
record RunningDaemon(@Nullable URI url, @Nullable String version, String hindrance) {
    /** Stands for the version of one that can't be asked. */
    private static final String UNTOLD = "";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static RunningDaemon of(Path dataDir) {
        URI url = url(dataDir.resolve("prikked.url"));
        if (url == null) return new RunningDaemon(null, null, "");
        ApiClient client = new ApiClient(new ApiConnection(url, "prikke/" + Version.CURRENT, null, null, PATIENCE));
        try {
            String version = client.version().value().version();
            client.ready();
            return new RunningDaemon(url, version, "");
        } catch (ApiException e) {
            return new RunningDaemon(url, UNTOLD, String.valueOf(e.getMessage()));
        } catch (UnreachableException e) {
            // Something that speaks TLS is there. That its certificate is not known here is for those who connect to judge.
            return new RunningDaemon(url, e.getCause() instanceof SSLException ? UNTOLD : null, "");
        }
    }

    private static @Nullable URI url(Path file) {
        try {
            return Files.exists(file) ? URI.create(Files.readString(file).strip()) : null;
        } catch (IOException | IllegalArgumentException e) {
            // What can't be read is told by the check of the folder.
            return null;
        }
    }

    boolean answers() {
        return version != null;
    }

    Finding finding() {
        if (url == null) return Finding.ok("daemon", "does not run");
        if (version == null) {
            return Finding.warning("daemon", "left word that it is on " + url + ", and does not answer there",
                    "It was killed, or hangs: prikke daemon status; then prikke daemon start.");
        }
        if (!hindrance.isEmpty()) return Finding.wrong("daemon", "runs on " + url + " and is not ready: " + hindrance, "See: prikke daemon logs");
        return version.equals(Version.CURRENT) || version.equals(UNTOLD)
                ? Finding.ok("daemon", "runs on " + url)
                : Finding.warning("daemon", "runs on " + url + " as version " + version + "; installed is " + Version.CURRENT,
                        "Restart it: prikke daemon stop, prikke daemon start");
    }
}
