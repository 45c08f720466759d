package prikke.daemon.web.settings;

import java.util.Map;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Visit;

/** Shows what is never shown again, as the answer to the form that made it: no address leads to it. */
final class Once {
    private Once() {}

    static Answer show(Visit visit, Tab tab, String title, String text, String secret) {
        return visit.page("once.jte", title, Map.of("tab", tab, "text", text, "secret", secret));
    }
}
