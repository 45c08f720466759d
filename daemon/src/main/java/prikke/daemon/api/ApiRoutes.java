package prikke.daemon.api;

import static prikke.core.api.Paths.BASE;

import prikke.core.api.SyncSchema;
import prikke.daemon.http.Routes;

/**
 * The API's table of contents.
 */
public record ApiRoutes(
        OperationsApi operations,
        MetricsApi metrics,
        AuthApi auth,
        MailLinksApi mailLinks,
        DeviceApi devices,
        MeApi me,
        OrgsApi orgs,
        TeamApi team,
        AuditApi audit,
        KeysApi keys,
        SchedulesApi schedules,
        JobsApi jobs,
        JobBatchApi batches,
        ExecutionsApi executions,
        ReplayApi replays,
        QueuesApi queues,
        SyncApi sync,
        NodesApi nodes,
        StatsApi stats,
        EventsApi events,
        DocumentApi document) {

    /** Adds every route of the API. */
    public void addTo(Routes routes) {
        routes.get("/health/live", operations::live)
                .get("/health/ready", operations::ready)
                .get("/metrics", metrics::get)
                .get("/version", operations::version);

        routes.post(BASE + "/auth/register", auth::register)
                .post(BASE + "/auth/login", auth::login)
                .post(BASE + "/auth/logout", auth::logout)
                .post(BASE + "/auth/magic-link", mailLinks::requestLink)
                .post(BASE + "/auth/magic-link/confirm", mailLinks::confirmLink)
                .post(BASE + "/auth/password-reset", mailLinks::requestReset)
                .post(BASE + "/auth/password-reset/confirm", mailLinks::confirmReset)
                .post(BASE + "/auth/email/confirm", mailLinks::confirmEmail)
                .post(BASE + "/auth/device", devices::start)
                .post(BASE + "/auth/device/token", devices::token);

        routes.get(BASE + "/me", me::get)
                .patch(BASE + "/me", me::patch)
                .get(BASE + "/me/sessions", me::sessions)
                .delete(BASE + "/me/sessions", me::endOtherSessions)
                .delete(BASE + "/me/sessions/{id}", me::endSession);

        routes.get(BASE + "/orgs", orgs::list)
                .post(BASE + "/orgs", orgs::create)
                .get(BASE + "/orgs/{id}", orgs::get)
                .patch(BASE + "/orgs/{id}", orgs::rename)
                .delete(BASE + "/orgs/{id}", orgs::delete)
                .get(BASE + "/orgs/{id}/members", team::members)
                .patch(BASE + "/orgs/{id}/members/{user}", team::changeRole)
                .delete(BASE + "/orgs/{id}/members/{user}", team::remove)
                .get(BASE + "/orgs/{id}/invites", team::invites)
                .post(BASE + "/orgs/{id}/invites", team::invite)
                .delete(BASE + "/orgs/{id}/invites/{invite}", team::revoke)
                .post(BASE + "/invites/{token}/accept", team::accept)
                .get(BASE + "/audit", audit::list);

        routes.get(BASE + "/keys", keys::list)
                .post(BASE + "/keys", keys::create)
                .delete(BASE + "/keys/{id}", keys::revoke)
                .post(BASE + "/keys/{id}/rotate", keys::rotate)
                .get(BASE + "/webhook-secrets", keys::secrets)
                .post(BASE + "/webhook-secrets/rotate", keys::rotateSecret)
                .delete(BASE + "/webhook-secrets/{id}", keys::retireSecret);

        routes.get(BASE + "/jobs", jobs::list)
                .post(BASE + "/jobs", jobs::create);

        // A job may have the key "batch": but for POST, the path is its.
        routes.post(BASE + "/jobs/{job:batch}", batches::create)
                .get(BASE + "/jobs/{job:batch}", jobs::get)
                .put(BASE + "/jobs/{job:batch}", jobs::put)
                .patch(BASE + "/jobs/{job:batch}", jobs::patch)
                .delete(BASE + "/jobs/{job:batch}", jobs::delete);

        routes.get(BASE + "/jobs/{job}", jobs::get)
                .put(BASE + "/jobs/{job}", jobs::put)
                .patch(BASE + "/jobs/{job}", jobs::patch)
                .delete(BASE + "/jobs/{job}", jobs::delete)
                .post(BASE + "/jobs/{job}/run", jobs::run)
                .post(BASE + "/jobs/{job}/pause", jobs::pause)
                .post(BASE + "/jobs/{job}/resume", jobs::resume);

        routes.get(BASE + "/jobs/{job}/executions", executions::listOfJob)
                .get(BASE + "/executions", executions::list)
                .post(BASE + "/executions/replay", replays::replay)
                .get(BASE + "/executions/{id}", executions::get)
                .get(BASE + "/executions/{id}/attempts", executions::attempts)
                .post(BASE + "/executions/{id}/cancel", executions::cancel)
                .post(BASE + "/executions/{id}/replay", executions::replay);

        routes.get(BASE + "/queues", queues::list)
                .get(BASE + "/queues/{name}", queues::get)
                .put(BASE + "/queues/{name}", queues::put)
                .delete(BASE + "/queues/{name}", queues::delete)
                .post(BASE + "/queues/{name}/pause", queues::pause)
                .post(BASE + "/queues/{name}/resume", queues::resume)
                .post(BASE + "/queues/{name}/purge", queues::purge);

        routes.put(BASE + "/sync", sync::put)
                .get(BASE + "/sync/export", sync::export)
                .get(SyncSchema.PATH, sync::schema);

        routes.get(BASE + "/nodes", nodes::list)
                .get(BASE + "/stats", stats::stats)
                .get(BASE + "/usage", stats::usage)

                .get(BASE + "/events", events::stream);

        routes.get(BASE + "/openapi.yaml", document::yaml)
                .get(BASE + "/openapi.json", document::json);

        routes.post(BASE + "/schedules/preview", schedules::preview)
                .post(BASE + "/schedules/simulate", schedules::simulate);
    }
}
