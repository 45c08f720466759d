package prikke.daemon.http;

import org.jspecify.annotations.Nullable;

/** Whether the API lets requests in: a daemon that starts takes none, one that stops takes no changes. */
@FunctionalInterface
public interface Gate {

    /**
     * Why a request is not let in, or null when it is.
     *
     * @param change whether the request may change something
     */
    @Nullable String refusal(boolean change);
}
