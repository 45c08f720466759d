package prikke.cli.spec;

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
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // picocli's interfaces do not say what may be null
    public <T> T get() {
        return (T) models.get(of, field);
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // likewise
    public <T> T set(T value) {
        T before = (T) models.get(of, field);
        models.set(of, field, value);
        return before;
    }
}
