package prikke.daemon;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import prikke.core.account.Buckets;
import prikke.core.crypto.EncryptionKey;
import prikke.core.engine.EgressPolicy;
import prikke.core.mail.SmtpCarrier;
import prikke.core.run.RateLimit;
import prikke.core.schedule.Durations;
import prikke.core.schedule.ScheduleException;
import prikke.daemon.http.AddressRange;

/** Reads settings by their types. What is wrong is noted, with where it was given, and its default stands in for it. */
final class Values {
    private static final String FOREVER = "forever";
    private static final String OFF = "off";
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{16,1000}");

    /** So far back that it reaches behind the first of all executions, and not so far that instants end. */
    private static final Duration LONGEST_TERM = Duration.ofDays(36_500);

    private final Map<Setting, Given> given;
    private final List<String> wrong = new ArrayList<>();

    Values(Map<Setting, Given> given) {
        this.given = given;
    }

    void throwIfAnyIsWrong() {
        if (!wrong.isEmpty()) throw CannotStartException.usage(String.join("\n", wrong));
    }

    @Nullable String text(Setting setting) {
        Given value = given.get(setting);
        return value == null || value.value().isBlank() ? null : value.value().strip();
    }

    /** Something that is shown in a header and is not to be guessed, or null. */
    @Nullable String token(Setting setting) {
        return optional(setting, "at least 16 letters, digits, dashes and the like, as from: openssl rand -hex 32", text ->
                TOKEN.matcher(text).matches() ? text : null);
    }

    EgressPolicy.Rules rules(Setting setting) {
        EgressPolicy.Rules none = EgressPolicy.Rules.parse(List.of());
        return read(
                setting,
                "hosts, *.domains or ranges such as 10.0.0.0/8, with commas between",
                none,
                text -> EgressPolicy.Rules.parse(Arrays.asList(text.split(","))));
    }

    /** Keys with commas between, the current one first. */
    List<EncryptionKey> keys(Setting setting) {
        return read(setting, "32 random bytes in Base64, as from: openssl rand -base64 32", List.of(), text ->
                Arrays.stream(text.split(",")).map(EncryptionKey::parse).toList());
    }

    List<AddressRange> ranges(Setting setting) {
        return read(setting, "addresses or ranges such as 10.0.0.0/8, with commas between", List.of(), text ->
                Arrays.stream(text.split(",")).map(AddressRange::parse).toList());
    }

    /** A rate, or null for {@code off}. */
    Buckets.@Nullable Rate rate(Setting setting, RateLimit usual) {
        String text = text(setting);
        if (OFF.equals(text)) return null;
        RateLimit rate = read(setting, "a rate such as 100/s or 5000/m, or " + OFF, usual, RateLimit::parse);
        return Buckets.Rate.of(rate.count(), rate.per());
    }

    int number(Setting setting, int least, int most, int usual) {
        return read(setting, "a whole number from " + least + " to " + most, usual, text -> {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : null;
        });
    }

    boolean allow(Setting setting, boolean usual) {
        return either(setting, "allow", "deny", usual);
    }

    /** Whether it is the one of two words or the other. */
    boolean either(Setting setting, String yes, String no, boolean usual) {
        return read(
                setting,
                yes + " or " + no,
                usual,
                text -> text.equals(yes) ? Boolean.TRUE : text.equals(no) ? Boolean.FALSE : null);
    }

    <E> E oneOf(Setting setting, E[] values, Function<E, String> name, E usual) {
        String names = Arrays.stream(values).map(name).collect(Collectors.joining(", "));
        return read(setting, "one of " + names, usual, text -> Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElse(null));
    }

    Duration duration(Setting setting, Duration most, Duration usual) {
        return read(setting, "a duration up to " + Durations.shortForm(most) + ", such as 30s", usual, text -> {
            Duration duration = Durations.parse(text);
            return duration.isNegative() || duration.compareTo(most) > 0 ? null : duration;
        });
    }

    /** A duration, or null for {@code forever}, which it is unless given. */
    @Nullable Duration term(Setting setting, Duration least, @Nullable Duration usual) {
        String text = text(setting);
        if (text == null) return usual;
        if (text.equals(FOREVER)) return null;
        String expected = "a duration of " + Durations.shortForm(least) + " at least, such as 90d, or " + FOREVER;
        return read(setting, expected, Duration.ZERO, value -> {
            Duration duration = Durations.parse(value);
            return duration.compareTo(least) < 0 || duration.compareTo(LONGEST_TERM) > 0 ? null : duration;
        });
    }

    /** A file, or null where none is given. */
    @Nullable Path file(Setting setting) {
        String text = text(setting);
        return text == null ? null : Path.of(text);
    }

    /** Notes what is wrong with a setting as it stands beside another. */
    void note(String message) {
        wrong.add(message);
    }

    Path path(Setting setting, Path usual) {
        return read(setting, "a folder's path", usual, Path::of);
    }

    InetAddress address(Setting setting) {
        String text = text(setting);
        try {
            return text == null ? InetAddress.ofLiteral("127.0.0.1") : InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            note(setting, "an address of this machine, such as 127.0.0.1 or 0.0.0.0");
            return InetAddress.getLoopbackAddress();
        }
    }

    /** Where people reach something by a browser: no path, no slash at the end. */
    @Nullable URI origin(Setting setting) {
        return optional(setting, "a URL without a path, such as https://prikke.example.com", text -> {
            URI uri = URI.create(text.replaceFirst("/$", ""));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            boolean bare = uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return web && bare ? uri : null;
        });
    }

    @Nullable String mailAddress(Setting setting) {
        return optional(
                setting, "an e-mail address such as Prikke <prikke@example.com>", text -> SmtpCarrier.isAddress(text) ? text : null);
    }

    /** Notes that a setting has to be given beside another. */
    void required(Setting setting, Setting beside) {
        if (text(setting) == null) wrong.add(setting.key() + " must be given where " + beside.key() + " is.");
    }

    private <T> @Nullable T optional(Setting setting, String expected, Function<String, @Nullable T> parse) {
        String text = text(setting);
        if (text == null) return null;
        T value;
        try {
            value = parse.apply(text);
        } catch (IllegalArgumentException e) {
            value = null;
        }
        if (value == null) note(setting, expected);
        return value;
    }

    @Nullable String jdbcUrl(Setting setting) {
        String text = text(setting);
        if (text == null || text.startsWith("jdbc:postgresql:")) return text;
        note(
                setting,
                "a JDBC URL of PostgreSQL such as jdbc:postgresql://localhost/prikke, or left out for the embedded"
                        + " database");
        return null;
    }

    Level logLevel(Setting setting) {
        return read(
                setting, "one of error, warn, info, debug", Level.INFO, text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "error" -> Level.SEVERE;
                    case "warn" -> Level.WARNING;
                    case "info" -> Level.INFO;
                    case "debug" -> Level.FINE;
                    default -> null;
                });
    }

    private <T> T read(Setting setting, String expected, T usual, Function<String, @Nullable T> parse) {
        String text = text(setting);
        if (text == null) return usual;
        T value;
        try {
            value = parse.apply(text);
        } catch (IllegalArgumentException | ScheduleException e) {
            value = null;
        }
        if (value == null) note(setting, expected);
        return value == null ? usual : value;
    }

    private void note(Setting setting, String expected) {
        Given value = given.get(setting);
        if (value == null) return;
        String shown = setting.isSecret() ? "" : " \"" + value.value() + "\"";
        wrong.add(setting.key() + " must be " + expected + "; " + value.source() + " gives"
                + (shown.isEmpty() ? " another." : shown + "."));
    }
}
