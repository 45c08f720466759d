package prikke.daemon.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.core.Faults;
import prikke.core.Precondition;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;
import prikke.core.account.Caller;
import prikke.core.account.Client;
import prikke.core.account.Identity;
import prikke.core.api.Json;

/** A request as an {@link Endpoint} sees it: who asks, what of, and the decoded body. */
public final class Request {
    private static final int UUID_LENGTH = 36;

    private final ServerRequest http;
    private final ServerResponse response;
    private final Proxies proxies;
    private final String address;
    private final Authenticator authenticator;
    private byte @Nullable [] body;

    Request(ServerRequest http, ServerResponse response, Admission admission) {
        this.http = http;
        this.response = response;
        this.proxies = admission.proxies();
        this.address = proxies.address(http);
        this.authenticator = new Authenticator(
                http.headers(),
                address,
                admission.authentication(),
                admission.throttle(),
                identity -> admission.rates().charge(identity, response));
    }

    /**
     * Who asks, and in which organization.
     *
     * @throws ProblemException when there are no credentials, they don't hold, or they don't reach into the
     *     organization named
     */
    public Caller caller() {
        return authenticator.caller(client());
    }

    /**
     * Who asks, in whichever organizations.
     *
     * @throws ProblemException when there are no credentials or they don't hold
     */
    public Identity identity() {
        return authenticator.identity();
    }

    /** The part of the path that stands for {@code {name}}, decoded. */
    public String path(String name) {
        String value = http.path().pathParameters().get(name);
        if (value.indexOf('\0') >= 0) throw ProblemException.notFound(name);
        return value;
    }

    /** The part of the path that stands for {@code {name}} as an id, or empty when it is none. */
    public Optional<UUID> id(String name) {
        String text = path(name);
        // UUID.fromString alone would take 1-1-1-1-1 too.
        return text.length() == UUID_LENGTH ? parseId(text) : Optional.empty();
    }

    private static Optional<UUID> parseId(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The query.
     *
     * @param known the parameters that this route takes; any other is refused
     */
    public Query query(String... known) {
        return Query.of(http.query(), known);
    }

    /**
     * The body, decoded into a record.
     *
     * @throws ProblemException when it is not JSON, or for every field that is unknown or of another type, all at once
     */
    public <R extends Record> R body(Class<R> type) {
        return RecordDecoder.decode(json(), type);
    }

    /**
     * The body, decoded into a record. When fields of it are wrong already, what else is wrong is asked for too, so
     * that it is all said at once.
     *
     * @param more finds the further faults of what could be decoded; those of fields that are wrong already are left
     *     out
     * @throws ProblemException as {@link #body(Class)}
     */
    public <R extends Record> R body(Class<R> type, Function<R, List<Fault>> more) {
        Faults faults = new Faults();
        R decoded = RecordDecoder.decode(json(), type, faults);
        if (!faults.isEmpty()) {
            Set<String> wrong = faults.fields();
            more.apply(decoded).stream()
                    .filter(fault -> !wrong.contains(fault.field()))
                    .forEach(faults::add);
        }
        faults.throwIfAny();
        return decoded;
    }

    /** The body as the JSON object that was sent. */
    public ObjectNode json() {
        return json(BoundedBody.MOST);
    }

    /** The same of a body that may be larger than others: up to so many bytes. */
    public ObjectNode json(int most) {
        return JsonBody.read(http, () -> bytes(most));
    }

    /** The body's bytes, as often as they are asked for. */
    byte[] bytes(int most) {
        byte[] known = body;
        if (known == null) {
            known = BoundedBody.read(http, most);
            body = known;
        }
        if (known.length > most) throw BoundedBody.tooLarge(most, false);
        return known;
    }

    /** The first value of a header, or null. */
    @Nullable String first(HeaderName name) {
        return http.headers().first(name).orElse(null);
    }

    /** Adds a header to the answer. */
    void answerWith(Header header) {
        response.header(header);
    }

    /** The method and what was asked for, as they came. */
    String line() {
        return http.prologue().method().text() + ' ' + target();
    }

    /** Where the request comes from, for what is kept of it. */
    public Client client() {
        return new Client(address(), userAgent().orElse(null));
    }

    /**
     * The body as {@link #body(Class)} decodes it, or a form of the same fields.
     *
     * @throws ProblemException as {@link #body(Class)}
     */
    public <R extends Record> R bodyOrForm(Class<R> type) {
        if (!FormBody.isForm(http)) return body(type);
        ObjectNode object = Json.mapper().createObjectNode();
        FormBody.read(http).forEach(object::put);
        return RecordDecoder.decode(object, type);
    }

    /**
     * The body as the fields of a form.
     *
     * @throws ProblemException when it is none
     */
    public Map<String, String> form() {
        return FormBody.read(http);
    }

    /** The same of a form that may hold large texts: up to so many bytes as it is sent, up to three for each of a text. */
    public Map<String, String> form(int most) {
        return FormBody.read(http, most);
    }

    /** Whether it asks for something to be shown, and to change nothing. */
    public boolean isRead() {
        Method method = http.prologue().method();
        return method.equals(Method.GET) || method.equals(Method.HEAD);
    }

    /** Leaves the body unread: who still sends when the connection closes would see it reset, and not the answer. */
    public void skipBody() {
        BoundedBody.skip(http);
    }

    /** A parameter of the query, whatever others there are; empty where it is absent, empty, or given more than once. */
    public Optional<String> parameter(String name) {
        if (!http.query().contains(name)) return Optional.empty();
        List<String> values = http.query().all(name);
        return values.size() == 1 && !values.getFirst().isEmpty() && values.getFirst().indexOf('\0') < 0
                ? Optional.of(values.getFirst())
                : Optional.empty();
    }

    /** A header's only value; empty where it is absent or comes more than once. */
    public Optional<String> header(String name) {
        List<String> values = http.headers().all(HeaderNames.create(name), List::of);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** A cookie's value; empty where it is absent, or comes more than once, as no honest browser sends one of its name. */
    public Optional<String> cookie(String name) {
        List<String> values = http.headers().all(HeaderNames.COOKIE, List::of).stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].strip().equals(name))
                .map(pair -> pair[1].strip())
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /** What was asked for: the path, and the query with it, as they came. */
    public String target() {
        String query = http.query().rawValue();
        String path = http.prologue().uriPath().rawPath();
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** The client's address: at the other end of the connection or, behind trusted proxies, as they say. */
    public String address() {
        return address;
    }

    /** Whether the client's connection is by TLS: to here, or to a trusted proxy that says so. */
    public boolean isSecure() {
        return proxies.secure(http);
    }

    /** Where the client reached the daemon, such as {@code https://prikke.example.com}; empty where that is not to be told. */
    public Optional<String> origin() {
        String host = proxies.host(http);
        return host == null ? Optional.empty() : Optional.of((isSecure() ? "https://" : "http://") + host);
    }

    /** What the request wants a thing to be like, should it change it. */
    public Precondition precondition() {
        return Conditions.of(http.headers());
    }

    public Optional<String> userAgent() {
        return http.headers().first(HeaderNames.USER_AGENT);
    }

    /** What media types the answer may have, as the client put it. */
    public String accepts() {
        return http.headers().first(HeaderNames.ACCEPT).orElse("");
    }
}
