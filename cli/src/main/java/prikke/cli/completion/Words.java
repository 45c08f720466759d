package prikke.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The values of options that take one of a few words. */
final class Words {
    /** A label that names all there is: {@code hour|day|job}. */
    private static final Pattern ALTERNATIVES = Pattern.compile("[a-z_]+(\\|[a-z_]+)+");

    private static final List<String> DST = List.of("cronie", "skip", "both");
    private static final List<String> ROLES = List.of("viewer", "member", "admin", "owner");

    private static final Map<String, List<String>> BY_OPTION = Map.of(
            "--dst", DST,
            "--overlap", List.of("allow", "skip", "queue"),
            "--misfire", List.of("run_latest", "run_all", "skip"),
            "--backoff", List.of("exponential", "linear", "fixed"),
            "--method", List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"),
            "--output", List.of("table", "json", "yaml", "csv"));
    private static final Map<String, List<String>> BY_LABEL = Map.of(
            "ROLE", ROLES,
            "SCOPE", List.of("read", "write", "admin"),
            "STATUS", List.of("pending", "running", "retrying", "success", "failed", "timeout", "missed", "skipped", "cancelled"),
            "SHELL", List.of("bash", "zsh", "fish"));

    private Words() {}

    /** They; none where the value is no such word. */
    static List<String> of(ArgSpec arg) {
        if (arg.completionCandidates() != null) {
            var declared = new ArrayList<String>();
            arg.completionCandidates().forEach(declared::add);
            return declared;
        }
        List<String> ofOption = arg instanceof OptionSpec option ? BY_OPTION.get(option.longestName()) : null;
        if (ofOption != null) {
            return ofOption;
        }
        return ALTERNATIVES.matcher(arg.paramLabel()).matches()
                ? List.of(arg.paramLabel().split("\\|"))
                : BY_LABEL.getOrDefault(arg.paramLabel(), List.of());
    }
}
