package prikke.core.job;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.crypto.Place;
import prikke.core.crypto.Vault;

/**
 * Header values that are credentials: sealed as soon as a job has been checked, and opened only to be sent. In between, in the
 * database and in memory, they are sealed, each for its organization, job and header.
 */
public final class HeaderSeals {
    /** Before a sealed value: a character that no header value can hold, so that none is taken for a sealed one. */
    private static final char MARK = '\u0001';

    private final Vault vault;

    public HeaderSeals(Vault vault) {
        this.vault = vault;
    }

    /**
     * The call as it is to be sent.
     *
     * @throws prikke.core.crypto.SealBrokenException when a value can't be opened
     */
    public HttpCall opened(HttpCall call, UUID org, UUID job) {
        if (call.headers().values().stream().noneMatch(HeaderSeals::isSealed)) return call;
        return with(call, mapped(call.headers(), (name, value) -> isSealed(value) ? open(name, value, org, job) : value));
    }

    /** The delivery of a new job, its credentials sealed. */
    Delivery sealed(Delivery delivery, UUID org, UUID job) {
        return sealed(delivery, org, job, Map.of());
    }

    /**
     * The delivery of an edited job, its credentials sealed: those that are masked, or the same as before, are those from before, seal
     * and all, so that an edit which changes nothing is seen to change nothing.
     */
    Delivery sealed(Delivery delivery, Job before) {
        return sealed(delivery, before.org(), before.id(), stored(before));
    }

    private Delivery sealed(Delivery delivery, UUID org, UUID job, Map<String, String> stored) {
        HttpCall call = delivery.call();
        if (call.headers().keySet().stream().noneMatch(SensitiveHeaders::named)) return delivery;
        Map<String, String> sealed = mapped(call.headers(), (name, value) -> {
            if (!SensitiveHeaders.named(name) || value.isEmpty()) return value;
            String old = stored.get(name.toLowerCase(Locale.ROOT));
            if (old != null && (value.equals(SensitiveHeaders.MASK) || isSealed(old) && open(name, old, org, job).equals(value))) return old;
            return seal(name, value, org, job);
        });
        return delivery.with(with(call, sealed));
    }

    /** The credentials that a job has, by the names of their headers in small letters. */
    static Map<String, String> stored(Job job) {
        Map<String, String> stored = new LinkedHashMap<>();
        job.delivery().call().headers().forEach((name, value) -> {
            if (SensitiveHeaders.named(name)) stored.put(name.toLowerCase(Locale.ROOT), value);
        });
        return stored;
    }

    /**
     * The headers as a row holds them, sealed under the current key throughout.
     *
     * @return null when they are so already
     */
    @Nullable Map<String, String> resealed(Map<String, String> headers, UUID org, UUID job) {
        Map<String, String> anew = mapped(headers, (name, value) -> {
            if (isSealed(value)) return vault.isCurrent(value.substring(1)) ? value : seal(name, open(name, value, org, job), org, job);
            return SensitiveHeaders.named(name) && !value.isEmpty() ? seal(name, value, org, job) : value;
        });
        return anew.equals(headers) ? null : anew;
    }

    private String seal(String name, String value, UUID org, UUID job) {
        return MARK + vault.seal(value, place(name, org, job));
    }

    private String open(String name, String value, UUID org, UUID job) {
        return vault.open(value.substring(1), place(name, org, job));
    }

    private static boolean isSealed(String value) {
        return !value.isEmpty() && value.charAt(0) == MARK;
    }

    private static Place place(String name, UUID org, UUID job) {
        return new Place("job-header", org, job, name.toLowerCase(Locale.ROOT));
    }

    private interface Change {
        String of(String name, String value);
    }

    private static Map<String, String> mapped(Map<String, String> headers, Change change) {
        Map<String, String> mapped = new LinkedHashMap<>();
        headers.forEach((name, value) -> mapped.put(name, change.of(name, value)));
        return mapped;
    }

    private static HttpCall with(HttpCall call, Map<String, String> headers) {
        return new HttpCall(call.method(), call.url(), headers, call.body());
    }
}
