package prikke.daemon.http;

import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the server shows, read anew when its files change: handshakes from then on get the new one, and connections
 * that are open stay as they are.
 */
final class ServerCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);
    private static final String ALIAS = "prikke";

    /** Of a key store that never leaves this memory. */
    private static final char[] NO_PASSWORD = new char[0];

    private final TlsFiles files;
    private final InstantSource clock;
    private final ReplaceableKey shown;
    private String seen;

    private ServerCertificate(TlsFiles files, InstantSource clock, ReplaceableKey shown, String seen) {
        this.files = files;
        this.clock = clock;
        this.shown = shown;
        this.seen = seen;
    }

    /**
     * Reads the files.
     *
     * @throws WrongCertificateException when they won't do
     */
    static ServerCertificate load(TlsFiles files, InstantSource clock) {
        String seen = look(files);
        TlsFiles.Loaded loaded = files.load();
        ServerCertificate certificate = new ServerCertificate(files, clock, new ReplaceableKey(manager(loaded)), seen);
        certificate.tell("tls_certificate_loaded", loaded);
        return certificate;
    }

    /** TLS 1.2 and 1.3 with this certificate. */
    Tls tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {shown}, null, null);
            return Tls.builder().sslContext(context).enabledProtocols(List.of("TLSv1.3", "TLSv1.2")).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        }
    }

    /** Reads the files anew where they have changed; what won't do is logged, and the certificate stays as it was. */
    void reloadIfChanged() {
        String now = look(files);
        if (now.equals(seen)) return;
        seen = now;
        try {
            TlsFiles.Loaded loaded = files.load();
            shown.replace(manager(loaded));
            tell("tls_certificate_reloaded", loaded);
        } catch (WrongCertificateException e) {
            LOG.error("event=tls_certificate_kept reason=\"{}\"", e.getMessage());
        }
    }

    private void tell(String event, TlsFiles.Loaded loaded) {
        Instant from = loaded.own().getNotBefore().toInstant();
        Instant until = loaded.own().getNotAfter().toInstant();
        LOG.info("event={} subject=\"{}\" until={}", event, loaded.own().getSubjectX500Principal(), until);
        Instant now = clock.instant();
        if (now.isAfter(until)) LOG.warn("event=tls_certificate_expired until={} file={}", until, files.certificate());
        if (now.isBefore(from)) LOG.warn("event=tls_certificate_not_valid_yet from={} file={}", from, files.certificate());
        if (files.isKeyOpenToOthers()) LOG.warn("event=tls_key_readable_by_others file={} advice=\"chmod 600\"", files.key());
    }

    private static X509ExtendedKeyManager manager(TlsFiles.Loaded loaded) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, loaded.key(), NO_PASSWORD, loaded.chain().toArray(new Certificate[0]));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new WrongCertificateException("The certificate can't be used: " + e.getMessage() + ".");
        }
    }

    /** What changes when the files do; of links, where they lead. */
    private static String look(TlsFiles files) {
        return look(files.certificate()) + ' ' + look(files.key());
    }

    private static String look(Path file) {
        try {
            return file.toRealPath() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // Away for a moment while it is being replaced, or for good: reading it will tell.
            return "away";
        }
    }
}
