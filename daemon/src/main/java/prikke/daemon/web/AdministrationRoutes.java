package prikke.daemon.web;

import java.time.InstantSource;
import prikke.core.PublicUrl;
import prikke.daemon.http.Routes;
import prikke.daemon.web.account.AccountPage;
import prikke.daemon.web.failures.FailuresPage;
import prikke.daemon.web.instance.InstancePage;
import prikke.daemon.web.queues.QueuesPage;
import prikke.daemon.web.settings.AuditPage;
import prikke.daemon.web.settings.KeysPage;
import prikke.daemon.web.settings.MembersPage;
import prikke.daemon.web.settings.OrganizationPage;
import prikke.daemon.web.settings.SecretsPage;
import prikke.daemon.web.settings.UsagePage;

/** The table of contents of the pages that look after things. */
final class AdministrationRoutes {
    private final UseCases cases;
    private final Administration administration;
    private final PublicUrl url;
    private final Doorway doorway;
    private final Live live;
    private final InstantSource clock;

    AdministrationRoutes(UseCases cases, PublicUrl url, Doorway doorway, Live live, InstantSource clock) {
        this.cases = cases;
        this.administration = cases.administration();
        this.url = url;
        this.doorway = doorway;
        this.live = live;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        addFailures(routes);
        addQueues(routes);
        addOrganization(routes);
        addKeys(routes);
        addRecords(routes);
        addAccount(routes);
        addInstance(routes);
    }

    private void addFailures(Routes routes) {
        FailuresPage failures = new FailuresPage(cases.jobs(), administration.failures(), cases.replays(), live, clock);
        routes.get("/failures", doorway.to(failures::show))
                .get("/live/failures", doorway.to(failures::live))
                .post("/failures/replay", doorway.to(failures::replay));
    }

    private void addQueues(Routes routes) {
        QueuesPage queues = new QueuesPage(administration.queues(), live);
        routes.get("/queues", doorway.to(queues::show))
                .get("/live/queues", doorway.to(queues::live))
                .get("/queues/{name}/live", doorway.to(queues::oneLive))
                .post("/queues", doorway.to(queues::create))
                .get("/queues/{name}", doorway.to(queues::one))
                .post("/queues/{name}", doorway.to(queues::save))
                .post("/queues/{name}/pause", doorway.to(queues::pause))
                .post("/queues/{name}/resume", doorway.to(queues::resume))
                .post("/queues/{name}/purge", doorway.to(queues::purge))
                .post("/queues/{name}/delete", doorway.to(queues::delete));
    }

    private void addOrganization(Routes routes) {
        OrganizationPage organization = new OrganizationPage(cases.organizations(), administration.members(), administration.removal());
        routes.get("/settings", doorway.to(organization::show))
                .post("/settings", doorway.to(organization::rename))
                .post("/settings/leave", doorway.to(organization::leave))
                .post("/settings/delete", doorway.to(organization::delete));

        MembersPage members = new MembersPage(administration.members(), cases.invitations(), url);
        routes.get("/settings/members", doorway.to(members::show))
                .post("/settings/members/{user}", doorway.to(members::changeRole))
                .post("/settings/members/{user}/remove", doorway.to(members::remove))
                .post("/settings/invitations", doorway.to(members::invite))
                .post("/settings/invitations/{invite}/remove", doorway.to(members::uninvite));
    }

    private void addKeys(Routes routes) {
        KeysPage keys = new KeysPage(administration.keys());
        routes.get("/settings/keys", doorway.to(keys::show))
                .post("/settings/keys", doorway.to(keys::create))
                .post("/settings/keys/{id}/rotate", doorway.to(keys::rotate))
                .post("/settings/keys/{id}/revoke", doorway.to(keys::revoke));

        SecretsPage secrets = new SecretsPage(administration.secrets());
        routes.get("/settings/secrets", doorway.to(secrets::show))
                .post("/settings/secrets", doorway.to(secrets::rotate))
                .post("/settings/secrets/{id}/remove", doorway.to(secrets::retire));
    }

    private void addRecords(Routes routes) {
        AuditPage audit = new AuditPage(administration.audit(), administration.exporter());
        routes.get("/settings/usage", doorway.to(new UsagePage(administration.usage())::show))
                .get("/settings/audit", doorway.to(audit::show))
                .get("/settings/audit/export", doorway.to(audit::export));
    }

    private void addAccount(Routes routes) {
        AccountPage account = new AccountPage(cases.own(), administration.sessions());
        routes.get("/account", doorway.to(account::show))
                .post("/account/email", doorway.to(account::email))
                .post("/account/password", doorway.to(account::password))
                .post("/account/sessions/end-others", doorway.to(account::endOthers))
                .post("/account/sessions/{id}/end", doorway.to(account::end));
    }

    private void addInstance(Routes routes) {
        InstancePage instance = new InstancePage(administration.nodes(), administration.instance(), administration.hindrance());
        routes.get("/instance", doorway.to(instance::show))
                .get("/instance/users", doorway.to(instance::users))
                .get("/instance/organizations", doorway.to(instance::organizations));
    }
}
