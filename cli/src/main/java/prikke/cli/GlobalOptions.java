package prikke.cli;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import prikke.cli.output.Format;

/** What every command takes, wherever in the line it stands. */
final class GlobalOptions {
    /** Those of them that take a value in the next word. */
    static boolean takesValue(String option) {
        return switch (option) {
            case "--server", "--api-key", "--org", "--profile", "--ca-file", "-o", "--output" -> true;
            default -> false;
        };
    }

    @Option(
            names = "--server",
            paramLabel = "URL",
            order = 100,
            scope = ScopeType.INHERIT,
            description = "The daemon to ask (PRIKKE_SERVER).")
    @Nullable String server;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            order = 101,
            scope = ScopeType.INHERIT,
            description = "Ask with this API key (PRIKKE_API_KEY).")
    @Nullable String apiKey;

    @Option(
            names = "--org",
            paramLabel = "ORG",
            order = 102,
            scope = ScopeType.INHERIT,
            description = "The organization, by name or id (PRIKKE_ORG).")
    @Nullable String org;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            order = 103,
            scope = ScopeType.INHERIT,
            description = "The profile to use (PRIKKE_PROFILE).")
    @Nullable String profile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            order = 104,
            scope = ScopeType.INHERIT,
            description = "Trust the certificate authorities in this PEM file instead of the platform's (PRIKKE_CA_FILE).")
    @Nullable String caFile;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 105,
            scope = ScopeType.INHERIT,
            converter = FormatName.class,
            description = "table, json, yaml or csv.")
    Format format = Format.TABLE;

    @Option(
            names = {"-q", "--quiet"},
            order = 106,
            scope = ScopeType.INHERIT,
            description = "Print ids only.")
    boolean quiet;

    @Option(names = "--no-color", order = 107, scope = ScopeType.INHERIT, description = "Print without colour (NO_COLOR).")
    boolean noColor;

    @Option(
            names = {"-v", "--verbose"},
            order = 108,
            scope = ScopeType.INHERIT,
            description = "Tell of every request, and where a fault lies.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 109,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    boolean help;

    /** Reads the name of a format. */
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String typed) {
            return Stream.of(Format.values())
                    .filter(format -> format.toString().equalsIgnoreCase(typed))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + typed + "' is none of table, json, yaml, csv"));
        }
    }
}
