package prikke.daemon.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.Identity;
import prikke.core.account.Membership;
import prikke.core.account.SignedIn;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Content;
import prikke.daemon.http.Content.Header;
import prikke.daemon.http.Request;

/**
 * One request of a browser: who visits, the form that came, and the ways to answer. Whatever is not a read counts as a form, and is
 * checked for where it comes from before anybody learns in whose name it would be done.
 */
public final class Visit {
    /** The field that carries a form's token. */
    static final String TOKEN_FIELD = "form_token";

    private static final String LIVE = "text/event-stream";
    private static final int LARGEST_FORM = 1024 * 1024;

    private final Request request;
    private final Stage stage;
    private final Cookies cookies;
    private final FormKey key;
    private final Identity.@Nullable User user;
    private final Instant now;
    private @Nullable Map<String, String> form;

    Visit(Request request, Stage stage, Cookies cookies, FormKey key, Identity.@Nullable User user) {
        this.request = request;
        this.stage = stage;
        this.cookies = cookies;
        this.key = key;
        this.user = user;
        this.now = stage.clock().instant();
    }

    public Request request() {
        return request;
    }

    /** When the request came. */
    public Instant now() {
        return now;
    }

    /** Who is signed in. */
    public Optional<Identity.User> user() {
        return Optional.ofNullable(user);
    }

    /**
     * Who is signed in; anybody else is sent to sign in first.
     *
     * @param back where to come back to then
     */
    public Identity.User requireUser(String back) {
        if (user == null) throw new SignInFirst(back);
        return user;
    }

    /**
     * {@link #requireUser(String)}, to come back to this page, or to the one that a form was on. Who belongs to several organizations is
     * sent to the page's address in full first.
     */
    public Identity.User requireUser() {
        Identity.User known = requireUser(whereabouts());
        String inFull = request.isRead() && !isPart() && !isLive() ? Bearings.inFull(request.target(), known, guessed(known)) : null;
        if (inFull != null) throw new AddressFirst(inFull);
        return known;
    }

    private String whereabouts() {
        if (isPart()) return ownPath(request.header("HX-Current-URL").orElse(""));
        return request.isRead() ? request.target() : ownPath(request.header("Referer").orElse(""));
    }

    /** The page that the visitor comes from, where it is one of this site. */
    public String backPath() {
        return ownPath(request.header("Referer").orElse(""));
    }

    private String ownPath(String page) {
        return bases().filter(base -> page.startsWith(base + "/"))
                .map(base -> stage.ways().shown(Paths.local(page.substring(base.length()))))
                .findFirst()
                .orElse(Paths.HOME);
    }

    private boolean isOwn(String page) {
        return bases().anyMatch(base -> page.startsWith(base + "/"));
    }

    /** Where this site is: as it is set up, and as the visitor has it. */
    private Stream<String> bases() {
        return Stream.concat(Stream.of(stage.url().base().toString()), request.origin().stream());
    }

    /**
     * Who visits, in the organization that is meant: see {@link Bearings}.
     *
     * @throws ProblemException not found for an organization that they don't belong to; as {@link #form} does for a form
     */
    public Caller caller() {
        Identity.User known = requireUser();
        Membership membership = membership(known);
        if (membership == null) throw new NoOrganization();
        return known.in(membership.org().id(), request.client());
    }

    private @Nullable Membership membership(Identity.User known) {
        String named = request.isRead() ? Bearings.named(request, isPart()) : form().get(Bearings.FIELD);
        if (named == null) return guessed(known);
        return Bearings.find(known, named)
                .orElseThrow(() -> ProblemException.notFound("organization of that id, or you don't belong to it any more,"));
    }

    private @Nullable Membership guessed(Identity.User known) {
        String from = request.header(isPart() ? "HX-Current-URL" : "Referer").orElse("");
        return Bearings.guessed(known, isOwn(from) ? from : "", request.cookie(cookies.org()));
    }

    /**
     * The fields of a form of this site's own.
     *
     * @throws ProblemException forbidden for a form that another site had sent, or that is too old
     */
    public Map<String, String> form() {
        Map<String, String> known = form;
        if (known != null) return known;
        Map<String, String> fields = request.form(LARGEST_FORM);
        requireOwnSite();
        if (!key.fits(fields.get(TOKEN_FIELD))) {
            throw refused("This form is too old, or your browser takes no cookies. Go back, load the page anew, and try again.");
        }
        form = fields;
        return fields;
    }

