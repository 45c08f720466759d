package prikke.cli.spec;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;

/** Where the value of an option or a parameter goes: a field of a command. */
final class Place implements IGetter, ISetter {
    private final WrittenModels models;
    private final Object of;
    private final int field;

    Place(WrittenModels models, Object of, int field) {
        this.models = models;
        this.of = of;
        this.field = field;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends @Nullable Object> T get() {
        return (T) models.get(of, field);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends @Nullable Object> T set(T value) {
        T before = (T) models.get(of, field);
        models.set(of, field, value);
        return before;
    }
}
