package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import prikke.cli.rehearsal.CannedServer;

/**
 * What makes a command start fast, told by the classes that it loads: how long it takes is told by {@code scripts/bench/startup}. What
 * is in the cache is loaded whole, so that each class in it costs every command.
 */
class StartIT {
    private static final int MOST_CLASSES = 2_700;

    @TempDir
    Path folder;

    private Path log;
    private CannedServer server;
    private Shell shell;

    @BeforeEach
    void tellingJava() throws IOException {
        Path real = Path.of(System.getProperty("java.home"));
        Path told = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
        log = folder.resolve("classes");
        Files.createSymbolicLink(folder.resolve("java/release"), real.resolve("release"));
        Files.writeString(told, """
                #!/bin/sh
                for word do
                    shift
                    set -- "$@" "$word"
                    [ "$word" != -Xlog:disable ] || set -- "$@" '-Xlog:class+load:file=%s:none'
                done
                exec '%s/bin/java' "$@"
                """.formatted(log, real));
        Files.setPosixFilePermissions(told, PosixFilePermissions.fromString("rwxr-xr-x"));
        server = new CannedServer();
        shell = new Shell(folder)
                .with("PRIKKE_JAVA_HOME", folder.resolve("java").toString())
                .with("PRIKKE_SERVER", server.url())
                .with("PRIKKE_API_KEY", "pk_live_x");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
                "--version", "version", "version -o json", "--help", "jobs --help", "jobs add --help", "jobs list", "jobs list -o json", "jobs list -o csv",
                "jobs show tick", "jobs run tick", "runs list", "keys list", "__complete jobs run", "whoami"})
    void a_command_loads_no_class_but_from_the_cache(String command) throws IOException {
        var result = shell.prikke(command.split(" "));

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(loadedElsewhere()).isEmpty();
    }

    @Test
    void the_cache_holds_what_commands_need_and_not_what_takes_long() throws IOException {
        shell.prikke("version");

        assertThat(loaded())
                .hasSizeBetween(1_000, MOST_CLASSES)
                .noneMatch(line -> line.startsWith("com.fasterxml.jackson.databind.ObjectMapper "))
                .noneMatch(line -> line.startsWith("java.net.http.") || line.startsWith("sun.security.ssl."))
                .noneMatch(line -> line.startsWith("com.sun.net.httpserver.") || line.startsWith("org.jline."));
    }

    /** What Java never takes from a cache is left out. */
    private List<String> loadedElsewhere() throws IOException {
        return loaded().stream()
                .filter(line -> !line.contains("source: shared objects file"))
                .filter(line -> !line.startsWith("jdk.internal.event."))
                .toList();
    }

    private List<String> loaded() throws IOException {
        return Files.readAllLines(log).stream().filter(line -> line.contains(" source: ")).toList();
    }
}
