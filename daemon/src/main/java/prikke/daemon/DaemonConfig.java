package prikke.daemon;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import prikke.core.account.RegistrationMode;
import prikke.core.api.Paths;
import prikke.core.crypto.EncryptionKey;
import prikke.core.engine.EgressPolicy;
import prikke.core.engine.EngineConfig;
import prikke.core.mail.SmtpSettings;
import prikke.core.run.RateLimit;
import prikke.daemon.api.MetricsAccess;
import prikke.daemon.http.HttpSettings;
import prikke.daemon.http.Patience;
import prikke.daemon.http.Proxies;
import prikke.daemon.http.RateSettings;
import prikke.daemon.http.TlsFiles;

/**
 * The daemon's configuration, checked.
 *
 * @param http how the daemon's own server is to be; on loopback until told otherwise
 * @param publicUrl where people reach the daemon, or null for where it listens
 * @param smtp the server that mails are handed to, or null where none are sent
 * @param dataDir where the embedded database, the pid file and the log lie
 * @param encryptionKeys what is sealed with, the first, and what opens besides; empty where they lie in the data directory
 * @param shutdownGrace how long attempts in flight are given to finish when the daemon stops
 * @param egress which addresses jobs may call
 * @param eventHeartbeat after so long without an event those who listen hear that the daemon is still there
 * @param metrics who may read the daemon's figures
 * @param keepHistory how long executions are kept, by when they were due; null for ever
 * @param keepAudit how long entries of the audit log are kept; null for ever
 * @param maxInFlight how many attempts are in flight at the most
 */
