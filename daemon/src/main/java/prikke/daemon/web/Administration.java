package prikke.daemon.web;

import java.util.function.Supplier;
import prikke.core.account.ApiKeys;
import prikke.core.account.AuditLog;
import prikke.core.account.Instance;
import prikke.core.account.Members;
import prikke.core.account.OwnSessions;
import prikke.core.account.SigningSecrets;
import prikke.core.run.Failures;
import prikke.core.run.Nodes;
import prikke.core.run.OrganizationRemoval;
import prikke.core.run.Queues;
import prikke.core.stats.Usage;
import prikke.daemon.web.settings.AuditPage;

/**
 * What those pages call that look after things: failures, queues, settings and the instance.
 *
 * @param exporter makes a file of the audit log
 * @param hindrance why the daemon is not ready for work, or an empty text when it is
 */
public record Administration(
        Failures failures,
        Queues queues,
        Members members,
        OrganizationRemoval removal,
        ApiKeys keys,
        SigningSecrets secrets,
        Usage usage,
        AuditLog audit,
        AuditPage.Exporter exporter,
        OwnSessions sessions,
        Nodes nodes,
        Instance instance,
        Supplier<String> hindrance) {}
