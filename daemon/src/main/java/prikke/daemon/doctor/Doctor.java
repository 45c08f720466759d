package prikke.daemon.doctor;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import prikke.core.mail.SmtpCarrier;
import prikke.core.mail.SmtpSettings;

/** Looks at everything that a daemon depends on. One check that can't be made keeps no other from being made. */
public final class Doctor {
    private final Subject subject;
    private final InstantSource clock;

    public Doctor(Subject subject, InstantSource clock) {
        this.subject = subject;
        this.clock = clock;
    }

    /** All findings, in the order in which one depends on another. */
    public List<Finding> examine() {
        RunningDaemon daemon = RunningDaemon.of(subject.dataDir());
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("java", System.getProperty("java.version") + " by " + System.getProperty("java.vendor")));
        findings.add(daemon.finding());
        findings.add(PortCheck.look(subject, daemon));
        findings.addAll(DataDirCheck.look(subject.dataDir()));
        findings.addAll(DiskCheck.look(subject.dataDir()));
        findings.addAll(new DatabaseCheck(subject, daemon, clock).look());
        findings.addAll(EgressCheck.look(subject));
        findings.addAll(TlsCheck.look(subject, clock.instant()));
        if (subject.smtp() != null) findings.add(mail(subject.smtp()));
        return findings;
    }

    private Finding mail(SmtpSettings smtp) {
        return new SmtpCarrier(smtp, clock).hindrance()
                .map(why -> Finding.wrong("mail", smtp + " does not let this daemon in: " + why, "Look at the settings smtp.*; mails wait meanwhile."))
                .orElseGet(() -> Finding.ok("mail", smtp + " lets this daemon in"));
    }
}