public record DaemonConfig(
        HttpSettings http,
        @Nullable URI publicUrl,
        @Nullable SmtpSettings smtp,
        Path dataDir,
        DatabaseSettings database,
        List<EncryptionKey> encryptionKeys,
        RegistrationMode registration,
        EgressPolicy egress,
        int maxInFlight,
        Duration eventHeartbeat,
        MetricsAccess metrics,
        @Nullable Duration keepHistory,
        @Nullable Duration keepAudit,
        Duration shutdownGrace,
        Level logLevel) {

    /** More than one key needs to fill the daemon: there to stop what runs wild, not to share out. */
    private static final RateLimit RATE_PER_KEY = new RateLimit(20_000, Duration.ofSeconds(1));

    /** Of those who have not shown who they are: signing in, and guessing. */
    private static final RateLimit RATE_PER_ADDRESS = new RateLimit(100, Duration.ofSeconds(1));

    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

    /** Proxies cut off what they hear nothing of for half a minute, or a minute. */
    private static final Duration USUAL_HEARTBEAT = Duration.ofSeconds(15);

    private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(100);
    private static final Duration LONGEST_HEARTBEAT = Duration.ofMinutes(10);
    private static final int MAX_CONNECTIONS = 4096;
    private static final int MAX_CONNECTIONS_PER_ADDRESS = 512;

    /** Less would have executions forgotten that are still talked about. */
    private static final Duration SHORTEST_HISTORY = Duration.ofHours(1);

    private static final Duration SHORTEST_AUDIT = Duration.ofDays(1);

    /** A year, and then some: what was done a year ago can still be looked up. */
    private static final Duration USUAL_AUDIT = Duration.ofDays(400);

    /**
     * Which database.
     *
     * @param url a JDBC URL of PostgreSQL, or null for the embedded database in the data directory
     * @param sync whether each commit of the embedded database is flushed to the disk itself, so that it outlives a
     *     power failure too
     */
    public record DatabaseSettings(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            boolean sync) {
        /** The password, and a URL that may hold one, stay out of logs. */
        @Override
        public String toString() {
            return url == null ? "embedded" : url.split("[?;]", 2)[0];
        }
    }

    /**
     * The configuration that arguments, environment and file come to.
     *
     * @throws CannotStartException naming every value that won't do, and where it was given
     */
    static DaemonConfig load(Arguments arguments, Map<String, String> environment) {
        return of(new Values(Settings.gather(arguments, environment)), environment);
    }

    private static DaemonConfig of(Values values, Map<String, String> environment) {
        RegistrationMode registration = values.oneOf(
                Setting.REGISTRATION, RegistrationMode.values(), RegistrationMode::text, RegistrationMode.INVITE);
        HttpSettings http = http(values);
        URI publicUrl = values.origin(Setting.SERVER_PUBLIC_URL);
        DaemonConfig config = new DaemonConfig(
                http,
                publicUrl,
                smtp(values),
                values.path(Setting.DATA_DIR, DataDir.usual(environment)),
                database(values),
                values.keys(Setting.ENCRYPTION_KEY),
                registration,
                egress(values, registration),
                values.number(Setting.ENGINE_MAX_IN_FLIGHT, 1, 100_000, EngineConfig.DEFAULT_IN_FLIGHT),
                heartbeat(values),
                metrics(values, http, publicUrl),
                values.term(Setting.HISTORY_KEEP, SHORTEST_HISTORY, null),
                values.term(Setting.AUDIT_KEEP, SHORTEST_AUDIT, USUAL_AUDIT),
                values.duration(Setting.SHUTDOWN_GRACE, Duration.ofMinutes(10), EngineConfig.DEFAULT_STOP_GRACE),
                values.logLevel(Setting.LOG_LEVEL));
        values.throwIfAnyIsWrong();
        return config;
    }

    private static Duration heartbeat(Values values) {
        Duration given = values.duration(Setting.EVENTS_HEARTBEAT, LONGEST_HEARTBEAT, USUAL_HEARTBEAT);
        return given.compareTo(SHORTEST_HEARTBEAT) < 0 ? SHORTEST_HEARTBEAT : given;
    }

    /** Open where only this machine's own programs reach the daemon, as far as is known. */
    private static MetricsAccess metrics(Values values, HttpSettings http, @Nullable URI publicUrl) {
        String token = values.token(Setting.METRICS_TOKEN);
        boolean alone = http.host().isLoopbackAddress() && http.proxies().trusted().isEmpty() && publicUrl == null;
        return new MetricsAccess(token, token == null && alone);
    }

    private static HttpSettings http(Values values) {
        Proxies proxies = new Proxies(
                values.ranges(Setting.SERVER_TRUSTED_PROXIES),
                values.oneOf(Setting.SERVER_FORWARDED_BY, Proxies.Form.values(), Proxies.Form::text, Proxies.Form.X_FORWARDED));
        RateSettings rates = new RateSettings(
                values.rate(Setting.RATE_PER_KEY, RATE_PER_KEY), values.rate(Setting.RATE_PER_ADDRESS, RATE_PER_ADDRESS));
        return new HttpSettings(
                values.address(Setting.SERVER_HOST),
                values.number(Setting.SERVER_PORT, 0, 65_535, Paths.DEFAULT_PORT),
                proxies,
                values.number(Setting.SERVER_MAX_CONNECTIONS, 1, 100_000, MAX_CONNECTIONS),
                values.number(Setting.SERVER_MAX_CONNECTIONS_PER_ADDRESS, 1, 100_000, MAX_CONNECTIONS_PER_ADDRESS),
                new Patience(
                        values.duration(Setting.SERVER_REQUEST_TIMEOUT, LONGEST_PATIENCE, Duration.ofSeconds(20)),
                        values.duration(Setting.SERVER_IDLE_TIMEOUT, LONGEST_PATIENCE, Duration.ofSeconds(60))),
                rates,
                tls(values));
    }

    private static @Nullable TlsFiles tls(Values values) {
        Path certificate = values.file(Setting.TLS_CERTIFICATE);
        Path key = values.file(Setting.TLS_KEY);
        if (certificate != null && key != null) return new TlsFiles(certificate, key);
        if (certificate != null || key != null) values.note("tls.certificate and tls.key go together: give both, or neither.");
        return null;
    }

    private static DatabaseSettings database(Values values) {
        return new DatabaseSettings(
                values.jdbcUrl(Setting.DATABASE_URL),
                values.text(Setting.DATABASE_USER),
                values.text(Setting.DATABASE_PASSWORD),
                values.either(Setting.DATABASE_SYNC, "full", "off", true));
    }

    private static @Nullable SmtpSettings smtp(Values values) {
        String host = values.text(Setting.SMTP_HOST);
        String from = values.mailAddress(Setting.SMTP_FROM);
        SmtpSettings.Security security = values.oneOf(
                Setting.SMTP_SECURITY,
                SmtpSettings.Security.values(),
                SmtpSettings.Security::text,
                SmtpSettings.Security.STARTTLS);
        int port = values.number(Setting.SMTP_PORT, 1, 65_535, security.usualPort());
        if (host == null) return null;
        values.required(Setting.SMTP_FROM, Setting.SMTP_HOST);
        return new SmtpSettings(
                host,
                port,
                values.text(Setting.SMTP_USER),
                values.text(Setting.SMTP_PASSWORD),
                String.valueOf(from),
                security);
    }

    /** Private networks are open to those who run the instance, and closed where anyone may have an account. */
    private static EgressPolicy egress(Values values, RegistrationMode registration) {
        return new EgressPolicy(
                values.allow(Setting.EGRESS_PRIVATE_NETWORKS, registration != RegistrationMode.OPEN),
                values.rules(Setting.EGRESS_ALLOW),
                values.rules(Setting.EGRESS_DENY));
    }
}
