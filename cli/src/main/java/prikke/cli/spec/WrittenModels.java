package prikke.cli.spec;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Range;

/** What the written class of each package extends: one that knows the commands of its package, and all fields of theirs by number. */
public abstract class WrittenModels {

    /** The model of a command of the package, or of what several of them have in common. */
    protected abstract CommandSpec spec(Object command);

    /** The value of a field. */
    protected abstract @Nullable Object get(Object of, int field);

    /** Sets a field. */
    protected abstract void set(Object of, int field, @Nullable Object value);

    /** Takes in what the command has in common with others. */
    protected final void mixin(CommandSpec spec, String name, Object shared) {
        spec.addMixin(name, Specs.of(shared));
    }

    /** Begins an option whose value goes into a field. */
    protected final OptionSpec.Builder option(Object of, int field, Class<?> type, String... names) {
        var place = new Place(this, of, field);
        return OptionSpec.builder(names).type(type).getter(place).setter(place).initialValue(get(of, field));
    }

    /** Begins a parameter whose value goes into a field. */
    protected final PositionalParamSpec.Builder parameter(Object of, int field, Class<?> type) {
        var place = new Place(this, of, field);
        return PositionalParamSpec.builder().type(type).getter(place).setter(place).initialValue(get(of, field));
    }

    /** How many values an option or a parameter takes where the annotation leaves that to its type. */
    protected static Range asUsual(String values) {
        return Range.valueOf(values).unspecified(true);
    }
}
