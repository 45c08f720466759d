package prikke.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import prikke.cli.output.JsonText;
import prikke.core.api.ApiException;
import prikke.core.api.Problem;
import prikke.core.api.UnreachableException;
import prikke.core.schedule.ScheduleException;

/** The one place where a failed command becomes lines on stderr and an exit code. */
final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Session session;
    private final GlobalOptions options;
    private final boolean json;

    ErrorReport(Session session, GlobalOptions options, String[] words) {
        this.session = session;
        this.options = options;
        this.json = Words.askForJson(words);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        List<String> suggestions =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        String next = suggestions.isEmpty()
                ? "See: " + command.getCommandSpec().qualifiedName() + " --help"
                : "Did you mean " + String.join(" or ", suggestions) + "?";
        return print(command.getErr(), ExitCodes.USAGE, "usage", message(failure, command), next);
    }

    /** What picocli says, but for words that it does not know: those are told by what they were taken for. */
    private static String message(ParameterException failure, CommandLine command) {
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().getFirst();
            String name = command.getCommandSpec().qualifiedName();
            return command.getSubcommands().isEmpty()
                    ? name + " does not take '" + word + "'."
                    : "There is no command '" + name + " " + word + "'.";
        }
        return firstLine(failure.getMessage()).replaceFirst(" is not an? (int|long)$", " is not a whole number");
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        return switch (failure) {
            case Failure known -> {
                JsonNode problem = known.problem();
                if (json && problem != null) {
                    err.println(JsonText.of(problem));
                    yield known.exitCode();
                }
                String[] lines = known.text().split("\n", 2);
                yield print(err, known.exitCode(), known.code(), lines[0], lines.length > 1 ? lines[1] : null);
            }
            case ApiException refused -> refused(err, refused, command);
            case UnreachableException gone ->
                print(
                        err,
                        ExitCodes.UNREACHABLE,
                        "unreachable",
                        "%s cannot be reached: %s.".formatted(gone.server(), gone.getMessage()),
                        "Is the daemon running? Start it with: prikke daemon start (or say where it is with --server)");
            case ParameterException wrong -> handleParseException(wrong, new String[0]);
            case ScheduleException schedule ->
                print(
                        err,
                        ExitCodes.REFUSED,
                        "invalid",
                        schedule.faults().stream()
                                .map(fault -> fault(fault.field(), fault.message()))
                                .collect(Collectors.joining("; ")),
                        null);
            case UncheckedIOException file ->
                print(err, ExitCodes.FAILED, "io", String.valueOf(file.getCause()), null);
            default -> unexpected(err, failure);
        };
    }

    private int refused(PrintWriter err, ApiException failure, CommandLine command) {
        int exitCode = ExitCodes.of(failure);
        if (json) {
            err.println(JsonText.of(failure.json()));
            return exitCode;
        }
        Problem problem = failure.problem();
        List<Problem.FieldError> errors = problem.errors();
        String message = errors == null || errors.isEmpty()
                ? String.valueOf(failure.getMessage())
                : errors.stream().map(e -> fault(e.field(), e.message())).collect(Collectors.joining("; "));
        return print(err, exitCode, problem.code(), message, hint(problem, command));
    }

    /** Which field, unless the message begins with its name anyway, and what is wrong with it. */
    private static String fault(String field, String message) {
        return message.startsWith(field + " ") ? message : field + ": " + message;
    }

    private @Nullable String hint(Problem problem, CommandLine command) {
        return switch (problem.code()) {
            case "unauthorized" -> "Sign in with: prikke login (or give a valid key with --api-key or PRIKKE_API_KEY)";
            case "not_found" -> {
                List<String> near = new Mistyped(session).meant(command.getParseResult());
                yield near.isEmpty() ? whereToLook(command.getParent()) : "Did you mean " + String.join(" or ", near) + "?";
            }
            case "stale" -> "Look at what it is now, then run the command again.";
            case "internal", "unavailable" ->
                "Look in the daemon's log: prikke daemon logs"
                        + (problem.requestId() == null ? "" : " (request " + problem.requestId() + ")");
            case ApiException.UNEXPECTED -> "Say where the daemon is with --server or PRIKKE_SERVER.";
            default -> null;
        };
    }

    /** The command that lists what the noun stands for. */
    private static @Nullable String whereToLook(@Nullable CommandLine noun) {
        return noun != null && noun.getCommand() instanceof Noun things && things.verbs().contains("list")
                ? "See which there are: " + noun.getCommandSpec().qualifiedName() + " list"
                : null;
    }

    private int unexpected(PrintWriter err, Exception failure) {
        if (options.verbose) {
            failure.printStackTrace(err);
        }
        String next = options.verbose ? null : "Run it again with --verbose to see where.";
        return print(err, ExitCodes.FAILED, "bug", "This is a fault in prikke: " + failure, next);
    }

    private int print(PrintWriter err, int exitCode, String code, String message, @Nullable String next) {
        if (json) {
            JsonNode problem = JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "about:blank")
                    .put("title", message)
                    .put("detail", next == null ? message : message + " " + next)
                    .put("code", code);
            err.println(JsonText.of(problem));
        } else {
            err.println("error: " + message);
            if (next != null) {
                err.println(next);
            }
        }
        err.flush();
        return exitCode;
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "The command is wrong." : message.split("\n", 2)[0];
    }
}
