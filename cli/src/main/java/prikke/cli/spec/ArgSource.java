package prikke.cli.spec;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Range;

/** The source of an option or a parameter: of an expression that makes picocli's model of it. */
final class ArgSource {
    private final Field field;
    private final ArgSpec spec;

    ArgSource(Field field, ArgSpec spec) {
        this.field = field;
        this.spec = spec;
    }

    String text(int number) {
        Option option = field.getAnnotation(Option.class);
        Annotation said = option == null ? field.getAnnotation(Parameters.class) : option;
        var text = new StringBuilder(option == null
                ? "parameter(it, %d, %s.class)".formatted(number, type())
                : "option(it, %d, %s.class, %s)".formatted(number, type(), PackageSource.quoted(option.names())));
        text.append(".paramLabel(%s).arity(%s).withToString(%s)".formatted(
                PackageSource.quoted(spec.paramLabel()), range(spec.arity()), PackageSource.quoted(spec.toString())));
        if (spec.required()) text.append(".required(true)");
        if (spec.isMultiValue()) text.append(".auxiliaryTypes(%s)".formatted(classes(spec.auxiliaryTypes())));
        Said.by(said).forEach((attribute, value) -> text.append(attribute(said, attribute, value)));
        return text.append(".build()").toString();
    }

    private static String attribute(Annotation said, String attribute, Object value) {
        return switch (attribute) {
            // Written above.
            case "names", "paramLabel", "arity", "required" -> "";
            case "index" -> ".index(" + PackageSource.quoted((String) value) + ")";
            case "description" -> ".description(" + PackageSource.quoted((String[]) value) + ")";
            case "hidden", "negatable", "usageHelp", "versionHelp", "hideParamSyntax", "order" -> "." + attribute + "(" + value + ")";
            case "scope" -> ".scopeType(picocli.CommandLine.ScopeType." + value + ")";
            case "converter" -> ".converters(" + made((Class<?>[]) value) + ")";
            case "preprocessor" -> ".preprocessor(" + made((Class<?>) value) + ")";
            default -> throw Said.unknown(said, attribute);
        };
    }

    private String type() {
        return Objects.requireNonNull(field.getType().getCanonicalName());
    }

    private static String range(Range range) {
        String values = PackageSource.quoted(range.toString());
        return range.isUnspecified() ? "asUsual(" + values + ")" : "picocli.CommandLine.Range.valueOf(" + values + ")";
    }

    private static String classes(Class<?>... types) {
        return Stream.of(types).map(type -> type.getCanonicalName() + ".class").collect(Collectors.joining(", "));
    }

    private static String made(Class<?>... types) {
        return Stream.of(types).map(type -> "new " + type.getCanonicalName() + "()").collect(Collectors.joining(", "));
    }

    static String reading(String owner, Field field) {
        return "((%s) of).%s".formatted(owner, field.getName());
    }

    static String writing(String owner, Field field) {
        return "((%s) of).%s = (%s) value".formatted(owner, field.getName(), field.getGenericType().getTypeName().replace('$', '.'));
    }
}
