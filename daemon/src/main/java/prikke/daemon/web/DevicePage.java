package prikke.daemon.web;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.DeviceSignIn;
import prikke.core.account.Identity;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;

/** Letting a program in that has no browser: its code is entered, what it is is shown, and it is approved or turned away. */
final class DevicePage {
    private static final String PATH = "/device";

    private final DeviceSignIn devices;
    private final InstantSource clock;

    DevicePage(DeviceSignIn devices, InstantSource clock) {
        this.devices = devices;
        this.clock = clock;
    }

    Answer show(Visit visit) {
        Identity.User user = visit.requireUser(visit.request().target());
        String code = visit.request().parameter("user_code").orElse(null);
        if (code == null) return enter(visit, 200, "", null);
        try {
            return confirm(visit, user, devices.waiting(user, code, visit.request().client()));
        } catch (ProblemException e) {
            return enter(visit, Statuses.of(e.kind()), code, e.getMessage());
        }
    }

    Answer decide(Visit visit) {
        Identity.User user = visit.requireUser(PATH);
        Map<String, String> form = visit.form();
        String answer = form.getOrDefault("answer", "");
        boolean approve = answer.equals("approve");
        if (!approve && !answer.equals("deny")) {
            throw ProblemException.of(ProblemException.Kind.BAD_REQUEST, "bad_request", "Either approve the program or deny it.");
        }
        devices.decide(user, form.get("user_code"), approve, visit.request().client());
        return approve
                ? message(visit, "Approved", "The program is signed in as " + user.email() + " from now on. You may close this page.")
                : message(visit, "Denied", "The program was turned away. You may close this page.");
    }

    private Answer confirm(Visit visit, Identity.User user, DeviceSignIn.Waiting waiting) {
        long seconds = Math.max(0, Duration.between(waiting.askedAt(), clock.instant()).toSeconds());
        return visit.page(200, "device.jte", "Let a program sign in?", Map.of(
                "code", waiting.userCode(),
                "email", user.email(),
                "address", Objects.requireNonNullElse(waiting.client().address(), "unknown"),
                "program", Objects.requireNonNullElse(waiting.client().userAgent(), "unknown"),
                "asked", seconds < 60 ? seconds + " seconds ago" : seconds / 60 + " minutes ago"));
    }

    private static Answer enter(Visit visit, int status, String code, @Nullable String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("code", code);
        parameters.put("error", error);
        return visit.page(status, "code.jte", "Let a program sign in", parameters);
    }

    private static Answer message(Visit visit, String title, String text) {
        return visit.page(200, "message.jte", title, Map.of("text", text));
    }
}
