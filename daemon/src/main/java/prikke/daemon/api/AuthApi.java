package prikke.daemon.api;

import prikke.core.account.Registration;
import prikke.core.account.SignIn;
import prikke.core.api.LoginRequest;
import prikke.core.api.RegisterRequest;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** Accounts and sessions. */
public final class AuthApi {
    private final Registration registration;
    private final SignIn signIn;

    public AuthApi(Registration registration, SignIn signIn) {
        this.registration = registration;
        this.signIn = signIn;
    }

    Answer register(Request request) {
        RegisterRequest body = request.body(RegisterRequest.class);
        Registration.Draft draft = new Registration.Draft(body.email(), body.password(), body.org(), body.invite());
        return Answer.created(AccountEncoding.session(registration.register(draft, request.client())));
    }

    Answer login(Request request) {
        LoginRequest body = request.body(LoginRequest.class);
        return Answer.ok(AccountEncoding.session(signIn.withPassword(body.email(), body.password(), request.client())));
    }

    Answer logout(Request request) {
        signIn.out(request.identity(), request.client());
        return Answer.noContent();
    }
}
