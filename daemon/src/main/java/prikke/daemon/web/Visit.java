package prikke.daemon.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.PublicUrl;
import prikke.core.account.Identity;
import prikke.core.account.SignedIn;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Content;
import prikke.daemon.http.Content.Header;
import prikke.daemon.http.Request;

/** One request of a browser: who visits, the form that came, and the ways to answer. */
final class Visit {
    /** The field that carries a form's token. */
    static final String TOKEN_FIELD = "form_token";

    private final Request request;
    private final Templates templates;
    private final Cookies cookies;
    private final FormKey key;
    private final Identity.@Nullable User user;
    private final PublicUrl url;

    Visit(
            Request request,
            Templates templates,
            Cookies cookies,
            FormKey key,
            Identity.@Nullable User user,
            PublicUrl url) {
        this.request = request;
        this.templates = templates;
        this.cookies = cookies;
        this.key = key;
        this.user = user;
        this.url = url;
    }

    Request request() {
        return request;
    }

    /** Who is signed in. */
    Optional<Identity.User> user() {
        return Optional.ofNullable(user);
    }

    /**
     * Who is signed in; anybody else is sent to sign in first.
     *
     * @param back where to come back to then
     */
    Identity.User requireUser(String back) {
        if (user == null) throw new SignInFirst(back);
        return user;
    }

    /**
     * The fields of a form of this site's own.
     *
     * @throws ProblemException forbidden for a form that another site had sent, or that is too old
     */
    Map<String, String> form() {
        Map<String, String> fields = request.form();
        requireOwnSite();
        if (!key.fits(fields.get(TOKEN_FIELD))) {
            throw refused("This form is too old, or your browser takes no cookies. Go back, load the page anew, and try again.");
        }
        return fields;
    }

    /** Browsers say where a form comes from: by Sec-Fetch-Site, or at least by Origin. */
    private void requireOwnSite() {
        String site = request.header("Sec-Fetch-Site").orElse("same-origin");
        String origin = request.header("Origin").orElse(null);
        boolean own = origin == null
                || origin.equals(url.base().toString())
                || origin.equals(request.origin().orElse(null));
        if (own && (site.equals("same-origin") || site.equals("none"))) return;
        throw refused("This form comes from another site.");
    }

    private static ProblemException refused(String words) {
        return ProblemException.of(ProblemException.Kind.FORBIDDEN, "foreign_form", words);
    }

    /** A page. */
    Answer page(int status, String template, String title, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("frame", new Frame(title, Assets.STYLE_URL, user == null ? null : user.email(), key.token()));
        List<Header> headers = new ArrayList<>(PageHeaders.ALL);
        if (key.fresh()) headers.add(cookies.setForm(key.secret()));
        return new Answer(status, new Content("text/html; charset=utf-8", templates.render(template, all), headers));
    }

    /** Sends the visitor on, to be followed by a GET. */
    Answer redirect(String path) {
        return redirect(path, List.of());
    }

    /** The same for somebody who has just signed in. */
    Answer signedIn(SignedIn signedIn, String path) {
        return redirect(path, List.of(cookies.setSession(signedIn.token())));
    }

    /** The same for somebody who has just signed out. */
    Answer signedOut(String path) {
        return redirect(path, List.of(cookies.clearSession()));
    }

    private static Answer redirect(String path, List<Header> more) {
        List<Header> headers = new ArrayList<>(PageHeaders.ALL);
        headers.add(new Header("Location", path));
        headers.addAll(more);
        return new Answer(303, new Content("text/plain; charset=utf-8", "", headers));
    }
}
