package prikke.cli.manual;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;
import prikke.cli.Environment;
import prikke.cli.Prikke;
import prikke.cli.Streams;
import prikke.core.Version;

/** Writes all pages into a folder. Run when the distribution is built. */
public final class Manual {
    private Manual() {}

    /** @param args the folder, and the date of the pages: {@code 2026-01-31} or longer */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        var environment = new Environment(Map.of(), false, false, 80, folder);
        var io = new Streams(System.in, System.out, System.err);
        write(Prikke.whole(environment, io, InstantSource.system()), args[1].substring(0, 10), folder);
    }

    private static void write(CommandLine line, String date, Path folder) throws IOException {
        String name = ManPage.name(line.getCommandSpec());
        Files.writeString(folder.resolve(name + ".1"), new ManPage(line.getCommandSpec(), date, Version.CURRENT).text());
        for (CommandLine subcommand : line.getSubcommands().values()) {
            write(subcommand, date, folder);
        }
    }
}
