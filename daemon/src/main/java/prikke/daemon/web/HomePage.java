package prikke.daemon.web;

import java.util.Map;
import prikke.core.account.SignIn;
import prikke.daemon.http.Answer;

/** Where those land who are signed in, and where they sign out. */
public final class HomePage {
    private final SignIn signIn;

    public HomePage(SignIn signIn) {
        this.signIn = signIn;
    }

    Answer show(Visit visit) {
        visit.requireUser(Paths.HOME);
        return visit.page(200, "home.jte", "Signed in", Map.of());
    }

    Answer logout(Visit visit) {
        if (visit.user().isEmpty()) {
            visit.request().skipBody();
        } else {
            visit.form();
            signIn.out(visit.requireUser(Paths.HOME), visit.request().client());
        }
        return visit.signedOut(Paths.LOGIN);
    }
}
