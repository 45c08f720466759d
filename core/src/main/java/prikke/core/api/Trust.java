package prikke.core.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whose word is taken on a server's certificate. */
public sealed interface Trust {
    /** That of the certification authorities that this platform knows. */
    Trust PLATFORM = new Platform();

    /** Nobody's: for asking something of this machine that gives nothing away and needs no sure answer. */
    Trust UNCHECKED = new Unchecked();

    /** The TLS to connect with, or null for the platform's own. */
    @Nullable SSLContext context() throws IOException;

    /** Whether the certificate must be for the host that was asked. */
    default boolean checksHost() {
        return true;
    }

    /** {@link #PLATFORM}. */
    record Platform() implements Trust {
        @Override
        public @Nullable SSLContext context() {
            return null;
        }
    }

    /**
     * Only the authorities of a file, such as an organization's own.
     *
     * @param file their certificates in PEM
     */
    record Authorities(Path file) implements Trust {
        @Override
        public SSLContext context() throws IOException {
            try {
                KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                for (Certificate certificate : certificates()) store.setCertificateEntry("ca" + store.size(), certificate);
                TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(store);
                return contextOf(factory.getTrustManagers());
            } catch (GeneralSecurityException e) {
                throw new IOException("the CA file " + file + " can't be used: " + e.getMessage(), e);
            }
        }

        private Collection<? extends Certificate> certificates() throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
                if (!certificates.isEmpty()) return certificates;
            } catch (NoSuchFileException e) {
                throw new IOException("there is no CA file " + file, e);
            } catch (CertificateException e) {
                throw new IOException("the CA file " + file + " holds no certificates in PEM", e);
            }
            throw new IOException("the CA file " + file + " holds no certificates in PEM");
        }
    }

    /** {@link #UNCHECKED}. */
    record Unchecked() implements Trust {
        @Override
        public SSLContext context() throws IOException {
            try {
                return contextOf(new Everyone());
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        }

        @Override
        public boolean checksHost() {
            return false;
        }
    }

    private static SSLContext contextOf(TrustManager... managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers, null);
        return context;
    }

    /** Takes every certificate. */
    final class Everyone implements X509TrustManager {
        private Everyone() {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
