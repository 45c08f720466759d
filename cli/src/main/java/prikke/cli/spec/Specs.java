package prikke.cli.spec;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Makes picocli's model of a command. */
public final class Specs {
    /** What the class that is written for a package is called. */
    static final String WRITTEN = "WrittenSpecs";

    private Specs() {}

    /** The model as it was written when this was built; where it was not, for instance in an editor, as the annotations say. */
    public static CommandSpec of(Object command) {
        WrittenModels written = written(command.getClass().getPackageName());
        return written == null ? annotated(command) : written.spec(command);
    }

    /** The model as the annotations say. */
    public static CommandSpec annotated(Object command) {
        return CommandSpec.forAnnotatedObject(command);
    }

    private static @Nullable WrittenModels written(String inPackage) {
        try {
            Class<?> written = Class.forName(inPackage + "." + WRITTEN);
            return (WrittenModels) written.getDeclaredConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
