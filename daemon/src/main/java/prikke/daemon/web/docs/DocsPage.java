package prikke.daemon.web.docs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.daemon.http.Answer;
import prikke.daemon.openapi.ApiDocument;
import prikke.daemon.web.Visit;

/** The API, to be read by anybody. */
public final class DocsPage {
    private final ApiDocument document;
    private @Nullable Manual manual;

    public DocsPage(ApiDocument document) {
        this.document = document;
    }

    public Answer show(Visit visit) {
        return visit.page("docs/page.jte", "The API", Map.of("manual", manual()));
    }

    private synchronized Manual manual() {
        Manual known = manual;
        if (known == null) {
            known = new ManualWriter(document.tree()).manual();
            manual = known;
        }
        return known;
    }
}
