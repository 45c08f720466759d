package prikke.daemon.web.instance;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import prikke.core.Slice;
import prikke.core.account.Identity;
import prikke.core.account.Instance;
import prikke.core.run.Nodes;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Visit;

/** The whole instance. */
public final class InstancePage {
    private static final int PAGE = 50;

    private final Nodes nodes;
    private final Instance instance;
    private final Supplier<String> hindrance;

    /**
     * @param hindrance why the daemon is not ready for work, or an empty text when it is
     */
    public InstancePage(Nodes nodes, Instance instance, Supplier<String> hindrance) {
        this.nodes = nodes;
        this.instance = instance;
        this.hindrance = hindrance;
    }

    public Answer show(Visit visit) {
        List<Nodes.Peer> all = nodes.list(visit.requireUser());
        return visit.page("instance.jte", "Nodes and health", Map.of("nodes", all, "hindrance", hindrance.get()));
    }

    public Answer users(Visit visit) {
        Identity.User user = visit.requireUser();
        Slice<Instance.Account> slice = instance.users(user, Pager.cursor(visit), PAGE);
        Pager pager = Pager.of(visit, "/instance/users", slice.next());
        return visit.page("instanceusers.jte", "Users", Map.of("users", slice.items(), "pager", pager));
    }

    public Answer organizations(Visit visit) {
        Identity.User user = visit.requireUser();
        Slice<Instance.Tenant> slice = instance.organizations(user, Pager.cursor(visit), PAGE);
        Pager pager = Pager.of(visit, "/instance/organizations", slice.next());
        return visit.page("instanceorgs.jte", "Organizations", Map.of("organizations", slice.items(), "pager", pager));
    }
}
