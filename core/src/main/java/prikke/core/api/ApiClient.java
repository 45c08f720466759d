package prikke.core.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The API as methods, one for each route. Every method throws {@link ApiException} when the server answers a problem and
 * {@link UnreachableException} when it does not answer. Safe for use by several threads.
 */
public final class ApiClient {
    private final ApiConnection connection;

    /** A client that asks over the given connection. */
    public ApiClient(ApiConnection connection) {
        this.connection = connection;
    }

    /** Makes an account, its first organization, and signs in. */
    public Answer<SessionResponse> register(RegisterRequest request) {
        return connection.post("/auth/register", request, SessionResponse.class);
    }

    public Answer<SessionResponse> login(LoginRequest request) {
        return connection.post("/auth/login", request, SessionResponse.class);
    }

    /** Ends the session whose token the connection carries. */
    public void logout() {
        connection.send("POST", "/auth/logout", null);
    }

    /** Further ways to sign in, and what users change of their own accounts. */
    public AccountClient account() {
        return new AccountClient(connection);
    }

    public Answer<MeResponse> me() {
        return connection.get("/me", Query.NONE, MeResponse.class);
    }

    public Listing<OrgResponse> orgs() {
        return connection.whole("/orgs", OrgResponse.class);
    }

    public Answer<OrgResponse> org(UUID id) {
        return connection.get("/orgs/" + id, Query.NONE, OrgResponse.class);
    }

    public Answer<OrgResponse> createOrg(OrgRequest request) {
        return connection.post("/orgs", request, OrgResponse.class);
    }

    public Answer<OrgResponse> renameOrg(UUID id, OrgRequest request) {
        return connection.answer("PATCH", "/orgs/" + id, fields(request), OrgResponse.class);
    }

    /** Deletes an organization and all that is its. */
    public void deleteOrg(UUID id) {
        connection.send("DELETE", "/orgs/" + id, null);
    }

    public Listing<MemberResponse> members(UUID org) {
        return connection.pages("/orgs/" + org + "/members", Query.NONE, MemberResponse.class);
    }

    public Answer<MemberResponse> changeMember(UUID org, UUID user, MemberRequest request) {
        return connection.answer("PATCH", "/orgs/" + org + "/members/" + user, fields(request), MemberResponse.class);
    }

    /** Removes a member, or lets the caller leave. */
    public void removeMember(UUID org, UUID user) {
        connection.send("DELETE", "/orgs/" + org + "/members/" + user, null);
    }

    public Listing<InviteResponse> invites(UUID org) {
        return connection.pages("/orgs/" + org + "/invites", Query.NONE, InviteResponse.class);
    }

    /** Makes an invitation; only this answer has its token. */
    public Answer<InviteResponse> createInvite(UUID org, InviteRequest request) {
        return connection.post("/orgs/" + org + "/invites", request, InviteResponse.class);
    }

    public void revokeInvite(UUID org, UUID id) {
        connection.send("DELETE", "/orgs/" + org + "/invites/" + id, null);
    }

    /** Takes an invitation: the user belongs to its organization from then on. */
    public Answer<OrgResponse> acceptInvite(String token) {
        return connection.answer("POST", "/invites/" + Query.encode(token) + "/accept", null, OrgResponse.class);
    }

    /** The audit log, newest first, for a reader of the first {@code count}. */
    public Listing<AuditResponse> audit(AuditFilter filter, int count) {
        Query query = Query.NONE
                .with("since", filter.since())
                .with("until", filter.until())
                .with("actor", filter.actor())
                .with("action", filter.action())
                .with("limit", Integer.toString(Math.clamp(count, 1, ApiConnection.PAGE)));
        return connection.pages("/audit", query, AuditResponse.class);
    }

    public Listing<KeyResponse> keys() {
        return connection.whole("/keys", KeyResponse.class);
    }

    /** Makes an API key; only this answer has its token. */
    public Answer<KeyResponse> createKey(KeyRequest request) {
        return connection.post("/keys", request, KeyResponse.class);
    }

    public void revokeKey(UUID id) {
        connection.send("DELETE", "/keys/" + id, null);
    }

    /** Makes a key's successor; only this answer has its token. */
    public Answer<KeyResponse> rotateKey(UUID id, RotateRequest request) {
        return connection.post("/keys/" + id + "/rotate", request, KeyResponse.class);
    }

    /** Makes a new signing secret. */
    public Answer<WebhookSecretResponse> rotateWebhookSecret(RotateRequest request) {
        return connection.post("/webhook-secrets/rotate", request, WebhookSecretResponse.class);
    }

    /** Has a signing secret that is retiring sign no more. */
    public void deleteWebhookSecret(UUID id) {
        connection.send("DELETE", "/webhook-secrets/" + id, null);
    }

    public Listing<WebhookSecretResponse> webhookSecrets() {
        return connection.whole("/webhook-secrets", WebhookSecretResponse.class);
    }

    public Listing<JobResponse> jobs() {
        return connection.pages("/jobs", Query.NONE, JobResponse.class);
    }

    public Answer<JobResponse> job(String idOrKey) {
        return connection.get(job(idOrKey, ""), Query.NONE, JobResponse.class);
    }

    /** Makes a job; a one-off's answer has its {@code executionId}. */
    public Answer<JobResponse> createJob(JobRequest request) {
        return connection.post("/jobs", request, JobResponse.class);
    }

    /** Makes many jobs at once: all or none, unless the request says otherwise. */
    public Answer<JobBatchResponse> createJobs(JobBatchRequest request) {
        return connection.post("/jobs/batch", request, JobBatchResponse.class);
    }

