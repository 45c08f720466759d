package prikke.daemon.web;

import prikke.core.account.SignIn;
import prikke.daemon.http.Answer;

/** Signing out; there is only the form for it, on every page. */
final class LogoutPage {
    private final SignIn signIn;

    LogoutPage(SignIn signIn) {
        this.signIn = signIn;
    }

    Answer logout(Visit visit) {
        if (visit.user().isEmpty()) {
            visit.request().skipBody();
        } else {
            visit.form();
            signIn.out(visit.requireUser(), visit.request().client());
        }
        return visit.signedOut(Paths.LOGIN);
    }
}
