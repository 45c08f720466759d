package prikke.daemon.doctor;

import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import prikke.core.crypto.EncryptionKey;
import prikke.core.crypto.KeyRegistry;
import prikke.core.crypto.Vault;
import prikke.core.db.Database;
import prikke.core.db.DatabaseFacts;
import prikke.core.db.DatabaseUnavailableException;
import prikke.core.run.Nodes;

/** The database, the keys that it is encrypted with, and the clocks. */
final class DatabaseCheck {
    private static final Duration SKEW = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofMillis(20);

    private final Subject subject;
    private final RunningDaemon daemon;
    private final InstantSource clock;

    DatabaseCheck(Subject subject, RunningDaemon daemon, InstantSource clock) {
        this.subject = subject;
        this.daemon = daemon;
        this.clock = clock;
    }

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        Optional<List<EncryptionKey>> keys = keys(findings);
        if (subject.embedded() && daemon.answers()) {
            findings.add(daemon.hindrance().isEmpty()
                    ? Finding.ok("database", "embedded; the daemon has it open and it answers")
                    : Finding.wrong("database", "embedded; the daemon that has it open says: " + daemon.hindrance(), "See: prikke daemon logs"));
            return findings;
        }
        if (subject.embedded() && Files.notExists(subject.dataDir().resolve("prikke.mv.db"))) {
            findings.add(Finding.ok("database", "embedded; not there yet, the daemon makes it"));
            return findings;
        }
        try (Database database = Database.look(subject.database())) {
            DatabaseFacts facts = DatabaseFacts.of(database);
            findings.add(server(facts));
            clock(facts).ifPresent(findings::add);
            findings.addAll(tables(database, keys));
        } catch (DatabaseUnavailableException e) {
            findings.add(Finding.wrong("database", String.valueOf(e.getMessage()), "See above; the settings are database.url, database.user, database.password"));
        }
        return findings;
    }

    /** Empty where the keys can't be used. */
    private Optional<List<EncryptionKey>> keys(List<Finding> findings) {
        try {
            List<EncryptionKey> keys = subject.keys().read();
            if (keys.isEmpty()) {
                findings.add(Finding.ok("encryption key", "none yet; the daemon makes one for a new database"));
            } else if (keys.size() > 1) {
                findings.add(Finding.warning("encryption key", keys.getFirst() + ", and " + (keys.size() - 1) + " older that still open",
                        "Once the log says event=all_sealed, take out the older ones."));
            } else {
                findings.add(Finding.ok("encryption key", keys.getFirst() + "; keep a copy of it apart from the backups of the database"));
            }
            return Optional.of(keys);
        } catch (RuntimeException e) {
            findings.add(Finding.wrong("encryption key", String.valueOf(e.getMessage()), "The daemon does not start before this is mended."));
            return Optional.empty();
        }
    }

    private Finding server(DatabaseFacts facts) {
        String found = (subject.embedded() ? "embedded, H2 " : "PostgreSQL ") + facts.version() + ", answers in "
                + "%.1f ms".formatted(facts.roundTrip().toNanos() / 1e6);
        if (!facts.unsafe().isBlank()) {
            return Finding.warning("database", found + "; " + facts.unsafe().strip(),
                    "A power failure loses what was acknowledged: turn these on at the server.");
        }
        return facts.roundTrip().compareTo(SLOW) <= 0
                ? Finding.ok("database", found)
                : Finding.warning("database", found, "Put the daemon nearer to it: each change waits for several answers.");
    }

    private Optional<Finding> clock(DatabaseFacts facts) {
        return facts.clock().map(theirs -> {
            Duration skew = Duration.between(theirs, clock.instant());
            String found = "this machine is " + skew.abs().toMillis() + " ms " + (skew.isNegative() ? "behind" : "ahead of") + " the database";
            return skew.abs().compareTo(SKEW) <= 0
                    ? Finding.ok("clock", found)
                    : Finding.warning("clock", found, "The database's clock decides. Have both kept by NTP, or schedules seem to run early or late.");
        });
    }

    private List<Finding> tables(Database database, Optional<List<EncryptionKey>> keys) {
        List<Finding> findings = new ArrayList<>();
        try {
            if (keys.isPresent()) key(database, keys.get()).ifPresent(findings::add);
            for (Nodes.Peer peer : new Nodes(database, clock).all()) {
                if (peer.state() == Nodes.State.LOST || Math.abs(peer.skewMs()) <= SKEW.toMillis()) continue;
                findings.add(Finding.warning("clock of " + peer.name(), peer.skewMs() + " ms off the database's", "Have it kept by NTP."));
            }
        } catch (RuntimeException e) {
            findings.add(Finding.warning("schema", "is not of this version", "The next start of the daemon brings it up to date."));
        }
        return findings;
    }

    private Optional<Finding> key(Database database, List<EncryptionKey> keys) {
        KeyRegistry registry = new KeyRegistry(database, clock);
        String advice = "Give this daemon the key: PRIKKE_ENCRYPTION_KEY, the same for every daemon on the database, or encryption.key in the"
                + " data directory.";
        if (keys.isEmpty()) {
            List<String> known = registry.keyIds();
            return known.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Finding.wrong("encryption key", "the database is encrypted with " + String.join(", ", known)
                            + ", and there is no key here", advice));
        }
        return registry.hindrance(new Vault(keys)).map(why -> Finding.wrong("encryption key", why, advice));
    }
}