    /** Makes the job of that key, or replaces it. */
    public Answer<JobResponse> putJob(String key, JobRequest request) {
        return connection.answer("PUT", job(key, ""), ApiConnection.fields(request), JobResponse.class);
    }

    /** Changes a job by a JSON merge patch: what it names is set, what it names as null goes back to its default. */
    public Answer<JobResponse> patchJob(String idOrKey, ObjectNode patch) {
        return patchJob(idOrKey, patch, null);
    }

    /** The same, refused with 412 unless the job is still in the state that the tag of an answer names. */
    public Answer<JobResponse> patchJob(String idOrKey, ObjectNode patch, @Nullable String etag) {
        return connection.answerIf(etag, "PATCH", job(idOrKey, ""), patch, JobResponse.class);
    }

    public void deleteJob(String idOrKey) {
        connection.send("DELETE", job(idOrKey, ""), null);
    }

    /** Runs a job now, whatever its schedule. */
    public Answer<ExecutionResponse> runJob(String idOrKey) {
        return connection.answer("POST", job(idOrKey, "/run"), null, ExecutionResponse.class);
    }

    public Answer<JobResponse> pauseJob(String idOrKey) {
        return connection.answer("POST", job(idOrKey, "/pause"), null, JobResponse.class);
    }

    public Answer<JobResponse> resumeJob(String idOrKey) {
        return connection.answer("POST", job(idOrKey, "/resume"), null, JobResponse.class);
    }

    /** Executions, newest first by the instant they were scheduled for. */
    public Listing<ExecutionResponse> executions(ExecutionFilter filter) {
        return connection.pages("/executions", Query.of(filter), ExecutionResponse.class);
    }

    /** The same for a reader of the first {@code count}: no page is larger than that. */
    public Listing<ExecutionResponse> executions(ExecutionFilter filter, int count) {
        Query query = Query.of(filter).with("limit", Integer.toString(Math.clamp(count, 1, ApiConnection.PAGE)));
        return connection.pages("/executions", query, ExecutionResponse.class);
    }

    public Listing<ExecutionResponse> jobExecutions(String idOrKey) {
        return connection.pages(job(idOrKey, "/executions"), Query.NONE, ExecutionResponse.class);
    }

    public Answer<ExecutionResponse> execution(UUID id) {
        return connection.get("/executions/" + id, Query.NONE, ExecutionResponse.class);
    }

    /** The execution as soon as it has ended, or as it stands after {@code wait}, whichever comes first. */
    public Answer<ExecutionResponse> awaitExecution(UUID id, Duration wait) {
        JsonNode json = connection.longPoll("/executions/" + id, Query.of("wait", wait.toString()), wait);
        return new Answer<>(json, ExecutionResponse.class);
    }

    public Answer<ExecutionResponse> cancelExecution(UUID id) {
        return connection.answer("POST", "/executions/" + id + "/cancel", null, ExecutionResponse.class);
    }

    public Answer<ExecutionResponse> replayExecution(UUID id) {
        return connection.answer("POST", "/executions/" + id + "/replay", null, ExecutionResponse.class);
    }

    /** Replays what matches and has not been replayed yet. */
    public Answer<ReplayResponse> replayExecutions(ReplayRequest request) {
        return connection.post("/executions/replay", request, ReplayResponse.class);
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
        EventStream stream = new EventStream(connection, "/events" + Query.of(filter).suffix(), after);
        stream.connect();
        return stream;
    }

    public Listing<QueueResponse> queues() {
        return connection.whole("/queues", QueueResponse.class);
    }

    public Answer<QueueResponse> putQueue(String name, QueueRequest request) {
        return connection.answer("PUT", queue(name, ""), fields(request), QueueResponse.class);
    }

    public void deleteQueue(String name) {
        connection.send("DELETE", queue(name, ""), null);
    }

    public Answer<QueueResponse> pauseQueue(String name) {
        return connection.answer("POST", queue(name, "/pause"), null, QueueResponse.class);
    }

    public Answer<QueueResponse> resumeQueue(String name) {
        return connection.answer("POST", queue(name, "/resume"), null, QueueResponse.class);
    }

    public Answer<PurgeResponse> purgeQueue(String name) {
        return connection.answer("POST", queue(name, "/purge"), null, PurgeResponse.class);
    }

    public Listing<AttemptResponse> attempts(UUID executionId) {
        return connection.whole("/executions/" + executionId + "/attempts", AttemptResponse.class);
    }

    public Answer<PreviewResponse> preview(PreviewRequest request) {
        return connection.post("/schedules/preview", request, PreviewResponse.class);
    }

    public Answer<SimulationResponse> simulate(SimulationRequest request) {
        return connection.post("/schedules/simulate", request, SimulationResponse.class);
    }

    /** The daemons that share the server's database; only for who administers the instance. */
    public Listing<NodeResponse> nodes() {
        return connection.whole("/nodes", NodeResponse.class);
    }

    /** The daemon's version; needs no sign-in. */
    public Answer<VersionResponse> version() {
        return new Answer<>(connection.operations("/version"), VersionResponse.class);
    }

    /** Answers when the daemon runs, whether it is ready for work or not. */
    public void live() {
        connection.operations("/health/live");
    }

    /** Answers when the daemon is ready for work; throws {@link ApiException} with status 503 while it is not. */
    public void ready() {
        connection.operations("/health/ready");
    }

    /** A request as JSON, without what is null: what a merge patch of these very fields is. */
    public static ObjectNode fields(Object request) {
        return ApiConnection.fields(request);
    }

    private static String job(String idOrKey, String suffix) {
        return "/jobs/" + Query.encode(idOrKey) + suffix;
    }

    private static String queue(String name, String suffix) {
        return "/queues/" + Query.encode(name) + suffix;
    }
}
