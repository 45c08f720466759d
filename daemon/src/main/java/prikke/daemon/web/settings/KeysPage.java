package prikke.daemon.web.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.Slice;
import prikke.core.account.ApiKey;
import prikke.core.account.ApiKeys;
import prikke.core.account.Caller;
import prikke.core.account.KeyDraft;
import prikke.core.account.Permission;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;
import prikke.daemon.web.Faulty;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Section;
import prikke.daemon.web.Sure;
import prikke.daemon.web.Visit;

/** API keys. */
public final class KeysPage {
    private static final String PATH = "/settings/keys";
    private static final int PAGE = 50;

    private final ApiKeys keys;

    public KeysPage(ApiKeys keys) {
        this.keys = keys;
    }

    public Answer show(Visit visit) {
        return page(visit, visit.caller(), 200, Map.of(), null);
    }

    private Answer page(Visit visit, Caller caller, int status, Map<String, String> values, @Nullable String error) {
        Slice<ApiKey> slice = keys.list(caller, Pager.cursor(visit), PAGE);
        Pager pager = Pager.of(visit, PATH, slice.next());
        Map<String, Object> parameters = new HashMap<>(Map.of("keys", slice.items(), "pager", pager, "values", values));
        parameters.put("error", error);
        return visit.page(status, "keys.jte", "API keys", parameters);
    }

    public Answer create(Visit visit) {
        Caller caller = visit.caller();
        Map<String, String> form = visit.form();
        String expires = form.getOrDefault("expires", "");
        try {
            ApiKeys.Created made =
                    keys.create(caller, new KeyDraft(form.get("name"), form.get("scope"), expires.isEmpty() ? null : expires));
            return shown(visit, "API key made", made);
        } catch (ProblemException e) {
            return page(visit, caller, Statuses.of(e.kind()), form, Faulty.words(e));
        }
    }

    private static Answer shown(Visit visit, String title, ApiKeys.Created made) {
        String text = "This is the key " + made.key().name() + ". Copy it now: it is shown this once, and kept by nobody here.";
        return Once.show(visit, Tab.KEYS, title, text, made.token());
    }

    public Answer rotate(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.KEYS_WRITE);
        if (Sure.isSaid(visit)) return shown(visit, "API key rotated", keys.rotate(caller, id(visit), null));
        String text = "A new key takes the place of " + named(caller, visit) + ", with the same name and scope. The old one holds for another 24 hours.";
        return new Sure(Section.SETTINGS, text, "Rotate the key", PATH).ask(visit, "Rotate the key?");
    }

    public Answer revoke(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.KEYS_WRITE);
        if (Sure.isSaid(visit)) {
            keys.revoke(caller, id(visit));
            return visit.redirect(PATH, Flash.done("Revoked: the key holds no more."));
        }
        String text = "Whatever uses the key " + named(caller, visit) + " is refused from then on. This can't be undone.";
        return new Sure(Section.SETTINGS, text, "Revoke the key", PATH).ask(visit, "Revoke the key?");
    }

    private String named(Caller caller, Visit visit) {
        ApiKey key = keys.get(caller, id(visit));
        return key.name() + " (" + key.publicId() + ")";
    }

    private static UUID id(Visit visit) {
        return visit.request().id("id").orElseThrow(() -> ProblemException.notFound("API key of that id"));
    }
}
