package prikke.core.api;

import org.jspecify.annotations.Nullable;

/**
 * The API as methods: here what concerns the caller and the server, and from here a client for each noun, such as
 * {@code api.jobs().create(…)}. Every method throws {@link ApiException} when the server answers a problem and
 * {@link UnreachableException} when it does not answer; both once {@link Retries} are used up. Safe for use by several threads.
 *
 * <pre>{@code
 * ApiClient api = new ApiClient(ApiConnection.of(URI.create("http://127.0.0.1:7717"), key));
 * ExecutionResponse run = api.jobs().run("nightly-backup").value();
 * run = api.executions().await(run.id(), Duration.ofSeconds(60)).value();
 * }</pre>
 */
public final class ApiClient {
    private final Requests requests;

    /** A client that asks over the given connection. */
    public ApiClient(ApiConnection connection) {
        this.requests = new Requests(connection);
    }

    /** What runs when. */
    public JobsClient jobs() {
        return new JobsClient(requests);
    }

    /** What ran, and what is to run. */
    public ExecutionsClient executions() {
        return new ExecutionsClient(requests);
    }

    /** Named lanes. */
    public QueuesClient queues() {
        return new QueuesClient(requests);
    }

    /**
     * What happens in the organization, from now on. The stream goes on by itself where the connection or the daemon was away.
     *
     * @throws ApiException when the server refuses
     * @throws UnreachableException when it does not answer
     */
    public EventStream events(EventFilter filter) {
        return events(filter, null);
    }

    /**
     * The same, after an event that has come before.
     *
     * @param after the event's id
     */
    public EventStream events(EventFilter filter, @Nullable String after) {
        EventStream stream = new EventStream(requests, "/events" + Query.of(filter).suffix(), after);
        stream.connect();
        return stream;
    }

    /** Configuration as code. */
    public SyncClient sync() {
        return new SyncClient(requests);
    }

    /** Schedules without a job. */
    public SchedulesClient schedules() {
        return new SchedulesClient(requests);
    }

    /** Organizations, their members and invitations. */
    public OrgsClient orgs() {
        return new OrgsClient(requests);
    }

    /** API keys. */
    public KeysClient keys() {
        return new KeysClient(requests);
    }

    /** What deliveries are signed with. */
    public SecretsClient secrets() {
        return new SecretsClient(requests);
    }

    /** Further ways to sign in, and what users change of their own accounts. */
    public AccountClient account() {
        return new AccountClient(requests);
    }

    /** Makes an account, its first organization, and signs in. */
    public Answer<SessionResponse> register(RegisterRequest request) {
        return requests.post("/auth/register", request, SessionResponse.class);
    }

    /** Signs in by password. */
    public Answer<SessionResponse> login(LoginRequest request) {
        return requests.post("/auth/login", request, SessionResponse.class);
    }

    /** Ends the session whose token the connection carries. */
    public void logout() {
        requests.send("POST", "/auth/logout", null);
    }

    /** Who the connection's token stands for, and in which organizations. */
    public Answer<MeResponse> me() {
        return requests.get("/me", Query.NONE, MeResponse.class);
    }

    /** The audit log, newest first, for a reader of the first {@code count}. */
    public Listing<AuditResponse> audit(AuditFilter filter, int count) {
        Query query = Query.NONE
                .with("since", filter.since())
                .with("until", filter.until())
                .with("actor", filter.actor())
                .with("action", filter.action())
                .with("limit", Integer.toString(Math.clamp(count, 1, Requests.PAGE)));
        return requests.pages("/audit", query, AuditResponse.class);
    }

    /** The daemons that share the server's database; only for who administers the instance. */
    public Listing<NodeResponse> nodes() {
        return requests.whole("/nodes", NodeResponse.class);
    }

    /** What executions came to in a time. */
    public Answer<StatsResponse> stats(StatsFilter filter) {
        Query query = Query.NONE
                .with("since", filter.since())
                .with("until", filter.until())
                .with("job", filter.job())
                .with("by", filter.by())
                .with("limit", filter.limit() == null ? null : filter.limit().toString());
        return requests.get("/stats", query, StatsResponse.class);
    }

    /** What the organization uses of what its plan limits, in a month such as {@code 2026-11}; null for this one. */
    public Answer<UsageResponse> usage(@Nullable String month) {
        return requests.get("/usage", Query.NONE.with("month", month), UsageResponse.class);
    }

    /** The daemon's version; needs no sign-in. */
    public Answer<VersionResponse> version() {
        return new Answer<>(requests.operations("/version"), VersionResponse.class);
    }

    /** Answers when the daemon runs, whether it is ready for work or not. */
    public void live() {
        requests.operations("/health/live");
    }

    /** Answers when the daemon is ready for work; throws {@link ApiException} with status 503 while it is not. */
    public void ready() {
        requests.operations("/health/ready");
    }
}
