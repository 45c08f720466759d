package prikke.daemon.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import prikke.daemon.http.TlsFiles;
import prikke.daemon.http.WrongCertificateException;

/** The server's certificate, or that there is none where others can reach the daemon. */
final class TlsCheck {
    private static final Duration SOON = Duration.ofDays(14);

    private TlsCheck() {}

    static List<Finding> look(Subject subject, Instant now) {
        TlsFiles files = subject.tls();
        if (files == null) {
            return subject.host().isLoopbackAddress()
                    ? List.of()
                    : List.of(Finding.warning("tls", "the daemon listens beyond this machine, in the clear",
                            "Set tls.certificate and tls.key, or let only a proxy with TLS reach it."));
        }
        try {
            return List.of(certificate(files, now));
        } catch (WrongCertificateException e) {
            return List.of(Finding.wrong("tls", String.valueOf(e.getMessage()), "The settings are tls.certificate and tls.key."));
        }
    }

    private static Finding certificate(TlsFiles files, Instant now) {
        Instant end = files.holdsUntil();
        String found = files.certificate() + " holds until " + end;
        if (end.isBefore(now)) return Finding.wrong("tls", files.certificate() + " has held only until " + end, "Renew it; it is read anew by itself.");
        if (files.isKeyOpenToOthers()) return Finding.warning("tls", files.key() + " can be read by other users", "chmod 600 " + files.key());
        return end.isBefore(now.plus(SOON)) ? Finding.warning("tls", found, "Renew it; it is read anew by itself.") : Finding.ok("tls", found);
    }
}
