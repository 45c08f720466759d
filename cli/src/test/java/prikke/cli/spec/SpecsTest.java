package prikke.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import prikke.cli.Environment;
import prikke.cli.Prikke;
import prikke.cli.Streams;
import prikke.cli.output.Format;

/** The models that were written when this was built, held against the annotations. */
class SpecsTest {
    private static final Set<Class<?>> COMPARED = Set.of(
            String.class, String[].class, boolean.class, int.class, Class.class, Class[].class, CommandLine.Range.class, CommandLine.Help.Visibility.class,
            CommandLine.ScopeType.class);

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_is_what_its_annotations_say(CommandSpec written, CommandSpec annotated) {
        assertThat(described(written.usageMessage())).isEqualTo(described(annotated.usageMessage()));
        assertThat(described(written)).isEqualTo(described(annotated));
        assertThat(written.args()).hasSameSizeAs(annotated.args());
        for (int i = 0; i < written.args().size(); i++) assertThat(described(written.args().get(i))).isEqualTo(described(annotated.args().get(i)));
        assertThat(written.subcommands().keySet()).isEqualTo(annotated.subcommands().keySet());
        assertThat(written.commandLine().getUsageMessage()).isEqualTo(annotated.commandLine().getUsageMessage());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void what_is_typed_goes_into_the_field_that_is_annotated(CommandSpec written, CommandSpec annotated) throws Exception {
        for (int i = 0; i < written.args().size(); i++) {
            ArgSpec arg = written.args().get(i);
            Field field = (Field) annotated.args().get(i).userObject();
            Object owner = owner(written, field.getDeclaringClass());
            if (arg.inherited() || owner == null) continue;
            assertThat(arg.getter()).isInstanceOf(Place.class);
            Object value = sample(field.getType());
            arg.setter().set(value);
            field.setAccessible(true);
            assertThat(field.get(owner)).as(arg.toString()).isEqualTo(value);
            assertThat(arg.getter().<Object>get()).isEqualTo(value);
        }
    }

    static Stream<Arguments> commands() {
        var environment = new Environment(Map.of(), false, false, 80, Path.of("."));
        var io = new Streams(new ByteArrayInputStream(new byte[0]), System.out, System.err);
        return pairs(
                Prikke.whole(environment, io, InstantSource.system(), Specs::of), Prikke.whole(environment, io, InstantSource.system(), Specs::annotated));
    }

    private static Stream<Arguments> pairs(CommandLine written, CommandLine annotated) {
        Stream<Arguments> commands = written.getSubcommands().keySet().stream()
                .flatMap(name -> pairs(below(written, name), below(annotated, name)));
        return Stream.concat(Stream.of(Arguments.of(written.getCommandSpec(), annotated.getCommandSpec())), commands);
    }

    private static CommandLine below(CommandLine line, String name) {
        return Objects.requireNonNull(line.getSubcommands().get(name), name);
    }

    private static @Nullable Object owner(CommandSpec spec, Class<?> type) {
        if (type.isInstance(spec.userObject())) return spec.userObject();
        return spec.mixins().values().stream().map(shared -> owner(shared, type)).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static Object sample(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) return true;
        if (type == int.class || type == Integer.class) return 42;
        if (type == Duration.class) return Duration.ofSeconds(42);
        if (type == Instant.class) return Instant.EPOCH;
        if (type == Path.class) return Path.of("42");
        if (type == Format.class) return Format.CSV;
        return type == List.class ? List.of("42") : "42";
    }

    /** Everything simple that picocli tells of a model. */
    private static Map<String, Object> described(Object model) {
        var all = new TreeMap<String, Object>();
        for (Method method : model.getClass().getMethods()) {
            boolean simple = COMPARED.contains(method.getReturnType()) || method.getName().equals("initialValue");
            boolean identity = method.getName().equals("hashCode") || (method.getName().equals("toString") && !(model instanceof ArgSpec));
            if (simple && !identity && method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers())) {
                all.put(method.getName(), plain(value(method, model)));
            }
        }
        // An annotation cannot say nothing, only "".
        for (String text : List.of("descriptionKey", "prompt")) all.replace(text, "null", "");
        if (model instanceof ArgSpec arg) {
            all.put("converters", Stream.of(arg.converters()).map(Object::getClass).toList());
            all.put("preprocessor", arg.preprocessor().getClass());
            all.put("proposed", arg.completionCandidates() == null ? List.of() : arg.completionCandidates());
            if (arg instanceof OptionSpec option) all.put("names", List.of(option.names()));
        }
        return all;
    }

    private static @Nullable Object value(Method method, Object model) {
        try {
            method.setAccessible(true);
            return method.invoke(model);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(method.toString(), e);
        }
    }

    private static Object plain(@Nullable Object value) {
        return value instanceof Object[] array ? Arrays.asList(array) : String.valueOf(value);
    }
}
