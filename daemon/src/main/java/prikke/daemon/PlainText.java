package prikke.daemon;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Has every value of a YAML file be the text that stands there: each setting knows best how it is read. YAML 1.1 would have {@code off}
 * mean false (https://yaml.org/type/bool.html).
 */
final class PlainText extends Resolver {
    private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.NULL, NOTHING, "~nN\0");
        addImplicitResolver(Tag.NULL, NOTHING, null);
    }
}
