package prikke.cli.profiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;

/** {@code prikke profiles use}. */
@Command(
        name = "use",
        description = "Use a profile from now on, unless --profile or PRIKKE_PROFILE names another.",
        footer = {"", "Example:", "  prikke profiles use work"})
final class ProfilesUse implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The profile.")
    String name = "";

    ProfilesUse(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        ProfileLookup.check(name, session.profiles());
        session.profiles().use(name);
        session.output().done(ProfileLine.of(name, session), ProfileLine.VIEW, "Using the profile " + name + ".");
        String other = session.environment().get("PRIKKE_PROFILE");
        if (other != null && !other.equals(name)) {
            session.output().note("PRIKKE_PROFILE is set to " + other + ", and goes before it.");
        }
    }
}
