package prikke.daemon.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.Yaml;
import prikke.core.api.Json;

/** The OpenAPI document. It is joined from its parts when it is first asked for: a daemon starts without. */
public final class ApiDocument {
    private @Nullable Texts texts;

    /** Every form of it. */
    private record Texts(ObjectNode tree, String json, String yaml) {}

    /** As a tree, not to be changed. */
    public ObjectNode tree() {
        return texts().tree();
    }

    /** As JSON. */
    public String json() {
        return texts().json();
    }

    /** As YAML. */
    public String yaml() {
        return texts().yaml();
    }

    private synchronized Texts texts() {
        Texts known = texts;
        if (known == null) {
            ObjectNode tree = Join.document();
            known = new Texts(tree, tree.toPrettyString(), yaml(tree));
            texts = known;
        }
        return known;
    }

    private static String yaml(ObjectNode tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setWidth(140);
        options.setSplitLines(true);
        options.setAllowUnicode(true);
        return new Yaml(options).dump(Json.mapper().convertValue(tree, Map.class));
    }
}
