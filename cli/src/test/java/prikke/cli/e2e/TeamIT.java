package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An organization's people, and what is told of what they do. */
@ExtendWith(Prikked.Shared.class)
class TeamIT {
    private static final String PASSWORD = "another long password";

    private final Shell owner;
    private final Shell bob;

    TeamIT(Prikked prikked, @TempDir Path home) {
        owner = prikked.inOrganizationOfItsOwn();
        bob = prikked.signedOut(home);
    }

    @Test
    void somebody_is_invited_joins_becomes_more_and_is_removed_and_it_is_all_on_record() {
        String link = done(owner, "orgs", "invite", "bob@example.com", "--role", "viewer").strip();
        assertThat(link).contains("/invite/pi_");
        assertThat(done(owner, "orgs", "invites")).contains("bob@example.com", "viewer").doesNotContain("pi_");

        assertThat(bob.stdin(PASSWORD + "\n").prikke("register", "--email", "bob@example.com", "--password-stdin", "--invite", link).out())
                .startsWith("Registered and signed in as bob@example.com, in the organization Org ");
        assertThat(done(bob, "orgs", "members").lines()).anyMatch(line -> line.matches("bob@example.com +viewer .*"));
        assertThat(bob.prikke("jobs", "add", "job", "http://127.0.0.1:9/", "--every", "1d").exitCode()).isEqualTo(3);
        assertThat(done(owner, "orgs", "role", "bob@example.com", "member")).startsWith("bob@example.com is member of Org ");
        done(bob, "jobs", "add", "job", "http://127.0.0.1:9/", "--every", "1d");
        assertThat(done(owner, "orgs", "remove", "bob@example.com")).startsWith("Removed bob@example.com from Org ");
        assertThat(bob.prikke("jobs", "list").exitCode()).isEqualTo(4);

        assertThat(done(owner, "audit", "list", "--since", "1h").lines().map(line -> line.replaceAll(" +", " ")))
                .anyMatch(line -> line.contains("bob@example.com job.create job"))
                .anyMatch(line -> line.contains(Prikked.EMAIL + " member.role bob@example.com role: viewer → member"));
        assertThat(done(owner, "audit", "list", "--actor", "bob@example.com", "--action", "job", "-o", "csv").lines()).hasSize(2);
        assertThat(done(owner, "audit", "list", "-o", "json", "--action", "member.remove")).contains("\"member.remove\"");
        String second = done(owner, "orgs", "invite").strip();
        assertThat(done(bob, "orgs", "join", second)).startsWith("Joined the organization Org ");
        String third = done(owner, "orgs", "invite", "eve@example.com", "-o", "json");
        assertThat(third).contains("\"token\"");
        assertThat(done(owner, "orgs", "uninvite", "eve@example.com")).isEqualTo("Took the invitation back.\n");
    }

    @Test
    void an_organization_is_renamed_and_deleted_by_name_and_not_by_mistake() {
        String id = owner.variable("PRIKKE_ORG");
        done(owner, "jobs", "add", "job", "http://127.0.0.1:9/", "--every", "1d");

        assertThat(done(owner, "orgs", "rename", "Short-lived")).endsWith(" is now called Short-lived.\n");
        var unasked = owner.prikke("orgs", "delete", "Short-lived");
        assertThat(unasked.exitCode()).isEqualTo(2);
        assertThat(unasked.err()).contains("Give --yes");
        assertThat(done(owner, "orgs", "leave", "--help")).contains("prikke orgs leave");
        assertThat(owner.prikke("orgs", "leave", id).err()).contains("last owner");
        assertThat(owner.without("PRIKKE_ORG").prikke("orgs", "delete", "Short-lived", "--yes").out())
                .isEqualTo("Deleted the organization Short-lived.\n");

        assertThat(owner.without("PRIKKE_ORG").prikke("orgs", "list").out()).doesNotContain("Short-lived");
        assertThat(owner.prikke("jobs", "list").exitCode()).isEqualTo(4);
    }

    private static String done(Shell shell, String... args) {
        Shell.Result result = shell.prikke(args);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }
}
