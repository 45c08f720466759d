package prikke.daemon.api;

import java.util.UUID;
import prikke.core.ProblemException;
import prikke.core.account.ApiKeys;
import prikke.core.account.Caller;
import prikke.core.account.KeyDraft;
import prikke.core.account.SigningSecret;
import prikke.core.account.SigningSecrets;
import prikke.core.api.KeyRequest;
import prikke.core.api.RotateRequest;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Query;
import prikke.daemon.http.Request;

/** API keys, and the secrets that deliveries are signed with. */
public final class KeysApi {
    private final ApiKeys keys;
    private final SigningSecrets secrets;

    public KeysApi(ApiKeys keys, SigningSecrets secrets) {
        this.keys = keys;
        this.secrets = secrets;
    }

    Answer list(Request request) {
        Caller caller = request.caller();
        Query query = request.query("limit", "cursor");
        return Answer.ok(
                Pages.of(keys.list(caller, query.cursor(), query.limit()), key -> AccountEncoding.key(key, null)));
    }

    Answer create(Request request) {
        Caller caller = request.caller();
        KeyRequest body = request.body(KeyRequest.class);
        ApiKeys.Created created = keys.create(caller, new KeyDraft(body.name(), body.scope(), body.expires()));
        return Answer.created(AccountEncoding.key(created.key(), created.token())).once();
    }

    Answer revoke(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id").orElseThrow(() -> ProblemException.notFound("API key " + request.path("id")));
        keys.revoke(caller, id);
        return Answer.noContent();
    }

    Answer rotate(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id").orElseThrow(() -> ProblemException.notFound("API key " + request.path("id")));
        ApiKeys.Created created = keys.rotate(caller, id, request.body(RotateRequest.class).overlap());
        return Answer.created(AccountEncoding.key(created.key(), created.token())).once();
    }

    Answer rotateSecret(Request request) {
        Caller caller = request.caller();
        return Answer.created(AccountEncoding.secret(secrets.rotate(caller, request.body(RotateRequest.class).overlap()))).once();
    }

    Answer retireSecret(Request request) {
        Caller caller = request.caller();
        UUID id = request.id("id").orElseThrow(() -> ProblemException.notFound("signing secret " + request.path("id")));
        secrets.retire(caller, id);
        return Answer.noContent();
    }

    Answer secrets(Request request) {
        return Answer.ok(Pages.within(
                secrets.list(request.caller()),
                SigningSecret::id,
                request.query("limit", "cursor"),
                AccountEncoding::secret));
    }
}
