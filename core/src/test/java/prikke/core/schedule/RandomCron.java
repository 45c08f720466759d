package prikke.core.schedule;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import prikke.core.schedule.ModelField.Term;

/** Random expressions, most of which have something to do with a given date and time. */
record RandomCron(Random random, LocalDateTime near) {

    private static final ModelField NONE = new ModelField(List.of());

    ModelCron minutely() {
        return cron(NONE);
    }

    ModelCron secondly() {
        return cron(sixty(near.getSecond()));
    }

    private ModelCron cron(ModelField second) {
        return new ModelCron(
                second,
                sixty(near.getMinute()),
                numbers(0, 23, Math.floorMod(near.getHour() + random.nextInt(-1, 2), 24)),
                dayOfMonth(),
                chance(3) ? numbers(1, 12, near.getMonthValue()) : any("*"),
                dayOfWeek());
    }

    private ModelField sixty(int hint) {
        return numbers(0, 59, chance(2) ? hint : random.nextInt(4) * 15);
    }

    private ModelField dayOfMonth() {
        if (chance(2)) {
            return any(chance(4) ? "?" : "*");
        }
        int day = near.getDayOfMonth();
        int length = near.toLocalDate().lengthOfMonth();
        return list(() -> switch (random.nextInt(6)) {
            case 0 -> new ModelField.LastDay(chance(2) ? length - day : random.nextInt(31));
            case 1 -> new ModelField.LastWorkday();
            case 2 -> new ModelField.NearestWorkday(chance(2) ? day : random.nextInt(1, 32));
            default -> number(1, 31, day);
        });
    }

    private ModelField dayOfWeek() {
        if (chance(2)) {
            return any(chance(4) ? "?" : "*");
        }
        int weekday = near.getDayOfWeek().getValue();
        return list(() -> switch (random.nextInt(6)) {
            case 0 -> new ModelField.NthWeekday(weekday, (near.getDayOfMonth() - 1) / 7 + 1);
            case 1 -> new ModelField.NthWeekday(random.nextInt(8), random.nextInt(1, 6));
            case 2 -> new ModelField.LastWeekday(chance(2) ? weekday : random.nextInt(8));
            default -> number(0, 6, weekday % 7);
        });
    }

    private ModelField numbers(int min, int max, int hint) {
        return chance(5) ? any("*") : list(() -> number(min, max, hint));
    }

    private Term number(int min, int max, int hint) {
        int step = random.nextInt(1, max - min + 2);
        int low = random.nextInt(min, hint + 1);
        int high = random.nextInt(hint, max + 1);
        return switch (random.nextInt(8)) {
            case 0 -> new ModelField.All(step, "*");
            case 1 -> new ModelField.Range(low, high, 1);
            case 2 -> new ModelField.Range(low, Math.max(high, Math.min(low + 1, max)), chance(2) ? 2 : step);
            case 3 -> new ModelField.From(low, step);
            case 4 -> one(random.nextInt(min, max + 1));
            default -> one(hint);
        };
    }

    private static Term one(int value) {
        return new ModelField.Range(value, value, 1);
    }

    private static ModelField any(String sign) {
        return new ModelField(List.of(new ModelField.All(1, sign)));
    }

    private ModelField list(Supplier<Term> term) {
        List<Term> terms = new ArrayList<>();
        Stream.generate(term).limit(chance(3) ? random.nextInt(1, 5) : 1).forEach(terms::add);
        return new ModelField(terms);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
