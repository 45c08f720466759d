package prikke.daemon.web.docs;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the page tells.
 *
 * @param version of the API
 * @param problems what any route may answer by rule
 */
public record Manual(String version, List<Prose> introduction, List<Refusal> problems, List<Noun> nouns) {

    /** What belongs together: routes, and the objects that are sent and answered by them. */
    public record Noun(String name, Prose about, List<Route> routes, List<Thing> things) {
        public String anchor() {
            return name.toLowerCase(Locale.ROOT).replace(' ', '-');
        }
    }

    /**
     * A route.
     *
     * @param open whether it takes no credentials
     * @param body what is sent, or null
     * @param refusals those of its own
     */
    public record Route(
            String id,
            String method,
            String path,
            String summary,
            List<Prose> about,
            boolean open,
            List<Field> parameters,
            @Nullable Kind body,
            List<Result> results,
            List<Refusal> refusals) {}

    /** An answer that is none of the problems; {@code kind} is null where it has no body. */
    public record Result(String status, Prose about, @Nullable Kind kind) {}

    /** A problem. */
    public record Refusal(String status, String code, Prose meaning) {}

    /**
     * An object.
     *
     * @param sent whether it is sent; else it is answered
     * @param example in JSON
     */
    public record Thing(String name, boolean sent, Prose about, List<Field> fields, String example) {}

    /**
     * A field or parameter.
     *
     * @param place where a parameter goes, or an empty text
     * @param required whether it has to be sent; of an answer, whether it is always there
     * @param limits what values it takes, and which it has by itself
     */
    public record Field(String name, String place, Kind kind, boolean required, Prose meaning, String limits) {

        /** The same of a request, in which null is as good as nothing. */
        Field sent() {
            return new Field(name, place, new Kind(kind.words(), kind.thing(), ""), required, meaning, limits);
        }
    }

    /**
     * What sort of value.
     *
     * @param words before the thing's name, or all there is
     * @param thing an object of the manual, or null
     * @param after such as "or null"
     */
    public record Kind(String words, @Nullable String thing, String after) {}
}
