package prikke.daemon.api;

import java.util.UUID;
import prikke.core.ProblemException;
import prikke.core.account.Identity;
import prikke.core.account.Organizations;
import prikke.core.account.OwnAccount;
import prikke.core.account.OwnSessions;
import prikke.core.api.MeRequest;
import prikke.core.api.MeResponse;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** The caller: who they are, and what they change of it. */
public final class MeApi {
    private final Organizations organizations;
    private final OwnAccount own;
    private final OwnSessions sessions;

    public MeApi(Organizations organizations, OwnAccount own, OwnSessions sessions) {
        this.organizations = organizations;
        this.own = own;
        this.sessions = sessions;
    }

    Answer get(Request request) {
        return Answer.ok(me(request.identity()));
    }

    /** Answered with 202 where a new address waits to be confirmed; until then the account has the one that is answered. */
    Answer patch(Request request) {
        Identity identity = request.identity();
        MeRequest body = request.body(MeRequest.class);
        OwnAccount.Wanted wanted = new OwnAccount.Wanted(body.email(), body.password(), body.currentPassword());
        boolean waits = own.change(identity, wanted, request.client());
        return waits ? Answer.accepted(me(identity)) : Answer.ok(me(identity));
    }

    Answer sessions(Request request) {
        return Answer.ok(Pages.within(
                sessions.list(request.identity()),
                OwnSessions.Session::id,
                request.query("limit", "cursor"),
                AccountEncoding::ownSession));
    }

    Answer endSession(Request request) {
        Identity identity = request.identity();
        UUID id = request.id("id").orElseThrow(() -> ProblemException.notFound("session " + request.path("id")));
        sessions.end(identity, id, request.client());
        return Answer.noContent();
    }

    Answer endOtherSessions(Request request) {
        sessions.endOthers(request.identity(), request.client());
        return Answer.noContent();
    }

    private MeResponse me(Identity identity) {
        return AccountEncoding.me(identity, organizations.of(identity));
    }
}
