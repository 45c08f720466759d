package prikke.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distribution as a thing of files: wherever it is put, it runs. */
class DistributionIT {
    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
    }

    @Test
    void it_runs_from_a_folder_with_a_space_in_its_name_and_through_a_link() throws Exception {
        Path home = unpacked(folder.resolve("a folder"));
        Path link = Files.createSymbolicLink(folder.resolve("prikke"), home.resolve("bin/prikke"));

        assertThat(shell.program(home.resolve("bin/prikke")).prikke("--version").out()).isEqualTo("prikke 0.1.0\n");
        assertThat(shell.program(link).prikke("--version").out()).isEqualTo("prikke 0.1.0\n");
        awaitCache(home);
        assertThat(shell.program(link).prikke("cron", "explain", "@daily").exitCode()).isZero();
    }

    @Test
    void where_no_java_is_found_it_says_what_to_install() throws Exception {
        Path home = unpacked(folder.resolve("no java"));
        // This machine has a Java in one of the usual folders, so the search is kept from them.
        Path jdk = home.resolve("lib/jdk.sh");
        Files.writeString(jdk, Files.readString(jdk).replaceAll("/usr/lib/jvm/\\*|/usr/java/\\*|/opt/[^ ;]+", "/nonexistent"));

        for (String program : new String[] {"bin/prikke", "bin/prikked"}) {
            var result = shell.program(home.resolve(program))
                    .without("PRIKKE_JAVA_HOME")
                    .with("PATH", shellOnly())
                    .prikke("--version");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err().lines()).singleElement().asString().contains("Java 25", "install a JDK 25", "JAVA_HOME");
        }
    }

    @Test
    void a_java_that_is_too_old_is_passed_over() throws IOException {
        Path old = folder.resolve("old");
        Files.createDirectories(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"24.0.1\"\n");
        Files.createSymbolicLink(old.resolve("bin/java"), Path.of("/bin/false"));

        var result = shell.with("JAVA_HOME", System.getProperty("java.home")).with("PRIKKE_JAVA_HOME", old.toString()).prikke("--version");

        assertThat(result.out()).as(result.err()).isEqualTo("prikke 0.1.0\n");
    }

    @Test
    void a_cache_that_does_not_fit_changes_nothing_but_the_speed() throws Exception {
        Path home = unpacked(folder.resolve("spoilt"));
        shell.program(home.resolve("bin/prikke")).prikke("--version");
        Path cache = awaitCache(home);
        Files.writeString(cache, "not a cache");

        var result = shell.program(home.resolve("bin/prikke")).prikke("--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("prikke 0.1.0\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void the_packed_one_holds_no_cache_and_all_that_is_needed() throws Exception {
        Path home = unpacked(folder.resolve("packed"));

        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.map(file -> home.relativize(file).toString()))
                    .contains("bin/prikke", "bin/prikked", "share/prikke.yaml", "share/systemd/prikked.service", "LICENSE")
                    .noneMatch(name -> name.endsWith(".aot"));
        }
        assertThat(Files.isExecutable(home.resolve("bin/prikked"))).isTrue();
    }

    private Path unpacked(Path into) throws Exception {
        Files.createDirectories(into);
        Process tar = new ProcessBuilder("tar", "-xzf", Distribution.PACKED.toString(), "-C", into.toString()).inheritIO().start();
        assertThat(tar.waitFor(60, TimeUnit.SECONDS)).isTrue();
        try (Stream<Path> top = Files.list(into)) {
            return top.findFirst().orElseThrow();
        }
    }

    /** A path with the tools of a POSIX shell, and no Java. */
    private String shellOnly() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : new String[] {"sh", "readlink", "stty", "mkdir"}) {
            Path link = tools.resolve(tool);
            Path real = Path.of("/usr/bin", tool);
            if (Files.notExists(link) && Files.exists(real)) {
                Files.createSymbolicLink(link, real);
            }
        }
        return tools.toString();
    }

    /** The first command has the cache made in the background. */
    private static Path awaitCache(Path home) {
        await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> caches(home).findFirst().isPresent());
        return caches(home).findFirst().orElseThrow();
    }

    private static Stream<Path> caches(Path home) {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.filter(file -> file.toString().endsWith(".aot")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
