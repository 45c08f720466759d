package prikke.cli.profiles;

import java.util.List;
import prikke.cli.ExitCodes;
import prikke.cli.Failure;
import prikke.cli.Nearest;
import prikke.cli.profile.Profiles;

/** Tells a profile that there is from one that was mistyped. */
final class ProfileLookup {
    private ProfileLookup() {}

    /** @throws Failure if there is none of that name */
    static void check(String name, Profiles profiles) {
        List<String> names = profiles.names();
        if (names.contains(name)) {
            return;
        }
        List<String> near = Nearest.to(name, names);
        String next = near.isEmpty()
                ? "A profile is made by signing in: prikke login --profile NAME"
                : "Did you mean " + String.join(" or ", near) + "?";
        throw new Failure(ExitCodes.NOT_FOUND, "not_found", "There is no profile '" + name + "'.\n" + next);
    }
}
