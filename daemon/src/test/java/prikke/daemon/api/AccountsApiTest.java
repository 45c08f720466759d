package prikke.daemon.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import prikke.core.api.KeyRequest;
import prikke.core.api.LoginRequest;
import prikke.core.api.MeResponse;
import prikke.core.api.OrgRequest;
import prikke.core.api.OrgResponse;
import prikke.core.api.RegisterRequest;
import prikke.core.api.SessionResponse;
import prikke.daemon.TestClient;
import prikke.daemon.TestClient.Reply;
import prikke.daemon.TestDaemon;

@ExtendWith(TestDaemon.Shared.class)
class AccountsApiTest {
    private final TestDaemon daemon;

    AccountsApiTest(TestDaemon daemon) {
        this.daemon = daemon;
    }

    @Test
    void registering_answers_a_token_and_who_one_is() {
        SessionResponse session = daemon.nobody()
                .api()
                .register(new RegisterRequest("ann-1@example.com", TestClient.PASSWORD, "Ann & Co"))
                .value();

        assertThat(session.token()).matches("pu_[A-Za-z0-9_-]{43}");
        assertThat(session.me().orgs())
                .extracting(OrgResponse::name, OrgResponse::role)
                .containsExactly(tuple("Ann & Co", "owner"));
        assertThat(daemon.nobody().as(session.token()).api().me().value()).isEqualTo(session.me());
    }

    @Test
    void signing_in_and_out() {
        daemon.nobody().register("ann-2@example.com");

        SessionResponse session = daemon.nobody()
                .api()
                .login(new LoginRequest("ann-2@example.com", TestClient.PASSWORD))
                .value();
        TestClient ann = daemon.nobody().as(session.token());
        assertThat(ann.api().me().value().user()).isEqualTo(session.me().user());

        ann.api().logout();
        ann.get("/me").isProblem(401, "unauthorized");
    }

    @Test
    void a_wrong_password_and_a_wrong_address_are_answered_alike() {
        daemon.nobody().register("ann-3@example.com");

        Reply password = login("ann-3@example.com", "wrong horse").isProblem(401, "wrong_credentials");
        Reply address = login("nobody@example.com", "wrong horse").isProblem(401, "wrong_credentials");

        assertThat(password.at("detail")).isEqualTo(address.at("detail"));
    }

    @Test
    void what_is_wrong_with_a_registration_is_named_all_at_once() {
        Reply reply =
                daemon.nobody().post("/auth/register", "{\"email\":\"x\",\"password\":\"short\",\"org\":\"a\\tb\"}");

        assertThat(reply.isProblem(422, "invalid").wrongFields()).containsExactly("email", "password", "org");
    }

    @Test
    void an_address_registers_once() {
        daemon.nobody().register("ann-4@example.com");

        daemon.nobody()
                .post("/auth/register", "{\"email\":\"Ann-4@example.com\",\"password\":\"correct horse\"}")
                .isProblem(409, "conflict");
    }

    @Test
    void after_the_first_user_an_instance_by_invitation_is_closed() {
        try (TestDaemon invited = TestDaemon.start(Map.of("PRIKKE_REGISTRATION", "invite"))) {
            assertThat(invited.newUser().get("/me").at("user/instance_admin")).isEqualTo("true");

            invited.nobody()
                    .post("/auth/register", "{\"email\":\"bob@example.com\",\"password\":\"correct horse\"}")
                    .isProblem(403, "registration_closed");
        }
    }

    @Test
    void who_has_one_organization_need_not_name_it_and_who_has_two_must() {
        TestClient ann = daemon.newUser();
        ann.get("/jobs").is(200);

        String second =
                ann.api().orgs().create(new OrgRequest("Second")).value().id().toString();

        assertThat(ann.get("/jobs").isProblem(400, "bad_request").at("detail")).contains("Prikke-Org");
        ann.in(second).get("/jobs").is(200);
        ann.in("second").get("/jobs").isProblem(400, "bad_request");
    }

    @Test
    void organizations_are_listed_page_by_page() {
        TestClient ann = daemon.newUser();
        ann.api().orgs().create(new OrgRequest("Second"));
        ann.api().orgs().create(new OrgRequest("Third"));

        Reply first = ann.get("/orgs?limit=2").is(200);
        Reply second =
                ann.get("/orgs?limit=2&cursor=" + first.at("next_cursor")).is(200);

        assertThat(first.json().at("/data").findValuesAsText("name")).hasSize(2);
        assertThat(second.json().at("/data").findValuesAsText("name")).containsExactly("Third");
        assertThat(second.json().at("/next_cursor").isNull()).isTrue();
        assertThat(ann.api().orgs().list().values()).hasSize(3);
    }

    @Test
    void another_users_organization_is_not_there() {
        TestClient ann = daemon.newUser();
        String bobs = daemon.newUser().api().me().value().orgs().getFirst().id().toString();

        ann.get("/orgs/" + bobs).isProblem(404, "not_found");
        ann.in(bobs).get("/jobs").isProblem(404, "not_found");
        String own = ann.api().me().value().orgs().getFirst().id().toString();
        assertThat(ann.get("/orgs/" + own).is(200).at("id")).isEqualTo(own);
    }

    @Test
    void a_key_knows_itself_and_its_organization() {
        TestClient ann = daemon.newUser();
        String token = String.valueOf(
                ann.api().keys().create(new KeyRequest("ci", "read", null)).value().token());

        MeResponse me = ann.as(token).api().me().value();

        assertThat(me.kind()).isEqualTo("key");
        assertThat(me.user()).isNull();
        assertThat(me.key())
                .satisfies(key ->
                        assertThat(String.valueOf(key)).contains("ci", "read").doesNotContain(token));
        assertThat(me.orgs())
                .extracting(OrgResponse::id)
                .isEqualTo(List.of(ann.api().me().value().orgs().getFirst().id()));
    }

    @Test
    void a_key_can_neither_sign_out_nor_create_organizations() {
        TestClient key = daemon.newUser();
        TestClient ci = key.as(key.post("/keys", "{\"name\":\"ci\",\"scope\":\"admin\"}")
                .is(201)
                .at("token"));

        ci.post("/auth/logout").isProblem(403, "forbidden");
        ci.post("/orgs", "{\"name\":\"x\"}").isProblem(403, "forbidden");
    }

    private Reply login(String email, String password) {
        return daemon.nobody().post("/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }
}