    /** Browsers say where a form comes from: by Sec-Fetch-Site, or at least by Origin. */
    private void requireOwnSite() {
        String site = request.header("Sec-Fetch-Site").orElse("same-origin");
        String origin = request.header("Origin").orElse(null);
        boolean own = origin == null
                || origin.equals(stage.url().base().toString())
                || origin.equals(request.origin().orElse(null));
        if (own && (site.equals("same-origin") || site.equals("none"))) return;
        throw refused("This form comes from another site.");
    }

    private static ProblemException refused(String words) {
        return ProblemException.of(ProblemException.Kind.FORBIDDEN, "foreign_form", words);
    }

    private boolean isLive() {
        return request.header("Accept").orElse("").equals(LIVE);
    }

    /** Whether htmx asks, for a part of the page that the visitor is on. */
    public boolean isPart() {
        return request.header("HX-Request").isPresent();
    }

    /** A page. */
    public Answer page(int status, String template, String title, Map<String, ?> parameters) {
        Optional<Flash> flash = request.cookie(cookies.flash()).flatMap(cookie -> Flash.opened(cookie, key));
        List<Header> more = new ArrayList<>();
        if (key.fresh()) more.add(cookies.setForm(key.secret()));
        rememberOrganization(more);
        if (request.cookie(cookies.flash()).isPresent() && !isPart()) more.add(cookies.clearFlash());
        return rendered(status, template, frame(title, flash.orElse(null)), parameters, more);
    }

    /** A page that is there. */
    public Answer page(String template, String title, Map<String, ?> parameters) {
        return page(200, template, title, parameters);
    }

    /** A part of a page, to be put in place of what is there. */
    public Answer part(String template, Map<String, ?> parameters) {
        return rendered(200, template, frame("", null), parameters, List.of());
    }

    /** A part of a page as text, as of now. */
    String text(String template, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("frame", frame("", null));
        return stage.templates().render(template, all);
    }

    private Answer rendered(int status, String template, Frame frame, Map<String, ?> parameters, List<Header> more) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("frame", frame);
        List<Header> headers = new ArrayList<>(PageHeaders.ALL);
        headers.addAll(more);
        return new Answer(status, new Content("text/html; charset=utf-8", stage.templates().render(template, all), headers));
    }

    private Frame frame(String title, @Nullable Flash flash) {
        Theme theme = Theme.of(request.cookie(cookies.theme()).orElse(""));
        return new Frame(title, stage.assets(), visitor(), key.token(), theme, flash, stage.clock().instant(), stage.url().base().toString());
    }

    private @Nullable Visitor visitor() {
        if (user == null) return null;
        return new Visitor(user.email(), shownMembership(user), user.memberships(), user.instanceAdmin());
    }

    /** A page that says that something was refused has a frame too, whatever organization was asked for. */
    private @Nullable Membership shownMembership(Identity.User known) {
        boolean refused = !request.isRead() && form == null;
        String named = refused ? null : request.isRead() ? Bearings.named(request, isPart()) : form().get(Bearings.FIELD);
        return named == null ? guessed(known) : Bearings.find(known, named).orElseGet(() -> guessed(known));
    }

    /** The address of what answers a form tells of no organization: the links from there go by the cookie. */
    private void rememberOrganization(List<Header> more) {
        String org = form == null ? null : form.get(Bearings.FIELD);
        if (org != null && user != null && Bearings.find(user, org).isPresent()) more.add(cookies.setOrg(org));
    }

    /** Sends the visitor on, to be followed by a GET. */
    public Answer redirect(String path) {
        return redirect(path, List.of());
    }

    /** The same, where the page that follows says something once, of the organization that the form was about. */
    public Answer redirect(String path, Flash flash) {
        List<Header> more = new ArrayList<>();
        more.add(cookies.setFlash(flash.sealed(key)));
        rememberOrganization(more);
        return redirect(path, more);
    }

    /** The whole page goes on to a path, also where only a part of it was asked for. */
    Answer leave(String path) {
        if (isLive()) return Live.over();
        if (!isPart()) return redirect(path);
        List<Header> headers = new ArrayList<>(PageHeaders.ALL);
        headers.add(new Header("HX-Redirect", path));
        return new Answer(200, new Content("text/plain; charset=utf-8", "", headers));
    }

    /** Sends the visitor on to look at an organization. */
    Answer redirectTo(Membership membership, String path) {
        return redirect(Bearings.to(membership, path), List.of(cookies.setOrg(membership.org().id().toString())));
    }

    /** Sends the visitor on with another theme. */
    Answer redirect(Theme theme, String path) {
        return redirect(path, List.of(cookies.setTheme(theme)));
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
