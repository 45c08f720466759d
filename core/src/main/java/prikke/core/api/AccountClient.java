package prikke.core.api;

import java.util.UUID;

/**
 * The routes by which people sign in without typing a password here, and change their own accounts; otherwise as {@link ApiClient},
 * which hands it out.
 */
public final class AccountClient {
    private final Requests requests;

    AccountClient(Requests requests) {
        this.requests = requests;
    }

    /** Has a link to sign in by mailed to whoever has the address, if anyone does. */
    public void requestMagicLink(MailRequest request) {
        requests.send("POST", "/auth/magic-link", Requests.fields(request));
    }

    /** Signs in by the token of a link. */
    public Answer<SessionResponse> confirmMagicLink(TokenRequest request) {
        return requests.post("/auth/magic-link/confirm", request, SessionResponse.class);
    }

    /** Has a link to set a new password by mailed to whoever has the address, if anyone does. */
    public void requestPasswordReset(MailRequest request) {
        requests.send("POST", "/auth/password-reset", Requests.fields(request));
    }

    /** Sets a password by the token of a link; all sessions end. */
    public void confirmPasswordReset(PasswordRequest request) {
        requests.send("POST", "/auth/password-reset/confirm", Requests.fields(request));
    }

    /** Has the account go by the address that the token was mailed to. */
    public void confirmEmail(TokenRequest request) {
        requests.send("POST", "/auth/email/confirm", Requests.fields(request));
    }

    /** Begins a sign-in that somebody approves in a browser. */
    public Answer<DeviceResponse> startDevice(DeviceRequest request) {
        return requests.post("/auth/device", request, DeviceResponse.class);
    }

    /** Asks whether a sign-in has been approved; until it is, the problem's code says how things stand. */
    public Answer<SessionResponse> deviceToken(DeviceTokenRequest request) {
        return requests.post("/auth/device/token", request, SessionResponse.class);
    }

    /** Changes the caller's password or address. */
    public Answer<MeResponse> patchMe(MeRequest request) {
        return requests.answer("PATCH", "/me", Requests.fields(request), MeResponse.class);
    }

    /** Where the caller is signed in. */
    public Listing<MySessionResponse> sessions() {
        return requests.whole("/me/sessions", MySessionResponse.class);
    }

    public void endSession(UUID id) {
        requests.send("DELETE", "/me/sessions/" + id, null);
    }

    /** Ends all of the caller's sessions but this one. */
    public void endOtherSessions() {
        requests.send("DELETE", "/me/sessions", null);
    }
}
