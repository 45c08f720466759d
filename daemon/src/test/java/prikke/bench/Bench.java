package prikke.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code scripts/bench/<name>}: runs one measurement on each database, prints a table and writes it as JSON. */
public final class Bench {
    /** One measurement on one database; null is the embedded one. */
    interface Measurement {
        List<Figures> run(@Nullable String database) throws Exception;
    }

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Measurement measurement =
                switch (args[0]) {
                    case "lateness" -> database -> Precision.measure(database, 1, seconds(60));
                    case "precision" -> database -> Precision.measure(database, 200, seconds(60));
                    case "run-now" -> RunNow::measure;
                    default -> throw new IllegalArgumentException("There is no measurement " + args[0]);
                };
        List<String> databases = List.of(System.getenv().getOrDefault("DATABASES", "h2 postgresql").split(" "));
        List<Figures> all = new ArrayList<>();
        try (DurablePostgres postgres = new DurablePostgres()) {
            for (String database : databases) {
                String url = database.equals("h2") ? null : postgres.fresh("bench");
                for (Figures figures : measurement.run(url)) {
                    Figures named = new Figures(database + ": " + figures.name(), figures.values());
                    System.out.println(named.row());
                    all.add(named);
                }
            }
        }
        Path file = Path.of("target", "bench-" + args[0] + ".json");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, all.stream().map(Figures::json).collect(Collectors.joining(",\n ", "[", "]\n")));
        System.out.println("written to " + file.toAbsolutePath());
        System.exit(0);
    }

    static int seconds(int otherwise) {
        String given = System.getenv("BENCH_SECONDS");
        return given == null ? otherwise : Integer.parseInt(given);
    }
}
