package prikke.daemon.web.settings;

import java.util.Map;
import prikke.core.stats.Usage;
import prikke.daemon.http.Answer;
import prikke.daemon.web.Visit;

/** What an organization has used this month. */
public final class UsagePage {
    private final Usage usage;

    public UsagePage(Usage usage) {
        this.usage = usage;
    }

    public Answer show(Visit visit) {
        return visit.page("usage.jte", "Usage", Map.of("month", usage.of(visit.caller(), null)));
    }
}
