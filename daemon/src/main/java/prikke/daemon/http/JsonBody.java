package prikke.daemon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;
import prikke.core.ProblemException;
import prikke.core.api.Json;

/** Reads a request's body: one JSON object, sent as such. */
final class JsonBody {
    private static final ObjectReader READER = Json.mapper()
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonBody() {}

    /** @param body reads the bytes, which is done only where they are said to be JSON */
    static ObjectNode read(ServerRequest http, Supplier<byte[]> body) {
        requireJson(http);
        JsonNode tree;
        try {
            tree = READER.readTree(body.get());
        } catch (StreamConstraintsException e) {
            throw malformed("it is nested too deeply, or holds a number or a name that is too long" + where(e));
        } catch (DatabindException e) {
            throw malformed("it says something twice, or goes on after its end" + where(e));
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage() + where(e));
        } catch (IOException e) {
            throw malformed("the bytes are not text in UTF-8");
        }
        if (tree instanceof ObjectNode object) return object;
        throw malformed(tree == null || tree.isMissingNode() ? "it is empty" : "it is not an object");
    }

    private static void requireJson(ServerRequest http) {
        if (!http.content().hasEntity()) return;
        String type = http.headers().first(HeaderNames.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
        String[] parts = type.split(";", -1);
        boolean json =
                parts[0].strip().equals("application/json") || parts[0].strip().endsWith("+json");
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) json = false;
        }
        if (!json) {
            throw new RefusedBodyException(
                    415,
                    "The body must be sent as Content-Type: application/json, in UTF-8; this one came "
                            + (type.isBlank() ? "without a Content-Type." : "as " + type + "."),
                    false);
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static ProblemException malformed(String why) {
        return ProblemException.of(
                ProblemException.Kind.BAD_REQUEST,
                "malformed_json",
                "The body must be one JSON object, but " + why + ".");
    }
}
