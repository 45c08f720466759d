package prikke.daemon.api;

import java.util.UUID;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.Identity;
import prikke.core.account.Organizations;
import prikke.core.api.OrgRequest;
import prikke.core.run.OrganizationRemoval;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** The caller's organizations. */
public final class OrgsApi {
    private final Organizations organizations;
    private final OrganizationRemoval removal;

    public OrgsApi(Organizations organizations, OrganizationRemoval removal) {
        this.organizations = organizations;
        this.removal = removal;
    }

    Answer list(Request request) {
        Identity identity = request.identity();
        return Answer.ok(Pages.within(
                organizations.of(identity),
                membership -> membership.org().id(),
                request.query("limit", "cursor"),
                membership -> AccountEncoding.org(identity, membership)));
    }

    Answer create(Request request) {
        Identity identity = request.identity();
        String name = request.body(OrgRequest.class).name();
        return Answer.created(AccountEncoding.org(identity, organizations.create(identity, request.client(), name)));
    }

    Answer get(Request request) {
        Identity identity = request.identity();
        return Answer.ok(AccountEncoding.org(identity, organizations.get(identity, id(request))));
    }

    Answer rename(Request request) {
        Identity identity = request.identity();
        Caller caller = caller(request);
        String name = request.body(OrgRequest.class).name();
        return Answer.ok(AccountEncoding.org(identity, organizations.rename(caller, name)));
    }

    Answer delete(Request request) {
        removal.delete(caller(request));
        return Answer.noContent();
    }

    /** Who asks, in the organization that the path names. */
    static Caller caller(Request request) {
        return request.identity().in(id(request), request.client());
    }

    private static UUID id(Request request) {
        return request.id("id").orElseThrow(() -> ProblemException.notFound("organization " + request.path("id")));
    }
}
