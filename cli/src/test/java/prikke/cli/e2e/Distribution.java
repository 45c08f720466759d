package prikke.cli.e2e;

import java.nio.file.Path;

/** Where the build has put what is tested. */
final class Distribution {
    static final Path FOLDER = folder("prikke.distribution");
    static final Path PRIKKE = FOLDER.resolve("bin/prikke");
    static final Path PACKED = folder("prikke.packed");
    static final Path SOURCES = folder("prikke.sources");

    private Distribution() {}

    private static Path folder(String property) {
        String path = System.getProperty(property);
        if (path == null) {
            throw new IllegalStateException("run through Maven's failsafe plugin, which sets " + property);
        }
        return Path.of(path).toAbsolutePath().normalize();
    }
}
