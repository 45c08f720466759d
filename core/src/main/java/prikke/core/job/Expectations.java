package prikke.core.job;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps what deliveries expect in its parsed form: compiling an expression takes longer than most matches do. */
public final class Expectations {
    static final int MOST_KEPT = 1_000;

    private record Texts(@Nullable String status, @Nullable String body) {}

    private final ConcurrentHashMap<Texts, Expectation> kept = new ConcurrentHashMap<>();

    /**
     * What makes an attempt a success.
     *
     * @throws IllegalArgumentException when what is stored can't be read any more, because the rules have become stricter since
     */
    public Expectation of(Delivery delivery) {
        if (delivery.expectedStatus() == null && delivery.expectedBody() == null) return Expectation.DEFAULT;
        Texts texts = new Texts(delivery.expectedStatus(), delivery.expectedBody());
        Expectation known = kept.get(texts);
        if (known != null) return known;
        if (kept.size() >= MOST_KEPT) kept.clear();
        Expectation parsed = Expectation.parse(texts.status, texts.body);
        kept.put(texts, parsed);
        return parsed;
    }
}
