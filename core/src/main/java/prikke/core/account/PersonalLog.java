package prikke.core.account;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.audit.Action;
import prikke.core.audit.Actor;
import prikke.core.audit.Audit;
import prikke.core.audit.Changes;
import prikke.core.audit.Deed;
import prikke.core.audit.Subject;
import prikke.core.db.Tx;

/**
 * Records what users do with their own accounts. That concerns each organization they belong to, so it goes into the log of each; of a
 * user who belongs to none, into no organization's.
 */
final class PersonalLog {
    private final MemberStore members = new MemberStore();
    private final Audit audit;

    PersonalLog(InstantSource clock) {
        this.audit = new Audit(clock);
    }

    void record(Tx tx, Actor user, Action action, Subject subject, Changes changes) {
        List<@Nullable UUID> orgs = new ArrayList<>(members.organizations(tx, Objects.requireNonNull(user.user())));
        if (orgs.isEmpty()) orgs.add(null);
        audit.record(tx, orgs.stream().map(org -> new Deed(org, user, action, subject, changes)).toList());
    }
}
