package prikke.cli.sync;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import prikke.cli.output.Output;
import prikke.core.api.Answer;
import prikke.core.api.SyncResponse;
import prikke.core.api.SyncResponse.Item;

/** Prints what a sync has done, or would do: what changes field by field, and of the rest how much there is. */
final class PlanReport {
    private static final int LONGEST = 200;

    private final Output output;

    PlanReport(Output output) {
        this.output = output;
    }

    void print(Answer<SyncResponse> answer) {
        SyncResponse plan = answer.value();
        if (!output.readable()) {
            List<String> keys = Stream.of(plan.created(), plan.updated(), plan.deleted()).flatMap(List::stream).map(Item::key).toList();
            output.values(keys, answer.json(), SyncResponse.class);
            return;
        }
        plan.created().forEach(this::created);
        plan.updated().forEach(this::updated);
        plan.deleted().forEach(item -> output.line(output.gone("- " + name(item))));
        output.line(summary(plan));
    }

    private void created(Item item) {
        output.line(output.fresh("+ " + name(item)));
        item.changes().forEach((field, pair) -> {
            if (!field.equals("key")) output.line(output.fresh("    " + field + ": " + value(pair.get(1))));
        });
    }

    private void updated(Item item) {
        output.line(output.changed("~ " + name(item)));
        int width = item.changes().keySet().stream().mapToInt(String::length).max().orElse(0);
        for (Map.Entry<String, List<@Nullable Object>> change : item.changes().entrySet()) {
            String label = change.getKey() + ":" + " ".repeat(width - change.getKey().length());
            output.line("    " + label + " " + output.gone(value(change.getValue().get(0))) + " -> " + output.fresh(value(change.getValue().get(1))));
        }
    }

    private static String name(Item item) {
        return item.type() + " " + item.key();
    }

    private static String value(@Nullable Object value) {
        if (value == null) return "(none)";
        String text = value instanceof List<?> list ? list.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]")) : value.toString();
        String flat = text.replace("\n", "\\n").replaceAll("\\p{Cntrl}", "?");
        return flat.length() <= LONGEST ? flat : flat.substring(0, LONGEST) + "...";
    }

    private static String summary(SyncResponse plan) {
        int changes = plan.created().size() + plan.updated().size() + plan.deleted().size();
        if (changes == 0) {
            int all = plan.unchanged().size();
            return "Nothing to do: " + (all == 0 ? "the document names nothing." : all == 1 ? "the one thing is as it says." : "all " + all + " are as they are to be.");
        }
        String counts = plan.created().size() + " created, " + plan.updated().size() + " updated, " + plan.deleted().size() + " deleted, "
                + plan.unchanged().size() + " unchanged.";
        return plan.dryRun() ? "Would be: " + counts + " Nothing was changed (--dry-run)." : counts;
    }
}
