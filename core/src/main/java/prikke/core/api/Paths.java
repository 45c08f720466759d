package prikke.core.api;

/** Where things are. */
public final class Paths {
    /** What every path of the API begins with. */
    public static final String BASE = "/api/v1";

    /** The port that the daemon listens on and the command line asks, unless told otherwise. */
    public static final int DEFAULT_PORT = 7717;

    /** Names the organization that a user token acts in. */
    public static final String ORG_HEADER = "Prikke-Org";

    /** Has a POST that comes again carried out once. */
    public static final String IDEMPOTENCY_HEADER = "Idempotency-Key";

    /** On every answer, and in the daemon's log. */
    public static final String REQUEST_ID_HEADER = "Prikke-Request-Id";

    /** The last event that a client has got, which it goes on from. */
    public static final String LAST_EVENT_ID_HEADER = "Last-Event-ID";

    private Paths() {}
}
