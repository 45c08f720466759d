package prikke.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hours in minutes: five hundred executions a second, and minute by minute how late they are and what they leave behind. */
final class Soak {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final double MIB = 1 << 20;

    private final Place place;
    private final DaemonUnderTest daemon;

    private Soak(Place place, DaemonUnderTest daemon) {
        this.place = place;
        this.daemon = daemon;
    }

    static List<Figures> measure(Place place) throws Exception {
        try (Target target = new Target(); DaemonUnderTest daemon = new DaemonUnderTest(place.url())) {
            return new Soak(place, daemon).measure(target);
        }
    }

    private List<Figures> measure(Target target) throws Exception {
        Precision.everySecond(daemon.org(), target, Settings.number("JOBS", 500));
        List<Figures> all = new ArrayList<>();
        for (int minute = 1; minute <= Settings.number("MINUTES", 10); minute++) {
            target.take();
            Thread.sleep(60_000);
            Figures figures = Figures.quantiles("minute " + minute, Arrival.lateness(target.take(), "/every/"));
            measureDaemon(figures.values());
            measureTables(figures.values());
            System.out.println(figures.row());
            all.add(figures);
        }
        return all;
    }

    private void measureDaemon(Map<String, Double> values) throws Exception {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        values.put("heap_mib", used.find() ? Double.parseDouble(used.group(1)) / 1024 : Double.NaN);
        values.put("resident_mib", resident() / 1024);
    }

    private String jcmd(String command) throws IOException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(daemon.pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** In KiB. */
    private double resident() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + daemon.pid() + "/status"))) {
            String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Double.parseDouble(line.replaceAll("\\D", ""));
        }
    }

    private void measureTables(Map<String, Double> values) throws IOException, SQLException {
        if (place.url() == null) {
            try (Stream<Path> files = Files.walk(daemon.dataDir())) {
                values.put("files_mib", files.mapToLong(f -> f.toFile().length()).sum() / MIB);
            }
            return;
        }
        values.put("database_mib", place.number("select pg_database_size(current_database())") / MIB);
        for (String table : List.of("active_executions", "jobs")) {
            values.put(table + "_mib", place.number("select pg_total_relation_size('" + table + "')") / MIB);
        }
    }
}
