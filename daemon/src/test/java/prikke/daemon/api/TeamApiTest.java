package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.api.InviteRequest;
import prikke.core.api.InviteResponse;
import prikke.core.api.MemberRequest;
import prikke.core.api.MemberResponse;
import prikke.core.api.OrgRequest;
import prikke.core.api.RegisterRequest;
import prikke.core.api.SessionResponse;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class TeamApiTest {
    private final TestDaemon daemon;
    private final TestClient ann;
    private final UUID org;

    TeamApiTest(TestDaemon daemon) {
        this.daemon = daemon;
        ann = daemon.newUser();
        org = UUID.fromString(ann.get("/orgs").json().at("/data/0/id").asText());
    }

    @Test
    void an_invitation_is_a_link_that_lets_one_in_with_its_role() {
        InviteResponse invite = ann.api().orgs().invite(org, new InviteRequest(null, "viewer", "2d")).value();
        TestClient bob = daemon.newUser();

        assertThat(invite.link()).isEqualTo(daemon.url() + "/invite/" + invite.token());
        assertThat(invite.mailed()).isFalse();
        assertThat(ann.get("/orgs/" + org + "/invites").is(200).text()).contains(invite.id().toString()).doesNotContain(String.valueOf(invite.token()));
        assertThat(bob.api().orgs().acceptInvite(String.valueOf(invite.token())).value()).satisfies(joined -> {
            assertThat(joined.id()).isEqualTo(org);
            assertThat(joined.role()).isEqualTo("viewer");
        });
        assertThat(ann.api().orgs().invites(org).values()).isEmpty();
        bob.in(org.toString()).get("/jobs").is(200);
        bob.in(org.toString()).post("/jobs", "{\"url\":\"http://127.0.0.1:9/\"}").isProblem(403, "forbidden");
        daemon.newUser().post("/invites/" + invite.token() + "/accept").isProblem(404, "not_found");
    }

    @Test
    void members_are_listed_made_more_or_less_and_removed() {
        TestClient bob = joined("member");
        UUID id = UUID.fromString(bob.get("/me").at("user/id"));

        assertThat(ann.api().orgs().members(org).values()).extracting(MemberResponse::role).containsExactlyInAnyOrder("owner", "member");
        assertThat(ann.api().orgs().changeMember(org, id, new MemberRequest("admin")).value().role()).isEqualTo("admin");
        assertThat(ann.patch("/orgs/" + org + "/members/" + id, "{\"role\":\"king\"}").isProblem(422, "invalid").wrongFields()).containsExactly("role");
        ann.api().orgs().removeMember(org, id);
        bob.in(org.toString()).get("/jobs").isProblem(404, "not_found");
    }

    @Test
    void who_was_removed_and_still_names_the_organization_can_join_it_again() {
        TestClient bob = joined("member").in(org.toString());
        ann.api().orgs().removeMember(org, UUID.fromString(bob.get("/me").at("user/id")));
        InviteResponse invite = ann.api().orgs().invite(org, new InviteRequest(null, "viewer", null)).value();

        assertThat(bob.api().orgs().acceptInvite(String.valueOf(invite.token())).value().role()).isEqualTo("viewer");
    }

    @Test
    void the_last_owner_can_not_leave() {
        String self = ann.get("/me").at("user/id");

        ann.delete("/orgs/" + org + "/members/" + self).isProblem(409, "last_owner");
        ann.patch("/orgs/" + org + "/members/" + self, "{\"role\":\"admin\"}").isProblem(409, "last_owner");
    }

    @Test
    void an_organization_is_renamed_and_deleted_with_all_that_is_its() {
        String key = ann.post("/keys", "{\"name\":\"ci\",\"scope\":\"admin\"}").is(201).at("token");
        daemon.nobody().as(key).get("/me").is(200);
        ann.put("/jobs/nightly", "{\"url\":\"http://127.0.0.1:9/\",\"every\":\"1s\"}").is(201);

        assertThat(ann.api().orgs().rename(org, new OrgRequest("Engines")).value().name()).isEqualTo("Engines");
        ann.api().orgs().delete(org);

        daemon.nobody().as(key).get("/me").isProblem(401, "unauthorized");
        ann.get("/orgs/" + org).isProblem(404, "not_found");
        assertThat(ann.get("/orgs").json().at("/data")).isEmpty();
        ann.in(org.toString()).get("/jobs").isProblem(404, "not_found");
        daemon.nobody().as(key).get("/jobs").is(401);
    }

    @Test
    void a_newcomer_registers_with_an_invitation_where_registration_is_closed_otherwise() {
        try (TestDaemon closed = TestDaemon.start(Map.of("PRIKKE_REGISTRATION", "invite"))) {
            TestClient first = closed.newUser();
            UUID theirs = UUID.fromString(first.get("/orgs").json().at("/data/0/id").asText());
            InviteResponse invite = first.api().orgs().invite(theirs, new InviteRequest("bob@example.com", null, null)).value();

            SessionResponse bob = closed.nobody().api()
                    .register(new RegisterRequest("bob@example.com", TestClient.PASSWORD, null, invite.token()))
                    .value();

            assertThat(bob.me().orgs()).singleElement().satisfies(joined -> {
                assertThat(joined.id()).isEqualTo(theirs);
                assertThat(joined.role()).isEqualTo("member");
            });
            Reply again = closed.nobody().post("/auth/register", "{\"email\":\"eve@example.com\",\"password\":\"%s\",\"invite\":\"%s\"}"
                    .formatted(TestClient.PASSWORD, invite.token()));
            again.isProblem(404, "not_found");
        }
    }

    private TestClient joined(String role) {
        InviteResponse invite = ann.api().orgs().invite(org, new InviteRequest(null, role, null)).value();
        TestClient user = daemon.newUser();
        user.api().orgs().acceptInvite(String.valueOf(invite.token()));
        return user;
    }
}
