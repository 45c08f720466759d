package prikke.daemon.api;

import java.util.UUID;
import prikke.core.ProblemException;
import prikke.core.account.Identity;
import prikke.core.account.Organizations;
import prikke.core.api.OrgRequest;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Request;

/** The caller's organizations. */
public final class OrgsApi {
    private final Organizations organizations;

    public OrgsApi(Organizations organizations) {
        this.organizations = organizations;
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
        UUID id = request.id("id").orElseThrow(() -> ProblemException.notFound("organization " + request.path("id")));
        return Answer.ok(AccountEncoding.org(identity, organizations.get(identity, id)));
    }
}
