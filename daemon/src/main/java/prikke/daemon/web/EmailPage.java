package prikke.daemon.web;

import java.util.Map;
import prikke.core.account.OwnAccount;
import prikke.daemon.http.Answer;

/** Confirming a new e-mail address, by the link that was mailed to it. */
final class EmailPage {
    private final OwnAccount own;

    EmailPage(OwnAccount own) {
        this.own = own;
    }

    Answer show(Visit visit) {
        String token = visit.request().parameter("token").orElse("");
        return visit.page(200, "confirm.jte", "Confirm your e-mail address", Map.of(
                "action", "/email",
                "token", token,
                "text", "Your account is to have the address from now on that this link was mailed to.",
                "button", "Confirm the address"));
    }

    Answer confirm(Visit visit) {
        String email = own.confirmEmail(visit.form().get("token"), visit.request().client());
        return visit.page(
                200,
                "message.jte",
                "Your address is confirmed",
                Map.of("text", "Your account has the address " + email + " from now on.", "link", Paths.HOME, "label", "Go on"));
    }
}
