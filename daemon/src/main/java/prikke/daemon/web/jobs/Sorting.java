package prikke.daemon.web.jobs;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import prikke.core.Place;
import prikke.core.job.Job;
import prikke.core.job.JobOrder;
import prikke.core.job.JobOrder.By;
import prikke.daemon.http.Cursor;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Visit;

/**
 * How the list of jobs is sorted, as a visitor has chosen it.
 *
 * @param text as links say it; empty for the latest first
 */
record Sorting(String text, JobOrder order) {

    static Sorting of(String text) {
        return new Sorting(text, switch (text) {
            case "" -> JobOrder.NEWEST_FIRST;
            case "name" -> new JobOrder(By.NAME, false);
            case "key" -> new JobOrder(By.KEY, false);
            case "next" -> new JobOrder(By.NEXT_RUN_AT, false);
            default -> throw Pager.unknown("order", text);
        });
    }

    /** Behind which job the page begins; null for the first page. */
    @Nullable Place place(Visit visit) {
        Place place = visit.request().parameter("cursor").map(cursor -> Cursor.decode(cursor, name())).orElse(null);
        if (place == null || place.value() == null || order.by() != By.NEXT_RUN_AT) return place;
        try {
            Instant.parse(place.value());
            return place;
        } catch (DateTimeException e) {
            throw Cursor.notOurs();
        }
    }

    String cursor(Job last, Instant now) {
        return Cursor.encode(name(), order.place(last, now));
    }

    private String name() {
        return text.isEmpty() ? "latest" : text;
    }
}
