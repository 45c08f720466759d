package prikke.daemon.web;

import java.util.Map;
import prikke.daemon.http.Answer;

/**
 * A question that is asked before something is done that can't be taken back. The form that answers it goes to where the first one
 * went, with a field that says so.
 *
 * @param section of which part of the dashboard
 * @param text what will come of it
 * @param button what the button says that does it
 * @param back where who would rather not goes
 * @param fields what the form carries besides
 */
public record Sure(Section section, String text, String button, String back, Map<String, String> fields) {
    private static final String FIELD = "sure";

    public Sure(Section section, String text, String button, String back) {
        this(section, text, button, back, Map.of());
    }

    /** Whether this form is the answer. */
    public static boolean isSaid(Visit visit) {
        return visit.form().getOrDefault(FIELD, "").equals("yes");
    }

    /** Asks. */
    public Answer ask(Visit visit, String title) {
        return visit.page("sure.jte", title, Map.of("sure", this, "action", visit.request().target()));
    }
}
