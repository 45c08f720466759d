package prikke.cli.spec;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The source of a method that makes the model of a command, or of what several have in common. */
final class ModelSource {
    private final Object command;
    private final CommandSpec spec;

    ModelSource(Object command) {
        this.command = command;
        this.spec = Specs.annotated(command);
    }

    String inPackage() {
        return command.getClass().getPackageName();
    }

    String typeName() {
        return Objects.requireNonNull(command.getClass().getCanonicalName());
    }

    /** What it has in common with others. */
    List<Object> shared() {
        return annotated(Mixin.class).map(this::value).toList();
    }

    /** The fields that values go into. */
    List<Field> fields() {
        return Stream.of(command.getClass().getDeclaredFields()).filter(ModelSource::takesValue).toList();
    }

    /** @param number the number of the first of its fields */
    String method(String name, int number) {
        var text = new StringBuilder("    private picocli.CommandLine.Model.CommandSpec %s(%s it) {\n".formatted(name, typeName()));
        text.append("        var spec = picocli.CommandLine.Model.CommandSpec.wrapWithoutInspection(it);\n");
        Command said = command.getClass().getAnnotation(Command.class);
        if (said != null) text.append(about(said));
        int next = number;
        for (Field field : command.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(Mixin.class)) {
                text.append("        mixin(spec, \"%1$s\", it.%1$s);\n".formatted(field.getName()));
            } else if (takesValue(field)) {
                text.append("        spec.add(%s);\n".formatted(new ArgSource(field, argument(field)).text(next++)));
            }
        }
        return text.append("        return spec;\n    }\n\n").toString();
    }

    private static String about(Command said) {
        var text = new StringBuilder();
        Said.by(said).forEach((attribute, value) -> {
            String code = switch (attribute) {
                case "name" -> "spec.name(" + PackageSource.quoted((String) value) + ")";
                case "synopsisSubcommandLabel", "commandListHeading", "optionListHeading" ->
                    "spec.usageMessage()." + attribute + "(" + PackageSource.quoted((String) value) + ")";
                case "description", "header", "footer" ->
                    "spec.usageMessage()." + attribute + "(" + PackageSource.quoted((String[]) value) + ")";
                case "sortOptions", "hidden" -> "spec.usageMessage()." + attribute + "(" + value + ")";
                default -> throw Said.unknown(said, attribute);
            };
            text.append("        ").append(code).append(";\n");
        });
        return text.toString();
    }

    private ArgSpec argument(Field field) {
        return spec.args().stream().filter(each -> field.equals(each.userObject())).findFirst().orElseThrow();
    }

    private Stream<Field> annotated(Class<? extends Annotation> with) {
        return Stream.of(command.getClass().getDeclaredFields()).filter(field -> field.isAnnotationPresent(with));
    }

    private static boolean takesValue(Field field) {
        return field.isAnnotationPresent(Option.class) || field.isAnnotationPresent(Parameters.class);
    }

    private Object value(Field field) {
        try {
            field.setAccessible(true);
            return Objects.requireNonNull(field.get(command));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
