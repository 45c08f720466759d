package prikke.daemon.web.queues;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import prikke.core.ProblemException;
import prikke.core.account.Caller;
import prikke.core.account.Permission;
import prikke.core.run.Queue;
import prikke.core.run.QueueDraft;
import prikke.core.run.Queues;
import prikke.daemon.http.Answer;
import prikke.daemon.http.Statuses;
import prikke.daemon.web.Faulty;
import prikke.daemon.web.Flash;
import prikke.daemon.web.Live;
import prikke.daemon.web.Pager;
import prikke.daemon.web.Section;
import prikke.daemon.web.Sure;
import prikke.daemon.web.Visit;

/** The queues of an organization, and what is done to them. */
public final class QueuesPage {
    private static final String PATH = "/queues";
    private static final int PAGE = 50;

    private final Queues queues;
    private final Live live;

    public QueuesPage(Queues queues, Live live) {
        this.queues = queues;
        this.live = live;
    }

    public Answer show(Visit visit) {
        return list(visit, visit.caller(), 200, Map.of(), null);
    }

    /** The list, whenever it has changed. */
    public Answer live(Visit visit) {
        Caller caller = visit.caller();
        return live.watched(visit, caller, "queuesnow.jte", () -> view(visit, caller));
    }

    private Map<String, Object> view(Visit visit, Caller caller) {
        String after = visit.request().parameter("cursor").orElse("");
        List<Queue> rest = queues.list(caller).stream().filter(queue -> queue.name().compareTo(after) > 0).limit(PAGE + 1L).toList();
        List<Queue> some = rest.subList(0, Math.min(PAGE, rest.size()));
        String next = rest.size() > PAGE ? some.getLast().name() : null;
        return Map.of("queues", some, "pager", Pager.named(visit, PATH, next));
    }

    private Answer list(Visit visit, Caller caller, int status, Map<String, String> values, @Nullable String error) {
        Map<String, Object> parameters = new HashMap<>(view(visit, caller));
        parameters.put("values", values);
        parameters.put("error", error);
        return visit.page(status, "queues.jte", "Queues", parameters);
    }

    /** Makes a queue. */
    public Answer create(Visit visit) {
        Caller caller = visit.caller();
        Map<String, String> form = visit.form();
        try {
            Queue queue = queues.set(caller, form.getOrDefault("name", "").strip(), draft(form));
            return visit.redirect(PATH, Flash.done("The queue " + queue.name() + " is set."));
        } catch (ProblemException e) {
            if (e.kind() == ProblemException.Kind.FORBIDDEN) throw e;
            return list(visit, caller, Statuses.of(e.kind()), form, Faulty.words(e));
        }
    }

    public Answer one(Visit visit) {
        Queue queue = queues.get(visit.caller(), name(visit));
        String rate = queue.rate() == null ? "" : queue.rate().text();
        return form(visit, 200, queue, Map.of("concurrency", Integer.toString(queue.concurrency()), "rate", rate), null);
    }

    /** How a queue stands, whenever that has changed. */
    public Answer oneLive(Visit visit) {
        Caller caller = visit.caller();
        Queue queue = queues.get(caller, name(visit));
        return live.watched(visit, caller, "queuenow.jte", () -> Map.of("queue", fresh(caller, queue), "path", path(queue.name())));
    }

    /** As it is by now; as it was, where it has been deleted. */
    private Queue fresh(Caller caller, Queue queue) {
        return queues.list(caller).stream().filter(each -> each.name().equals(queue.name())).findFirst().orElse(queue);
    }

    private static Answer form(Visit visit, int status, Queue queue, Map<String, String> values, @Nullable String error) {
        Map<String, Object> parameters = new HashMap<>(Map.of("queue", queue, "values", values, "path", path(queue.name())));
        parameters.put("error", error);
        return visit.page(status, "queue.jte", queue.name(), parameters);
    }

    public Answer save(Visit visit) {
        Caller caller = visit.caller();
        try {
            Queue queue = queues.set(caller, name(visit), draft(visit.form()));
            return visit.redirect(path(queue.name()), Flash.done("Saved."));
        } catch (ProblemException e) {
            if (e.kind() == ProblemException.Kind.FORBIDDEN) throw e;
            return form(visit, Statuses.of(e.kind()), queues.get(caller, name(visit)), visit.form(), Faulty.words(e));
        }
    }

    public Answer pause(Visit visit) {
        Queue queue = queues.pause(visit.caller(), name(visit));
        return visit.redirect(visit.backPath(), Flash.done("Paused " + queue.name() + ": nothing of it begins until it is resumed."));
    }

    public Answer resume(Visit visit) {
        Queue queue = queues.resume(visit.caller(), name(visit));
        return visit.redirect(visit.backPath(), Flash.done("Resumed " + queue.name() + "."));
    }

    public Answer purge(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.JOBS_WRITE);
        if (Sure.isSaid(visit)) {
            int cancelled = queues.purge(caller, name(visit));
            return visit.redirect(path(name(visit)), Flash.done("Purged: " + (cancelled == 1 ? "1 run is" : cancelled + " runs are") + " cancelled."));
        }
        Queue queue = queues.get(caller, name(visit));
        String text = "All that waits in " + queue.name() + " and has not begun is cancelled, " + queue.waiting()
                + " runs by now. What runs goes on. This can't be undone.";
        return new Sure(Section.QUEUES, text, "Purge the queue", path(queue.name())).ask(visit, "Purge " + queue.name() + "?");
    }

    public Answer delete(Visit visit) {
        Caller caller = visit.caller();
        caller.require(Permission.JOBS_WRITE);
        if (Sure.isSaid(visit)) {
            queues.delete(caller, name(visit));
            return visit.redirect(PATH, Flash.done("Deleted " + name(visit) + "."));
        }
        Queue queue = queues.get(caller, name(visit));
        String text = "What is set for " + queue.name() + " is forgotten. Jobs that name it run one at a time from then on.";
        return new Sure(Section.QUEUES, text, "Delete the queue", path(queue.name())).ask(visit, "Delete " + queue.name() + "?");
    }

    private static QueueDraft draft(Map<String, String> form) {
        String concurrency = form.getOrDefault("concurrency", "").strip();
        String rate = form.getOrDefault("rate", "").strip();
        return new QueueDraft(concurrency.isEmpty() ? null : number(concurrency), rate.isEmpty() ? null : rate);
    }

    /** What is no number is out of range, which the use case says. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String name(Visit visit) {
        return visit.request().path("name");
    }

    private static String path(String name) {
        return PATH + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
