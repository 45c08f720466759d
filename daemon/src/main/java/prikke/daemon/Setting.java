package prikke.daemon;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may be configured. The one list of it: the file, the environment and the flags know these and no others. */
enum Setting {
    SERVER_HOST("server.host"),
    SERVER_PORT("server.port"),
    SERVER_TRUSTED_PROXIES("server.trusted-proxies"),
    SERVER_FORWARDED_BY("server.forwarded-by"),
    SERVER_MAX_CONNECTIONS("server.max-connections"),
    SERVER_MAX_CONNECTIONS_PER_ADDRESS("server.max-connections-per-address"),
    SERVER_REQUEST_TIMEOUT("server.request-timeout"),
    SERVER_IDLE_TIMEOUT("server.idle-timeout"),
    TLS_CERTIFICATE("tls.certificate"),
    TLS_KEY("tls.key"),
    RATE_PER_KEY("rate.per-key"),
    RATE_PER_ADDRESS("rate.per-address"),
    SERVER_PUBLIC_URL("server.public-url"),
    DATA_DIR("data-dir"),
    DATABASE_URL("database.url"),
    DATABASE_USER("database.user"),
    DATABASE_PASSWORD("database.password"),
    DATABASE_SYNC("database.sync"),
    ENCRYPTION_KEY("encryption.key"),
    REGISTRATION("registration"),
    SMTP_HOST("smtp.host"),
    SMTP_PORT("smtp.port"),
    SMTP_USER("smtp.user"),
    SMTP_PASSWORD("smtp.password"),
    SMTP_FROM("smtp.from"),
    SMTP_SECURITY("smtp.security"),
    EGRESS_PRIVATE_NETWORKS("egress.private-networks"),
    EGRESS_ALLOW("egress.allow"),
    EGRESS_DENY("egress.deny"),
    ENGINE_MAX_IN_FLIGHT("engine.max-in-flight"),
    EVENTS_HEARTBEAT("events.heartbeat"),
    METRICS_TOKEN("metrics.token"),
    HISTORY_KEEP("history.keep"),
    AUDIT_KEEP("audit.keep"),
    SHUTDOWN_GRACE("shutdown.grace"),
    LOG_LEVEL("log.level");

    private final String key;

    Setting(String key) {
        this.key = key;
    }

    /** As {@code prikke.yaml} spells it, with dots for nesting. */
    String key() {
        return key;
    }

    /** Whether its value is for nobody's eyes: no message repeats it. */
    boolean isSecret() {
        return this == DATABASE_URL || this == DATABASE_PASSWORD || this == ENCRYPTION_KEY || this == SMTP_PASSWORD || this == METRICS_TOKEN;
    }

    /** As the environment spells it: {@code PRIKKE_EGRESS_ALLOW}. */
    String variable() {
        return "PRIKKE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    static List<String> variables() {
        return Arrays.stream(values()).map(Setting::variable).toList();
    }
}
