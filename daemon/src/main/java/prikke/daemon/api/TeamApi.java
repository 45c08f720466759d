package prikke.daemon.api;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.PublicUrl;
import prikke.core.account.Identity;
import prikke.core.account.Invitation;
import prikke.core.account.InvitationDraft;
import prikke.core.account.Invitations;
import prikke.core.account.Member;
import prikke.core.account.Members;
import prikke.core.api.InviteRequest;
import prikke.core.api.InviteResponse;
import prikke.core.api.MemberRequest;
import prikke.core.api.MemberResponse;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** Who belongs to an organization, and who is asked to. */
public final class TeamApi {
    private final Members members;
    private final Invitations invitations;
    private final PublicUrl url;

    public TeamApi(Members members, Invitations invitations, PublicUrl url) {
        this.members = members;
        this.invitations = invitations;
        this.url = url;
    }

    Answer members(Request request) {
        return Answer.ok(Pages.within(
                members.list(OrgsApi.caller(request)), Member::user, request.query("limit", "cursor"), TeamApi::encode));
    }

    Answer changeRole(Request request) {
        var caller = OrgsApi.caller(request);
        UUID user = id(request, "user", "member");
        return Answer.ok(encode(members.changeRole(caller, user, request.body(MemberRequest.class).role())));
    }

    Answer remove(Request request) {
        members.remove(OrgsApi.caller(request), id(request, "user", "member"));
        return Answer.noContent();
    }

    Answer invites(Request request) {
        return Answer.ok(Pages.within(
                invitations.list(OrgsApi.caller(request)),
                Invitation::id,
                request.query("limit", "cursor"),
                invitation -> encode(invitation, null, null)));
    }

    Answer invite(Request request) {
        var caller = OrgsApi.caller(request);
        InviteRequest body = request.body(InviteRequest.class);
        Invitations.Created made = invitations.create(caller, new InvitationDraft(body.email(), body.role(), body.expires()));
        return Answer.created(encode(made.invitation(), made.token(), made.mailed())).once();
    }

    Answer revoke(Request request) {
        invitations.revoke(OrgsApi.caller(request), id(request, "invite", "invitation"));
        return Answer.noContent();
    }

    Answer accept(Request request) {
        Identity identity = request.identity();
        return Answer.ok(AccountEncoding.org(identity, invitations.accept(identity, request.client(), request.path("token"))));
    }

    private static UUID id(Request request, String name, String what) {
        return request.id(name).orElseThrow(() -> ProblemException.notFound(what + " " + request.path(name)));
    }

    private static MemberResponse encode(Member member) {
        return new MemberResponse(member.user(), member.email(), member.role().text(), member.joinedAt());
    }

    private InviteResponse encode(Invitation invitation, @Nullable String token, @Nullable Boolean mailed) {
        return new InviteResponse(
                invitation.id(),
                invitation.email(),
                invitation.role().text(),
                invitation.invitedBy(),
                invitation.createdAt(),
                invitation.expiresAt(),
                token,
                token == null ? null : url.page("/invite/" + token).toString(),
                mailed);
    }
}
