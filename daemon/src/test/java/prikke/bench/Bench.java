package prikke.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code scripts/bench/<name>}: runs one measurement on each database, prints a table and writes it as JSON. */
public final class Bench {
    /** One measurement on one database. */
    interface Measurement {
        List<Figures> run(Place place) throws Exception;
    }

    private Bench() {}

    public static void main(String[] args) throws Exception {
        String name = args[0];
        Measurement measurement =
                switch (name) {
                    case "drain" -> Drain::measure;
                    case "events" -> Events::measure;
                    case "ingestion" -> Ingestion::measure;
                    case "lateness" -> Precision::one;
                    case "precision" -> Precision::many;
                    case "run-now" -> RunNow::measure;
                    case "million" -> Million::measure;
                    case "fairness" -> Fairness::measure;
                    case "pages" -> Pages::measure;
                    case "soak" -> Soak::measure;
                    case "stats" -> StatsSpeed::measure;
                    case "sync" -> SyncSpeed::measure;
                    default -> throw new IllegalArgumentException("There is no measurement " + name);
                };
        System.out.println(machine());
        List<Figures> all = new ArrayList<>();
        try (DurablePostgres postgres = new DurablePostgres()) {
            for (String database : Settings.text("DATABASES", "h2 postgresql").split(" ", -1)) {
                Place place = new Place(database, database.equals("h2") ? null : postgres.fresh("bench"));
                for (Figures figures : measurement.run(place)) {
                    Figures named = new Figures(database + ": " + figures.name(), figures.values());
                    System.out.println(named.row());
                    all.add(named);
                }
                postgres.printStatements();
            }
        }
        write(name, all);
        System.exit(0);
    }

    private static String machine() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS) + ", Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, load "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() + " before";
    }

    private static void write(String name, List<Figures> all) throws Exception {
        Path file = Path.of("target", "bench-" + name + ".json").toAbsolutePath();
        Files.createDirectories(file.getParent());
        String rows = all.stream().map(Figures::json).collect(Collectors.joining(",\n  "));
        Files.writeString(file, "{\"measurement\":\"" + name + "\",\n \"machine\":\"" + machine() + "\",\n \"figures\":[\n  " + rows + "]}\n");
        System.out.println("written to " + file);
    }
}
