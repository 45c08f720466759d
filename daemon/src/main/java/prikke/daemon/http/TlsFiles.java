package prikke.daemon.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the server's certificate lies.
 *
 * @param certificate PEM: the server's certificate, and after it those that lead to its root
 * @param key PEM: the private key, PKCS#8 and not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /** The files' content. */
    record Loaded(List<X509Certificate> chain, PrivateKey key) {
        X509Certificate own() {
            return chain.getFirst();
        }
    }

    /**
     * Reads both.
     *
     * @throws WrongCertificateException when one can't be read, is something else, or they do not belong together
     */
    Loaded load() {
        List<X509Certificate> chain = chain();
        PrivateKey privateKey = privateKey();
        if (!matches(privateKey, chain.getFirst())) {
            throw new WrongCertificateException("The key in " + key + " is not that of the certificate in " + certificate
                    + ". Give the key that the certificate was made with; of a chain, the server's own certificate comes first.");
        }
        return new Loaded(chain, privateKey);
    }

    /**
     * Until when the certificate holds; both files have then proved to be usable.
     *
     * @throws WrongCertificateException when they are not
     */
    public Instant holdsUntil() {
        return load().own().getNotAfter().toInstant();
    }

    /** Whether others than the file's owner may read the key, which is worth a warning. */
    public boolean isKeyOpenToOthers() {
        try {
            PosixFileAttributeView posix = Files.getFileAttributeView(key, PosixFileAttributeView.class);
            if (posix == null) return false;
            Set<PosixFilePermission> modes = posix.readAttributes().permissions();
            return modes.contains(PosixFilePermission.OTHERS_READ) || modes.contains(PosixFilePermission.GROUP_READ);
        } catch (IOException e) {
            throw unreadable("tls.key", key, e);
        }
    }

    private List<X509Certificate> chain() {
        byte[] bytes = read("tls.certificate", certificate);
        try {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes)).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!chain.isEmpty()) return chain;
        } catch (CertificateException e) {
            throw new WrongCertificateException(certificate + " holds no certificate in PEM that can be read: " + e.getMessage() + ".");
        }
        throw new WrongCertificateException(certificate + " holds no certificate in PEM (-----BEGIN CERTIFICATE-----).");
    }

    private PrivateKey privateKey() {
        Matcher pem = KEY.matcher(new String(read("tls.key", key), StandardCharsets.ISO_8859_1));
        if (!pem.find()) throw new WrongCertificateException(key + " holds no private key in PEM (-----BEGIN PRIVATE KEY-----).");
        if (!pem.group(1).equals("PRIVATE KEY")) {
            throw new WrongCertificateException(key + " holds an " + pem.group(1) + "; what is taken is PKCS#8 without a password."
                    + " Convert it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
        }
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(pem.group(2));
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                continue;
            }
        }
        throw new WrongCertificateException(key + " holds a private key that is neither RSA nor EC nor EdDSA.");
    }

    /** Whether what the key signs the certificate verifies. */
    private static boolean matches(PrivateKey key, X509Certificate certificate) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        byte[] anything = {1, 2, 3};
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(anything);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certificate.getPublicKey());
            verifying.update(anything);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] read(String setting, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(setting, file, e);
        }
    }

    private static WrongCertificateException unreadable(String setting, Path file, IOException e) {
        String why = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
        return new WrongCertificateException(setting + " names " + file + ", which can't be read: " + why + ".");
    }
}
