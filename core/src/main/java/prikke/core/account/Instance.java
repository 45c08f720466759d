package prikke.core.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.Slice;
import prikke.core.db.Database;

/** Who and what there is on the whole instance, for those who administer it. They are told names, and nothing that is an organization's. */
public final class Instance {
    private final Database database;
    private final InstanceStore store = new InstanceStore();

    public Instance(Database database) {
        this.database = database;
    }

    /**
     * A user.
     *
     * @param organizations to how many they belong
     */
    public record Account(UUID id, String email, boolean instanceAdmin, Instant createdAt, int organizations) {}

    /**
     * An organization that is not deleted.
     *
     * @param members how many belong to it
     */
    public record Tenant(UUID id, String name, Instant createdAt, int members) {}

    /**
     * The users, the latest first.
     *
     * @param before only those whose id is smaller; null for the first page
     * @throws prikke.core.ProblemException forbidden, unless an instance administrator asks
     */
    public Slice<Account> users(Identity identity, @Nullable UUID before, int limit) {
        identity.requireInstanceAdmin("see the users");
        List<Account> found = database.read(tx -> store.users(tx, before, limit + 1));
        return Slice.of(found, limit, Account::id);
    }

    /** The organizations, in the same way. */
    public Slice<Tenant> organizations(Identity identity, @Nullable UUID before, int limit) {
        identity.requireInstanceAdmin("see the organizations");
        List<Tenant> found = database.read(tx -> store.organizations(tx, before, limit + 1));
        return Slice.of(found, limit, Tenant::id);
    }
}
