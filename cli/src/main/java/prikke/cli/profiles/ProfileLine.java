package prikke.cli.profiles;

import java.util.List;
import org.jspecify.annotations.Nullable;
import prikke.cli.Session;
import prikke.cli.output.Column;
import prikke.cli.output.View;
import prikke.cli.profile.Profile;
import prikke.core.api.Answer;
import prikke.core.api.Json;

/**
 * A profile as it is shown: without its token.
 *
 * @param current whether it is used where none is named
 */
record ProfileLine(
        String name, @Nullable String server, @Nullable String email, @Nullable String org, boolean signedIn, boolean current) {
    private static final List<Column<ProfileLine>> COLUMNS = List.of(
            Column.text("Profile", (line, times) -> line.name()),
            Column.text("In use", (line, times) -> line.current() ? "yes" : null),
            Column.text("Server", (line, times) -> line.server()),
            Column.text("Signed in as", (line, times) -> line.signedIn() ? line.email() : null),
            Column.<ProfileLine>text("Organization", (line, times) -> line.org()).rank(1));

    static final View<ProfileLine> VIEW = new View<>(ProfileLine.class, ProfileLine::name, COLUMNS, COLUMNS);

    static Answer<ProfileLine> of(String name, Session session) {
        Profile profile = session.profiles().read(name);
        var line = new ProfileLine(
                name, profile.server(), profile.email(), profile.orgName(), profile.token() != null, name.equals(session.profileName()));
        return new Answer<>(Json.fields(line), ProfileLine.class);
    }
}
