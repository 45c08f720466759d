package prikke.daemon.api;

import java.util.Map;
import prikke.core.account.MagicLinks;
import prikke.core.account.OwnAccount;
import prikke.core.account.PasswordResets;
import prikke.core.api.MailRequest;
import prikke.core.api.PasswordRequest;
import prikke.core.api.TokenRequest;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** What is done by links that are mailed. Asking for one is answered alike whether there is such an account or not. */
public final class MailLinksApi {
    private static final Map<String, String> ASKED = Map.of("status", "if there is such an account, a mail is on its way");

    private final MagicLinks links;
    private final PasswordResets resets;
    private final OwnAccount own;

    public MailLinksApi(MagicLinks links, PasswordResets resets, OwnAccount own) {
        this.links = links;
        this.resets = resets;
        this.own = own;
    }

    Answer requestLink(Request request) {
        links.request(request.body(MailRequest.class).email(), request.client());
        return Answer.accepted(ASKED);
    }

    Answer confirmLink(Request request) {
        String token = request.body(TokenRequest.class).token();
        return Answer.ok(AccountEncoding.session(links.confirm(token, request.client())));
    }

    Answer requestReset(Request request) {
        resets.request(request.body(MailRequest.class).email(), request.client());
        return Answer.accepted(ASKED);
    }

    Answer confirmReset(Request request) {
        PasswordRequest body = request.body(PasswordRequest.class);
        resets.confirm(body.token(), body.password(), request.client());
        return Answer.noContent();
    }

    Answer confirmEmail(Request request) {
        own.confirmEmail(request.body(TokenRequest.class).token(), request.client());
        return Answer.noContent();
    }
}
