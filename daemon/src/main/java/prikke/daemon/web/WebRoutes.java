package prikke.daemon.web;

import prikke.daemon.http.Routes;
import prikke.daemon.web.docs.DocsPage;

/** The pages' table of contents. */
public record WebRoutes(
        Assets assets,
        HomePage home,
        LoginPage login,
        ResetPage reset,
        EmailPage email,
        DevicePage device,
        InvitePage invite,
        RegisterPage register,
        OrganizationsPage organizations,
        ThemePage theme,
        DocsPage docs,
        Doorway doorway) {

    /** Adds every page. */
    public void addTo(Routes routes) {
        routes.get(Assets.PATH + "{file}", assets::get).post("/theme", doorway.to(theme::choose));

        routes.get("/api/docs", doorway.to(docs::show));

        routes.get("/setup", doorway.to(register::setup))
                .post("/setup", doorway.to(register::found))
                .get("/register", doorway.to(register::show))
                .post("/register", doorway.to(register::register));

        routes.post("/organization", doorway.to(organizations::change))
                .get("/organizations/new", doorway.to(organizations::show))
                .post("/organizations", doorway.to(organizations::create));

        routes.get("/", doorway.to(home::show)).post("/logout", doorway.to(home::logout));

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
