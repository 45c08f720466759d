package prikke.daemon;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.account.RegistrationMode;
import prikke.core.api.Json;
import prikke.core.db.DatabaseConfig;
import prikke.daemon.doctor.Doctor;
import prikke.daemon.doctor.Finding;
import prikke.daemon.doctor.Subject;

/** {@code prikked doctor}: prints what is found as JSON, for {@code prikke daemon doctor} to show; exits 1 where something is wrong. */
final class Examination {
    private static final String URL = "--url";

    private final Map<String, String> environment;
    private final PrintStream out;

    Examination(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /** @param args the daemon's own flags, and {@code --url} for a target */
    int run(List<String> args, InstantSource clock) {
        List<String> daemons = new ArrayList<>(args);
        String target = taken(daemons);
        List<Finding> findings;
        try {
            DaemonConfig config = DaemonConfig.load(Arguments.parse(daemons.toArray(String[]::new)), environment);
            findings = new Doctor(subject(config, target == null ? null : uri(target)), clock).examine();
        } catch (CannotStartException e) {
            findings = List.of(new Finding("configuration", "wrong", String.valueOf(e.getMessage()), "Mend it first; the rest depends on it."));
        }
        try {
            out.println(Json.mapper().writeValueAsString(findings));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Findings are plain records", e);
        }
        return findings.stream().anyMatch(Finding::isWrong) ? 1 : 0;
    }

    private static @Nullable String taken(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            if (!args.get(i).startsWith(URL + "=")) continue;
            return args.remove(i).substring(URL.length() + 1);
        }
        return null;
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw CannotStartException.usage("--url can't be read as a URL; write it like https://example.com/hook.");
        }
    }

    private static Subject subject(DaemonConfig config, @Nullable URI target) {
        DaemonConfig.DatabaseSettings database = config.database();
        String url = database.url();
        KeyFile file = KeyFile.in(config.dataDir());
        return new Subject(
                config.http().host(),
                config.http().port(),
                config.http().tls(),
                config.smtp(),
                config.dataDir().toAbsolutePath().normalize(),
                url == null ? DatabaseConfig.embedded(config.dataDir()) : DatabaseConfig.of(url, database.user(), database.password()),
                url == null,
                () -> !config.encryptionKeys().isEmpty() ? config.encryptionKeys() : file.exists() ? file.read() : List.of(),
                config.egress(),
                config.registration() == RegistrationMode.OPEN,
                target);
    }
}
