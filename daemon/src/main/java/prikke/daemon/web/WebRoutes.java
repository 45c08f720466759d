package prikke.daemon.web;

import prikke.daemon.http.Routes;
import prikke.daemon.web.home.HomePage;
import prikke.daemon.web.jobs.BulkPage;
import prikke.daemon.web.jobs.JobFormPage;
import prikke.daemon.web.jobs.JobPage;
import prikke.daemon.web.jobs.JobsPage;
import prikke.daemon.web.runs.RunPage;
import prikke.daemon.web.runs.RunsPage;

/** The pages' table of contents. */
public record WebRoutes(
        Assets assets,
        HomePage home,
        LogoutPage logout,
        LoginPage login,
        ResetPage reset,
        EmailPage email,
        DevicePage device,
        InvitePage invite,
        RegisterPage register,
        OrganizationsPage organizations,
        ThemePage theme,
        JobsPage jobs,
        BulkPage bulk,
        JobPage job,
        JobFormPage jobForm,
        RunsPage runs,
        RunPage run,
        Doorway doorway) {

    /** Adds every page. */
    public void addTo(Routes routes) {
        routes.get(Assets.PATH + "{file}", assets::get).post("/theme", doorway.to(theme::choose));

        routes.get("/setup", doorway.to(register::setup))
                .post("/setup", doorway.to(register::found))
                .get("/register", doorway.to(register::show))
                .post("/register", doorway.to(register::register));

        routes.post("/organization", doorway.to(organizations::change))
                .get("/organizations/new", doorway.to(organizations::show))
                .post("/organizations", doorway.to(organizations::create));

        routes.get("/", doorway.to(home::show)).get("/live", doorway.to(home::live)).post("/logout", doorway.to(logout::logout));

        routes.get("/jobs", doorway.to(jobs::show))
                .post("/jobs", doorway.to(jobForm::create))
                .get("/jobs/new", doorway.to(jobForm::fresh))
                .post("/jobs/preview", doorway.to(jobForm::preview))
                .post("/jobs/body", doorway.to(jobForm::body))
                .post("/jobs/test", doorway.to(jobForm::test))
                .post("/jobs/bulk", doorway.to(bulk::act))
                .get("/jobs/{job}", doorway.to(job::show))
                .post("/jobs/{job}", doorway.to(jobForm::save))
                .get("/jobs/{job}/live", doorway.to(job::live))
                .get("/jobs/{job}/edit", doorway.to(jobForm::edit))
                .post("/jobs/{job}/run", doorway.to(job::run))
                .post("/jobs/{job}/pause", doorway.to(job::pause))
                .post("/jobs/{job}/resume", doorway.to(job::resume));

        routes.get("/runs", doorway.to(runs::show))
                .get("/runs/{run}", doorway.to(run::show))
                .get("/runs/{run}/live", doorway.to(run::live))
                .post("/runs/{run}/replay", doorway.to(run::replay))
                .post("/runs/{run}/cancel", doorway.to(run::cancel));

        routes.get("/login", doorway.to(login::show))
                .post("/login", doorway.to(login::withPassword))
                .post("/login/mail", doorway.to(login::mailLink))
                .get("/login/link", doorway.to(login::showLink))
                .post("/login/link", doorway.to(login::withLink));

        routes.get("/reset", doorway.to(reset::show))
                .post("/reset", doorway.to(reset::mailLink))
                .get("/reset/password", doorway.to(reset::showPassword))
                .post("/reset/password", doorway.to(reset::setPassword));

        routes.get("/email", doorway.to(email::show)).post("/email", doorway.to(email::confirm));

        routes.get("/device", doorway.to(device::show)).post("/device", doorway.to(device::decide));

        routes.get("/invite/{token}", doorway.to(invite::show))
                .post("/invite/{token}", doorway.to(invite::accept))
                .post("/invite/{token}/register", doorway.to(invite::register));
    }
}
