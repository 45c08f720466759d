package prikke.cli;

import org.jspecify.annotations.Nullable;

/** The version of this command line, as its jar says. */
public final class ClientVersion {
    private ClientVersion() {}

    /** The version, such as {@code 0.1.0}; {@code dev} where it does not run from a jar. */
    public static String text() {
        @Nullable String version = ClientVersion.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
