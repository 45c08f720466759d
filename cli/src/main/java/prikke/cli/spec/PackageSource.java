package prikke.cli.spec;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The source of the class that is written for a package. */
final class PackageSource {
    private final String name;
    private final Map<String, ModelSource> models = new TreeMap<>();

    PackageSource(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(ModelSource model) {
        models.put(model.typeName(), model);
    }

    String text() {
        int number = 0;
        var choices = new StringBuilder();
        var methods = new StringBuilder();
        var getters = new StringBuilder();
        var setters = new StringBuilder();
        for (ModelSource model : models.values()) {
            String method = "spec" + model.typeName().substring(name.length()).replace('.', '_');
            choices.append("        if (command instanceof %s it) return %s(it);\n".formatted(model.typeName(), method));
            methods.append(model.method(method, number));
            for (var field : model.fields()) {
                getters.append("            case %d: return %s;\n".formatted(number, ArgSource.reading(model.typeName(), field)));
                setters.append("            case %d: %s; break;\n".formatted(number, ArgSource.writing(model.typeName(), field)));
                number++;
            }
        }
        return TEXT.formatted(name, Specs.WRITTEN, choices, methods, getters, setters);
    }

    /** Words in quotes, as arguments of a method. */
    static String quoted(String... words) {
        return Stream.of(words).map(PackageSource::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String word) {
        return IntStream.range(0, word.length()).mapToObj(i -> character(word.charAt(i))).collect(Collectors.joining("", "\"", "\""));
    }

    private static String character(char c) {
        if (c == '"' || c == '\\') return "\\" + c;
        return c < ' ' || c > '~' ? "\\u%04x".formatted((int) c) : String.valueOf(c);
    }

    private static final String TEXT =
            """
            // Written from the annotations of this package when it was built.
            package %1$s;

            @SuppressWarnings("unchecked")
            public final class %2$s extends prikke.cli.spec.WrittenModels {
                @Override
                protected picocli.CommandLine.Model.CommandSpec spec(Object command) {
            %3$s        throw new IllegalArgumentException("not built with " + command.getClass());
                }

            %4$s    @Override
                protected Object get(Object of, int field) {
                    switch (field) {
            %5$s            default: throw new IllegalArgumentException();
                    }
                }

                @Override
                protected void set(Object of, int field, Object value) {
                    switch (field) {
            %6$s            default: throw new IllegalArgumentException();
                    }
                }
            }
            """;
}
