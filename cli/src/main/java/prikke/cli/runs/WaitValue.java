package prikke.cli.runs;

import java.time.Duration;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import prikke.cli.DurationText;

/**
 * The value of {@code --wait}, which may be left out. A word that follows is the value only where it is a duration, so that
 * {@code --wait KEY} waits without end for the job of that key.
 */
final class WaitValue implements IParameterPreprocessor, ITypeConverter<Duration> {
    /** To wait as long as it takes. */
    static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    private static final Pattern DURATION = Pattern.compile("(\\d+(ms|s|m|h|d))+|P[\\dTDHMS.]+");

    @Override
    @SuppressWarnings("JdkObsolete") // picocli hands over a Stack
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        boolean attached = !" ".equals(info.get("separator"));
        if (attached || (!words.isEmpty() && DURATION.matcher(words.peek()).matches())) {
            return false;
        }
        option.setValue(FOREVER);
        return true;
    }

    @Override
    public Duration convert(String typed) {
        return new DurationText().convert(typed);
    }
}
