package prikke.daemon.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import prikke.core.engine.EgressProbe;

/** Where jobs may call, and whether a given target is among it. */
final class EgressCheck {
    private EgressCheck() {}

    static List<Finding> look(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        boolean inside = subject.egress().privateNetworks();
        String found = "private networks " + (inside ? "may be called" : "may not be called, but for what egress.allow lists")
                + "; link-local and cloud metadata addresses never";
        findings.add(inside && subject.open()
                ? Finding.warning("egress", found + "; and anyone may register", "Set egress.private-networks: deny, or registration: invite.")
                : Finding.ok("egress", found));
        URI target = subject.target();
        if (target != null) findings.add(target(target, subject));
        return findings;
    }

    private static Finding target(URI target, Subject subject) {
        String host = target.getHost();
        if (host == null) return Finding.wrong("target", target + " has no host", "Write it like https://example.com/hook");
        return switch (EgressProbe.of(subject.egress(), host)) {
            case EgressProbe.Allowed allowed -> Finding.ok("target", host + " is " + allowed.addresses() + " and may be called");
            case EgressProbe.Denied denied -> Finding.wrong("target", denied.message(), "The settings are egress.private-networks, egress.allow, egress.deny.");
            case EgressProbe.Unknown unknown -> Finding.wrong("target", host + " has no address that can be found here", "Is it spelt right, and the name server reachable?");
        };
    }
}
