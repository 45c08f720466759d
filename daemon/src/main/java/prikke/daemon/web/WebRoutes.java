package prikke.daemon.web;

import java.time.Duration;
import java.time.InstantSource;
import prikke.core.ProblemException;
import prikke.core.PublicUrl;
import prikke.core.account.Authentication;
import prikke.daemon.http.Routes;
import prikke.daemon.openapi.ApiDocument;
import prikke.daemon.web.docs.DocsPage;
import prikke.daemon.web.home.HomePage;
import prikke.daemon.web.jobs.BulkPage;
import prikke.daemon.web.jobs.JobFormPage;
import prikke.daemon.web.jobs.JobPage;
import prikke.daemon.web.jobs.JobsPage;
import prikke.daemon.web.runs.RunPage;
import prikke.daemon.web.runs.RunsPage;

/** The pages' table of contents. */
public final class WebRoutes {
    private final UseCases cases;
    private final DocsPage docs;
    private final PublicUrl url;
    private final InstantSource clock;
    private final Assets assets = new Assets();
    private final Ways ways = new Ways();
    private final Doorway doorway;
    private final Live live;

    /** @param heartbeat after so long without a change a page that keeps up is told that the daemon is there */
    public WebRoutes(
            UseCases cases, ApiDocument document, Authentication authentication, PublicUrl url, Duration heartbeat, InstantSource clock) {
        this.cases = cases;
        this.docs = new DocsPage(document);
        this.url = url;
        this.clock = clock;
        this.doorway = new Doorway(authentication, url, assets, ways, clock);
        this.live = new Live(cases.feed(), heartbeat);
    }

    /** Adds every page. */
    public void addTo(Routes routes) {
        routes.get(Assets.PATH + "{file}", assets::get)
                .post("/theme", doorway.to(new ThemePage()::choose))
                .get("/api/docs", doorway.to(docs::show));
        routes.astray(doorway.to(_ -> {
            throw ProblemException.notFound("page of that address");
        }));
        addJoining(routes);
        addSigningIn(routes);
        addHome(routes);
        addJobs(routes);
        addRuns(routes);
        new AdministrationRoutes(cases, url, doorway, live, clock).addTo(routes);
        ways.learn(routes);
    }

    private void addJoining(Routes routes) {
        RegisterPage register = new RegisterPage(cases.registration());
        routes.get("/setup", doorway.to(register::setup))
                .post("/setup", doorway.to(register::found))
                .get("/register", doorway.to(register::show))
                .post("/register", doorway.to(register::register));

        InvitePage invite = new InvitePage(cases.invitations(), cases.registration());
        routes.get("/invite/{token}", doorway.to(invite::show))
                .post("/invite/{token}", doorway.to(invite::accept))
                .post("/invite/{token}/register", doorway.to(invite::register));

        OrganizationsPage organizations = new OrganizationsPage(cases.organizations());
        routes.post("/organization", doorway.to(organizations::change))
                .get("/organizations/new", doorway.to(organizations::show))
                .post("/organizations", doorway.to(organizations::create));
    }

    private void addSigningIn(Routes routes) {
        LoginPage login = new LoginPage(cases.signIn(), cases.links(), cases.outbox(), cases.registration());
        routes.get("/login", doorway.to(login::show))
                .post("/login", doorway.to(login::withPassword))
                .post("/login/mail", doorway.to(login::mailLink))
                .get("/login/link", doorway.to(login::showLink))
                .post("/login/link", doorway.to(login::withLink))
                .post("/logout", doorway.to(new LogoutPage(cases.signIn())::logout));

        ResetPage reset = new ResetPage(cases.resets());
        routes.get("/reset", doorway.to(reset::show))
                .post("/reset", doorway.to(reset::mailLink))
                .get("/reset/password", doorway.to(reset::showPassword))
                .post("/reset/password", doorway.to(reset::setPassword));

        EmailPage email = new EmailPage(cases.own());
        routes.get("/email", doorway.to(email::show)).post("/email", doorway.to(email::confirm));

        DevicePage device = new DevicePage(cases.devices(), clock);
        routes.get("/device", doorway.to(device::show)).post("/device", doorway.to(device::decide));
    }

    private void addHome(Routes routes) {
        HomePage home = new HomePage(cases.jobs(), cases.executions(), cases.stats(), live, clock);
        routes.get("/", doorway.to(home::show)).get("/live", doorway.to(home::live));
    }

    private void addJobs(Routes routes) {
        JobsPage jobs = new JobsPage(cases.jobs(), cases.executions(), live, clock);
        JobFormPage form = new JobFormPage(cases.jobs(), cases.tests());
        routes.get("/jobs", doorway.to(jobs::show))
                .get("/live/jobs", doorway.to(jobs::live))
                .post("/jobs", doorway.to(form::create))
                .get("/jobs/new", doorway.to(form::fresh))
                .post("/jobs/preview", doorway.to(form::preview))
                .post("/jobs/body", doorway.to(form::body))
                .post("/jobs/test", doorway.to(form::test))
                .post("/jobs/bulk", doorway.to(new BulkPage(cases.jobs())::act));

        JobPage job = new JobPage(cases.jobs(), cases.executions(), cases.stats(), live, clock);
        routes.get("/jobs/{job}", doorway.to(job::show))
                .post("/jobs/{job}", doorway.to(form::save))
                .get("/jobs/{job}/live", doorway.to(job::live))
                .get("/jobs/{job}/edit", doorway.to(form::edit))
                .post("/jobs/{job}/run", doorway.to(job::run))
                .post("/jobs/{job}/pause", doorway.to(job::pause))
                .post("/jobs/{job}/resume", doorway.to(job::resume));
    }

    private void addRuns(Routes routes) {
        RunsPage runs = new RunsPage(cases.jobs(), cases.executions(), live, clock);
        RunPage run = new RunPage(cases.jobs(), cases.executions(), cases.replays(), live);
        routes.get("/runs", doorway.to(runs::show))
                .get("/live/runs", doorway.to(runs::live))
                .get("/runs/{run}", doorway.to(run::show))
                .get("/runs/{run}/live", doorway.to(run::live))
                .post("/runs/{run}/replay", doorway.to(run::replay))
                .post("/runs/{run}/cancel", doorway.to(run::cancel));
    }
}
