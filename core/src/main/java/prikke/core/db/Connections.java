package prikke.core.db;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** How connections are made. */
final class Connections {
    private static final String CONNECT_SECONDS = "5";

    /** A server that has vanished without a word is noticed by this; no statement of Prikke's is meant to take as long. */
    private static final String ANSWER_SECONDS = "60";

    private Connections() {}

    /** One connection without a pool. */
    static Connection first(DatabaseConfig config, Dialect dialect) throws SQLException {
        Properties properties = new Properties();
        if (config.user() != null) properties.setProperty("user", config.user());
        if (config.password() != null) properties.setProperty("password", config.password());
        if (dialect == Dialect.POSTGRESQL) {
            properties.setProperty("connectTimeout", CONNECT_SECONDS);
            properties.setProperty("socketTimeout", ANSWER_SECONDS);
        }
        return DriverManager.getConnection(config.url(), properties);
    }

    /** A pool of them. */
    static HikariConfig settings(DatabaseConfig config, Dialect dialect, String name, int connections) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName(name);
        settings.setJdbcUrl(config.url());
        if (config.user() != null) settings.setUsername(config.user());
        if (config.password() != null) settings.setPassword(config.password());
        settings.setMaximumPoolSize(connections);
        settings.setMinimumIdle(Math.min(2, connections));
        settings.setConnectionTimeout(10_000);
        // One try: none of what stands against opening goes away by trying again for a few seconds.
        settings.setInitializationFailTimeout(1);
        settings.setExceptionOverride(new BrokenConnections());
        if (dialect == Dialect.POSTGRESQL) {
            settings.addDataSourceProperty("ApplicationName", "prikke");
            settings.addDataSourceProperty("reWriteBatchedInserts", "true");
            settings.addDataSourceProperty("tcpKeepAlive", "true");
            settings.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
            settings.addDataSourceProperty("socketTimeout", ANSWER_SECONDS);
        }
        return settings;
    }
}
