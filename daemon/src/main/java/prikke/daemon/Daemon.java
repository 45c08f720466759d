package prikke.daemon;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import prikke.core.PublicUrl;
import prikke.core.Version;
import prikke.core.account.ApiKeys;
import prikke.core.account.AuditLog;
import prikke.core.account.Authentication;
import prikke.core.account.Authors;
import prikke.core.account.DeviceSignIn;
import prikke.core.account.Instance;
import prikke.core.account.InvitationMail;
import prikke.core.account.Invitations;
import prikke.core.account.MagicLinks;
import prikke.core.account.Members;
import prikke.core.account.Organizations;
import prikke.core.account.OwnAccount;
import prikke.core.account.OwnSessions;
import prikke.core.account.PasswordResets;
import prikke.core.account.Passwords;
import prikke.core.account.Registration;
import prikke.core.account.SignIn;
import prikke.core.account.SigningSecrets;
import prikke.core.account.Throttle;
import prikke.core.db.Database;
import prikke.core.db.DatabaseClock;
import prikke.core.db.DatabaseConfig;
import prikke.core.db.DatabaseUnavailableException;
import prikke.core.engine.Engine;
import prikke.core.engine.EngineConfig;
import prikke.core.feed.Feed;
import prikke.core.feed.FeedSettings;
import prikke.core.idempotency.IdempotencyKeys;
import prikke.core.job.DeclaredJobs;
import prikke.core.job.HeaderSeals;
import prikke.core.job.JobBatches;
import prikke.core.job.Jobs;
import prikke.core.mail.Author;
import prikke.core.mail.Outbox;
import prikke.core.mail.Postman;
import prikke.core.mail.SmtpCarrier;
import prikke.core.run.Backlog;
import prikke.core.run.DeclaredQueues;
import prikke.core.run.Executions;
import prikke.core.run.Failures;
import prikke.core.run.Nodes;
import prikke.core.run.OrganizationRemoval;
import prikke.core.run.Queues;
import prikke.core.run.Replays;
import prikke.core.run.TestRequests;
import prikke.core.stats.Forgetting;
import prikke.core.stats.Stats;
import prikke.core.stats.Usage;
import prikke.core.sync.Sync;
import prikke.daemon.api.ApiRoutes;
import prikke.daemon.api.AuditApi;
import prikke.daemon.api.AuthApi;
import prikke.daemon.api.DeviceApi;
import prikke.daemon.api.DocumentApi;
import prikke.daemon.api.EventsApi;
import prikke.daemon.api.ExecutionsApi;
import prikke.daemon.api.JobBatchApi;
import prikke.daemon.api.JobsApi;
import prikke.daemon.api.KeysApi;
import prikke.daemon.api.MailLinksApi;
import prikke.daemon.api.MeApi;
import prikke.daemon.api.MetricsApi;
import prikke.daemon.api.NodesApi;
import prikke.daemon.api.OperationsApi;
import prikke.daemon.api.OrgsApi;
import prikke.daemon.api.QueuesApi;
import prikke.daemon.api.ReplayApi;
import prikke.daemon.api.SchedulesApi;
import prikke.daemon.api.StatsApi;
import prikke.daemon.api.SyncApi;
import prikke.daemon.api.TeamApi;
import prikke.daemon.http.HttpServer;
import prikke.daemon.http.Routes;
import prikke.daemon.http.Traffic;
import prikke.daemon.http.WrongCertificateException;
import prikke.daemon.metrics.DatabaseFigures;
import prikke.daemon.metrics.EngineFigures;
import prikke.daemon.metrics.Metrics;
import prikke.daemon.metrics.ServerFigures;
import prikke.daemon.openapi.ApiDocument;
import prikke.daemon.web.Administration;
import prikke.daemon.web.UseCases;
import prikke.daemon.web.WebRoutes;

