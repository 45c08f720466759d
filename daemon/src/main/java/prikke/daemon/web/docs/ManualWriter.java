package prikke.daemon.web.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.daemon.web.docs.Manual.Field;
import prikke.daemon.web.docs.Manual.Kind;
import prikke.daemon.web.docs.Manual.Noun;
import prikke.daemon.web.docs.Manual.Refusal;
import prikke.daemon.web.docs.Manual.Result;
import prikke.daemon.web.docs.Manual.Route;
import prikke.daemon.web.docs.Manual.Thing;

/** Reads the manual off the document. A thing is told of with the first noun whose routes send or answer it. */
final class ManualWriter {
    private final ObjectNode document;
    private final Things things;
    private final Map<String, List<Route>> routes = new LinkedHashMap<>();

    ManualWriter(ObjectNode document) {
        this.document = document;
        this.things = new Things(document);
    }

    Manual manual() {
        document.get("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> routes
                .computeIfAbsent(method.getValue().at("/tags/0").asText(), tag -> new ArrayList<>())
                .add(route(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        List<Noun> nouns = new ArrayList<>();
        for (JsonNode tag : document.get("tags")) nouns.add(noun(tag.get("name").asText(), tag.path("description").asText()));
        return new Manual(document.at("/info/version").asText(), Prose.paragraphs(document.at("/info/description").asText()), common(), nouns);
    }

    private Noun noun(String name, String about) {
        List<Route> own = routes.getOrDefault(name, List.of());
        Set<String> named = new LinkedHashSet<>();
        for (Route route : own) {
            Stream.concat(Stream.ofNullable(route.body()), route.results().stream().flatMap(result -> Stream.ofNullable(result.kind())))
                    .flatMap(kind -> Stream.ofNullable(kind.thing()))
                    .forEach(named::add);
        }
        List<Thing> fresh = things.notToldOf(named);
        return new Noun(name, Prose.of(about), own, fresh);
    }

    private List<Refusal> common() {
        List<Refusal> refusals = new ArrayList<>();
        document.at("/components/responses").properties().forEach(response ->
                refusals.addAll(refusals(response.getKey().replace("Problem", ""), response.getValue())));
        return refusals;
    }

    private Route route(String method, String path, JsonNode json) {
        List<Field> parameters = new ArrayList<>();
        for (JsonNode parameter : json.path("parameters")) parameters.add(things.parameter(parameter));
        List<Result> results = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        json.path("responses").properties().forEach(response -> {
            // What is but referred to is common to all routes.
            if (response.getKey().compareTo("400") < 0) results.add(result(response.getKey(), response.getValue()));
            else if (!response.getValue().has("$ref")) refusals.addAll(own(response.getKey(), response.getValue()));
        });
        JsonNode body = json.at("/requestBody/content/application~1json/schema");
        boolean open = json.has("security") && json.get("security").isEmpty();
        return new Route(json.get("operationId").asText(), method, path, json.get("summary").asText(),
                Prose.paragraphs(json.path("description").asText()), open, parameters, body.isMissingNode() ? null : things.kind(body), results, refusals);
    }

    private Result result(String status, JsonNode response) {
        return new Result(status, Prose.of(response.path("description").asText()), kind(response));
    }

    private @Nullable Kind kind(JsonNode response) {
        List<String> types = new ArrayList<>();
        response.path("content").fieldNames().forEachRemaining(types::add);
        if (types.isEmpty()) return null;
        JsonNode schema = response.at("/content/application~1json/schema");
        String others = String.join(", ", types.stream().filter(type -> !type.equals("application/json")).toList());
        if (schema.isMissingNode()) return new Kind(others, null, "");
        Kind kind = things.kind(schema);
        return others.isEmpty() ? kind : new Kind(kind.words(), kind.thing(), kind.after() + "; or " + others);
    }

    /** The problems that are not common. */
    private List<Refusal> own(String status, JsonNode response) {
        String shared = document.at("/components/responses/Problem" + status).path("description").asText();
        return refusals(status, response).stream().filter(refusal -> !shared.contains("`" + refusal.code() + "`")).toList();
    }

    private static List<Refusal> refusals(String status, JsonNode response) {
        return response.path("description").asText().lines()
                .map(line -> line.split("`", 3))
                .filter(parts -> parts.length == 3)
                .map(parts -> new Refusal(status, parts[1], Prose.of(parts[2].replaceFirst("^: ", ""))))
                .toList();
    }
}
