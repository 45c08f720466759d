package prikke.cli.spec;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What an annotation says that it would not say by itself. */
final class Said {
    private Said() {}

    /** The values by the names of their attributes. */
    static Map<String, Object> by(Annotation annotation) {
        var said = new TreeMap<String, Object>();
        for (Method attribute : annotation.annotationType().getDeclaredMethods()) {
            try {
                Object value = attribute.invoke(annotation);
                if (!Objects.deepEquals(value, attribute.getDefaultValue())) said.put(attribute.getName(), value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return said;
    }

    /** Better no build than a command that takes something else than its annotations say. */
    static IllegalStateException unknown(Annotation annotation, String attribute) {
        return new IllegalStateException("How to write " + attribute + " has to be said here first: " + annotation);
    }
}
