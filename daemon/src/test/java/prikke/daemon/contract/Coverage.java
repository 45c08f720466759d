package prikke.daemon.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Which of what is described the tests have seen. */
public final class Coverage {
    /** What any route may answer, and tests bring about for some. */
    private static final Set<String> ANYWHERE = Set.of("400", "401", "404", "413", "415", "429", "500", "503");

    private final Operations operations;
    private final Set<String> seen = new ConcurrentSkipListSet<>();

    Coverage(Operations operations) {
        this.operations = operations;
    }

    void seen(Operations.Operation operation, int status) {
        seen.add(operation + " " + status);
    }

    /** Every route with a status of its own that is described and was never answered, as in {@code GET /api/v1/jobs 304}. */
    public List<String> neverSeen() {
        return operations.all().stream()
                .flatMap(operation -> operation.statuses().stream()
                        .filter(status -> !ANYWHERE.contains(status))
                        .map(status -> operation + " " + status))
                .filter(one -> !seen.contains(one))
                .sorted()
                .toList();
    }

    /** Tells at the end of the run what was never seen; of a test class that takes part in a whole run. */
    public static final class Report implements BeforeAllCallback {
        private record AtTheEnd() implements AutoCloseable {
            @Override
            public void close() {
                List<String> never = Contract.ofThisApi().coverage().neverSeen();
                Path file = Path.of("target", "described-never-seen.txt");
                try {
                    Files.createDirectories(file.toAbsolutePath().getParent());
                    Files.write(file, never);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                System.out.println("Of the API as described, " + never.size() + " answers were never seen in this run; they are in " + file
                        + ":\n  " + String.join("\n  ", never));
            }
        }

        @Override
        public void beforeAll(ExtensionContext context) {
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(AtTheEnd.class, key -> new AtTheEnd(), AtTheEnd.class);
        }
    }
}
