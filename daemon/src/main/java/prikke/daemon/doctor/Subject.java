package prikke.daemon.doctor;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.core.crypto.EncryptionKey;
import prikke.core.db.DatabaseConfig;
import prikke.core.engine.EgressPolicy;
import prikke.core.mail.SmtpSettings;
import prikke.daemon.http.TlsFiles;

/**
 * What is looked at: a daemon's configuration, as the daemon itself would read it.
 *
 * @param embedded whether the database is the one in the data directory
 * @param keys the encryption keys; throws, with a message for the user, where they can't be used; empty where there are none yet
 * @param open whether anyone may register
 * @param target a URL that a job may be about to call, or null
 */
public record Subject(
        InetAddress host,
        int port,
        @Nullable TlsFiles tls,
        @Nullable SmtpSettings smtp,
        Path dataDir,
        DatabaseConfig database,
        boolean embedded,
        Keys keys,
        EgressPolicy egress,
        boolean open,
        @Nullable URI target) {

    /** Finds encryption keys. */
    public interface Keys {
        List<EncryptionKey> read();
    }
}
