package prikke.daemon.web;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.PasswordResets;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;

/** Setting a new password in place of one that was forgotten. */
final class ResetPage {
    private final PasswordResets resets;

    ResetPage(PasswordResets resets) {
        this.resets = resets;
    }

    Answer show(Visit visit) {
        return ask(visit, 200, "", null);
    }

    Answer mailLink(Visit visit) {
        String email = visit.form().getOrDefault("email", "");
        try {
            resets.request(email, visit.request().client());
        } catch (ProblemException e) {
            return ask(visit, Statuses.of(e.kind()), email, e.getMessage());
        }
        return visit.page(
                202,
                "message.jte",
                "Look into your mail",
                Map.of("text", "If there is an account of " + email + ", a link to set a new password by is on its way there."));
    }

    Answer showPassword(Visit visit) {
        return set(visit, 200, visit.request().parameter("token").orElse(""), null);
    }

    Answer setPassword(Visit visit) {
        Map<String, String> form = visit.form();
        String token = form.getOrDefault("token", "");
        try {
            resets.confirm(token, form.get("password"), visit.request().client());
        } catch (ProblemException e) {
            return set(visit, Statuses.of(e.kind()), token, e.getMessage());
        }
        return visit.page(
                200,
                "message.jte",
                "Your password is set",
                Map.of("text", "Whoever was signed in is so no more. Sign in with the new password.", "link", Paths.LOGIN, "label", "Sign in"));
    }

    private static Answer ask(Visit visit, int status, String email, @Nullable String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("email", email);
        parameters.put("error", error);
        return visit.page(status, "reset.jte", "Forgotten your password?", parameters);
    }

    private static Answer set(Visit visit, int status, String token, @Nullable String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("token", token);
        parameters.put("error", error);
        return visit.page(status, "password.jte", "Set a new password", parameters);
    }
}
