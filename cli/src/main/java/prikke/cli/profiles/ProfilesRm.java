package prikke.cli.profiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import prikke.cli.Session;
import prikke.cli.profile.Profiles;

/** {@code prikke profiles rm}. */
@Command(
        name = "rm",
        description = "Forget a profile. Its session lives on at the server: end it before with prikke logout.",
        footer = {"", "Example:", "  prikke profiles rm work"})
final class ProfilesRm implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The profile.")
    String name = "";

    ProfilesRm(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Profiles profiles = session.profiles();
        ProfileLookup.check(name, profiles);
        profiles.remove(name);
        session.output().done(name, "Removed the profile " + name + ".");
    }
}
