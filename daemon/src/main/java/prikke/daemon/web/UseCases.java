package prikke.daemon.web;

import prikke.core.account.DeviceSignIn;
import prikke.core.account.Invitations;
import prikke.core.account.MagicLinks;
import prikke.core.account.Organizations;
import prikke.core.account.OwnAccount;
import prikke.core.account.PasswordResets;
import prikke.core.account.Registration;
import prikke.core.account.SignIn;
import prikke.core.feed.Feed;
import prikke.core.job.Jobs;
import prikke.core.mail.Outbox;
import prikke.core.run.Executions;
import prikke.core.run.Replays;
import prikke.core.run.TestRequests;
import prikke.core.stats.Stats;

/** All that pages call. */
public record UseCases(
        Registration registration,
        SignIn signIn,
        MagicLinks links,
        PasswordResets resets,
        OwnAccount own,
        DeviceSignIn devices,
        Invitations invitations,
        Organizations organizations,
        Outbox outbox,
        Jobs jobs,
        Executions executions,
        Replays replays,
        TestRequests tests,
        Stats stats,
        Feed feed,
        Administration administration) {}