/** A running daemon. The only wiring, from top to bottom; what is opened is closed in reverse. */
public final class Daemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private final Opened opened;
    private final Readiness readiness;
    private final Routes routes;
    private final String url;

    private Daemon(Opened opened, Readiness readiness, Routes routes, String url) {
        this.opened = opened;
        this.readiness = readiness;
        this.routes = routes;
        this.url = url;
    }

    /**
     * Starts a daemon; when this returns, it is ready.
     *
     * @throws CannotStartException when the port, the data directory or the database is not to be had; then nothing is
     *     left open
     */
    public static Daemon start(DaemonConfig config, InstantSource system) {
        Opened opened = new Opened();
        try {
            Daemon daemon = wire(config, system, opened);
            LOG.info(
                    "event=daemon_started version={} url={} database={} data_dir={}",
                    Version.CURRENT,
                    daemon.url(),
                    config.database(),
                    config.dataDir());
            return daemon;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Where it answers, such as {@code http://127.0.0.1:7717}. */
    public String url() {
        return url;
    }

    /** Every route that it answers on, so that tests can hold each against a rule. */
    List<String> routes() {
        return routes.list();
    }

    /** Stops: answers that it is not ready, lets what is in flight finish, closes everything. */
    @Override
    public void close() {
        readiness.lost();
        LOG.info("event=daemon_stopping");
        opened.close();
        LOG.info("event=daemon_stopped");
    }

    private static Daemon wire(DaemonConfig config, InstantSource system, Opened opened) {
        DataDir dataDir = opened.add(DataDir.take(config.dataDir()));
        Database database = opened.add(open(config, dataDir));
        DatabaseClock clock = new DatabaseClock(database.vital(), system);
        Encryption encryption = opened.add(Encryption.open(config.encryptionKeys(), KeyFile.in(dataDir.path()), database, clock));
        HeaderSeals seals = new HeaderSeals(encryption.vault());
        Readiness readiness = new Readiness(database);

        Authentication authentication = new Authentication(database, clock);
        Passwords passwords = Passwords.forThisMachine();
        SigningSecrets secrets = new SigningSecrets(database, clock, encryption.vault());
        Organizations organizations = new Organizations(database, secrets, clock);
        PublicUrl url = new PublicUrl(config.publicUrl());
        Outbox outbox = new Outbox(clock, config.smtp() != null);
        Members members = new Members(database, organizations, clock);
        Invitations invitations = new Invitations(database, organizations, outbox, clock);
        AuditLog audit = new AuditLog(database, clock);
        Throttle throttle = new Throttle(System::nanoTime);
        Registration registration =
                new Registration(database, config.registration(), passwords, organizations, authentication, outbox, throttle, clock);
        SignIn signIn = new SignIn(database, passwords, throttle, authentication, clock);
        ApiKeys keys = new ApiKeys(database, clock, authentication::forgetKeys);

        MagicLinks links = new MagicLinks(database, outbox, url, throttle, authentication, clock);
        PasswordResets resets = new PasswordResets(database, outbox, url, throttle, passwords, clock);
        OwnAccount own = new OwnAccount(database, outbox, url, throttle, passwords, clock);
        OwnSessions sessions = new OwnSessions(database, clock);
        DeviceSignIn devices = new DeviceSignIn(database, throttle, authentication, clock);

        Engine engine = new Engine(database, clock, engineConfig(config), secrets::active, seals);
        Jobs jobs = opened.add(new Jobs(database, clock, engine.executor(), seals));
        Executions executions = new Executions(database, clock, jobs, engine.intake(), engine.completions());
        Replays replays = new Replays(database, clock, executions, engine.intake());
        Queues queues = new Queues(database, clock, engine.queue(), engine.completions(), engine::queuesChanged);

        Stats stats = new Stats(database, clock, jobs);
        Usage usage = new Usage(database, clock);
        Feed feed = new Feed(database, clock, engine.completions(), engine::listenersChanged, FeedSettings.USUAL);
        DeclaredJobs declaredJobs = new DeclaredJobs(clock, engine.executor(), seals);
        Sync sync = new Sync(database, clock, declaredJobs, new DeclaredQueues(clock, engine::queuesChanged));

        OrganizationRemoval removal = new OrganizationRemoval(database, clock, engine.intake(), authentication::forgetKeys);
        engine.tidiesToo(removal);
        engine.tidiesToo(invitations::forgetVoid);
        engine.tidiesToo(sessions::forgetExpired);
        Duration keepAudit = config.keepAudit();
        IdempotencyKeys idempotency = new IdempotencyKeys(database, clock);
        engine.tidiesToo(idempotency::forgetOld);
        engine.tidiesToo(new Forgetting(database));
        engine.tidiesToo(feed::forgetOld);
        if (keepAudit != null) engine.tidiesToo(now -> audit.forgetBefore(now.minus(keepAudit)));

        Nodes nodes = new Nodes(database, clock);
        Traffic traffic = new Traffic();
        Metrics metrics = new Metrics(
                new EngineFigures(engine, config.maxInFlight()),
                new ServerFigures(traffic, feed),
                new DatabaseFigures(database, nodes, new Backlog(database, clock)));
        ApiDocument document = new ApiDocument();
        ApiRoutes api = new ApiRoutes(
                new OperationsApi(database.dialect(), readiness::hindrance),
                new MetricsApi(metrics, config.metrics()),
                new AuthApi(registration, signIn),
                new MailLinksApi(links, resets, own),
                new DeviceApi(devices, url, clock),
                new MeApi(organizations, own, sessions),
                new OrgsApi(organizations, removal),
                new TeamApi(members, invitations, url),
                new AuditApi(audit, clock),
                new KeysApi(keys, secrets),
                new SchedulesApi(clock, jobs, executions),
                new JobsApi(jobs, executions, clock),
                new JobBatchApi(new JobBatches(database, clock, engine.executor(), seals)),
                new ExecutionsApi(jobs, executions, replays, clock),
                new ReplayApi(jobs, replays, clock),
                new QueuesApi(queues),
                new SyncApi(sync),
                new NodesApi(nodes),
                new StatsApi(stats, usage, clock),
                new EventsApi(feed, jobs, config.eventHeartbeat()),
                new DocumentApi(document));
        TestRequests tests = new TestRequests(database, clock, jobs, engine.trial());
        Administration administration = new Administration(
                new Failures(database), queues, members, removal, keys, secrets, usage, audit, AuditApi::file, sessions,
                new Nodes(database, clock), new Instance(database), readiness::hindrance);
        UseCases cases = new UseCases(registration, signIn, links, resets, own, devices, invitations, organizations, outbox, jobs, executions,
                replays, tests, stats, feed, administration);
        WebRoutes web = new WebRoutes(cases, document, authentication, url, config.eventHeartbeat(), clock);
        Routes routes = new Routes();
        api.addTo(routes);
        web.addTo(routes);
        HttpServer server = opened.add(listen(config, routes, authentication, throttle, idempotency, readiness, traffic, clock));
        url.listening(server.url());
        // Before the server stops: it would wait for those who listen.
        opened.add(feed).start();
        if (config.smtp() != null) {
            Map<String, Author> authors = Authors.of(links, resets, own, new InvitationMail(url, clock));
            opened.add(new Postman(database, authors, new SmtpCarrier(config.smtp(), clock), clock)).start();
        }
        opened.add(engine).start();
        encryption.start();
        readiness.dependsOn(engine::alive);
        dataDir.announce(server.url());
        readiness.reached();
        return new Daemon(opened, readiness, routes, server.url());
    }

    private static EngineConfig engineConfig(DaemonConfig config) {
        String node = hostName() + ":" + ProcessHandle.current().pid();
        return new EngineConfig(node, config.maxInFlight(), config.shutdownGrace(), config.egress(), config.keepHistory());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            LOG.warn("event=host_name_unknown", e);
            return "localhost";
        }
    }

    /**
     * Opens the database.
     *
     * @throws CannotStartException when it is not to be had
     */
    static Database open(DaemonConfig config, DataDir dataDir) {
        DaemonConfig.DatabaseSettings settings = config.database();
        String url = settings.url();
        try {
            DatabaseConfig database = url == null
                    ? DatabaseConfig.embedded(dataDir.path())
                    : DatabaseConfig.of(url, settings.user(), settings.password());
            return Database.open(settings.sync() ? database.synced() : database);
        } catch (DatabaseUnavailableException e) {
            throw CannotStartException.failed(String.valueOf(e.getMessage()));
        }
    }

    private static HttpServer listen(
            DaemonConfig config,
            Routes routes,
            Authentication authentication,
            Throttle throttle,
            IdempotencyKeys idempotency,
            Readiness readiness,
            Traffic traffic,
            InstantSource clock) {
        try {
            return HttpServer.start(config.http(), routes, authentication, throttle, idempotency, readiness, traffic, clock);
        } catch (WrongCertificateException e) {
            throw CannotStartException.failed(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw CannotStartException.failed("Port " + config.http().port() + " on "
                    + config.http().host().getHostAddress()
                    + " can't be listened on: " + reason(e) + ". Choose another with --port (0 picks a free one),"
                    + " or see what runs there: prikke daemon status.");
        }
    }

    private static String reason(UncheckedIOException e) {
        String message = String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        return message.contains("already in use") ? "it is in use" : message;
    }
}
