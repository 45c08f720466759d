package prikke.core.schedule;

import java.util.List;
import java.util.stream.Collectors;

/** One field of a {@link ModelCron}: the terms of its list. */
record ModelField(List<Term> terms) {

    sealed interface Term {
        /** As it is written in an expression. */
        String text();
    }

    record All(int step, String sign) implements Term {
        @Override
        public String text() {
            return step == 1 ? sign : sign + "/" + step;
        }
    }

    record Range(int low, int high, int step) implements Term {
        @Override
        public String text() {
            return (low == high ? "" + low : low + "-" + high) + (step == 1 ? "" : "/" + step);
        }
    }

    /** {@code 5/15}. */
    record From(int low, int step) implements Term {
        @Override
        public String text() {
            return low + "/" + step;
        }
    }

    record LastDay(int before) implements Term {
        @Override
        public String text() {
            return before == 0 ? "L" : "L-" + before;
        }
    }

    record LastWorkday() implements Term {
        @Override
        public String text() {
            return "LW";
        }
    }

    record NearestWorkday(int day) implements Term {
        @Override
        public String text() {
            return day + "W";
        }
    }

    record NthWeekday(int weekday, int nth) implements Term {
        @Override
        public String text() {
            return weekday + "#" + nth;
        }
    }

    record LastWeekday(int weekday) implements Term {
        @Override
        public String text() {
            return weekday + "L";
        }
    }

    boolean restricted() {
        return terms.stream().noneMatch(All.class::isInstance);
    }

    boolean wildcardOrStep() {
        return terms.stream().anyMatch(term -> switch (term) {
            case All _, From _ -> true;
            case Range range -> range.step() > 1;
            default -> false;
        });
    }

    String text() {
        return terms.stream().map(Term::text).collect(Collectors.joining(","));
    }
}
