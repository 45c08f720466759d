package prikke.core.engine;

import java.util.Map;

/** The headers that Prikke adds to a request. They depend on its body, which the signature is over, and a redirect may drop that. */
@FunctionalInterface
interface AddedToHop {
    /**
     * @param body empty where there is none
     */
    Map<String, String> headers(byte[] body);
}
