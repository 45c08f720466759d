package prikke.daemon.web.settings;

import java.util.Map;
import java.util.UUID;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.account.SigningSecrets;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Section;
import prikke.daemon.web.Sure;
import prikke.daemon.web.Visit;

/** The secrets that deliveries are signed with. */
public final class SecretsPage {
    private static final String PATH = "/settings/secrets";

    private final SigningSecrets secrets;

    public SecretsPage(SigningSecrets secrets) {
        this.secrets = secrets;
    }

    public Answer show(Visit visit) {
        return visit.page("secrets.jte", "Signing secrets", Map.of("secrets", secrets.list(visit.caller())));
    }

    public Answer rotate(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.SECRETS_WRITE);
        if (Sure.isSaid(visit)) {
            secrets.rotate(caller, null);
            return visit.redirect(PATH, Flash.done("There is a new secret; deliveries are signed with both for another 24 hours."));
        }
        String text = "Deliveries are signed with a new secret, and for another 24 hours with the old one too. Give the new one to those who "
                + "check signatures before then.";
        return new Sure(Section.SETTINGS, text, "Rotate the secret", PATH).ask(visit, "Rotate the signing secret?");
    }

    public Answer retire(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.SECRETS_WRITE);
        UUID id = visit.request().id("id").orElseThrow(() -> ProblemException.notFound("signing secret of that id"));
        if (Sure.isSaid(visit)) {
            secrets.retire(caller, id);
            return visit.redirect(PATH, Flash.done("Removed: nothing is signed with it any more."));
        }
        String text = "Nothing is signed with it any more. Who still checks signatures with it takes no delivery for genuine.";
        return new Sure(Section.SETTINGS, text, "Remove the secret", PATH).ask(visit, "Remove the signing secret?");
    }
}
