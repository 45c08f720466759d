package prikke.core.api;

import java.util.UUID;

/** Organizations, their members and invitations; otherwise as {@link ApiClient}, which hands it out. */
public final class OrgsClient {
    private final Requests requests;

    OrgsClient(Requests requests) {
        this.requests = requests;
    }

    /** Those that the caller belongs to. */
    public Listing<OrgResponse> list() {
        return requests.whole("/orgs", OrgResponse.class);
    }

    public Answer<OrgResponse> get(UUID id) {
        return requests.get(path(id, ""), Query.NONE, OrgResponse.class);
    }

    /** Makes an organization, which the caller owns. */
    public Answer<OrgResponse> create(OrgRequest request) {
        return requests.post("/orgs", request, OrgResponse.class);
    }

    public Answer<OrgResponse> rename(UUID id, OrgRequest request) {
        return requests.answer("PATCH", path(id, ""), Requests.fields(request), OrgResponse.class);
    }

    /** Deletes an organization and all that is its. */
    public void delete(UUID id) {
        requests.send("DELETE", path(id, ""), null);
    }

    public Listing<MemberResponse> members(UUID org) {
        return requests.pages(path(org, "/members"), Query.NONE, MemberResponse.class);
    }

    /** Gives a member another role. */
    public Answer<MemberResponse> changeMember(UUID org, UUID user, MemberRequest request) {
        return requests.answer("PATCH", path(org, "/members/" + user), Requests.fields(request), MemberResponse.class);
    }

    /** Removes a member, or lets the caller leave. */
    public void removeMember(UUID org, UUID user) {
        requests.send("DELETE", path(org, "/members/" + user), null);
    }

    /** Invitations that nobody has taken yet. */
    public Listing<InviteResponse> invites(UUID org) {
        return requests.pages(path(org, "/invites"), Query.NONE, InviteResponse.class);
    }

    /** Makes an invitation; only this answer has its token. */
    public Answer<InviteResponse> invite(UUID org, InviteRequest request) {
        return requests.post(path(org, "/invites"), request, InviteResponse.class);
    }

    /** Takes an invitation back. */
    public void revokeInvite(UUID org, UUID id) {
        requests.send("DELETE", path(org, "/invites/" + id), null);
    }

    /** Takes an invitation: the user belongs to its organization from then on. */
    public Answer<OrgResponse> acceptInvite(String token) {
        return requests.answer("POST", "/invites/" + Query.encode(token) + "/accept", null, OrgResponse.class);
    }

    private static String path(UUID org, String suffix) {
        return "/orgs/" + org + suffix;
    }
}
