package prikke.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What one measurement came to: named numbers, printed as a row of a table and as JSON. */
record Figures(String name, Map<String, Double> values) {

    /** Quantiles of samples. */
    static Figures quantiles(String name, Collection<Double> samples) {
        double[] sorted = samples.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("n", (double) sorted.length);
        values.put("p50", at(sorted, 0.5));
        values.put("p95", at(sorted, 0.95));
        values.put("p99", at(sorted, 0.99));
        values.put("max", at(sorted, 1));
        return new Figures(name, values);
    }

    private static double at(double[] sorted, double quantile) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1L, (long) (quantile * sorted.length))];
    }

    /** The median of each number over several runs. */
    static Figures medians(String name, Collection<Figures> runs) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String key : runs.iterator().next().values.keySet()) {
            double[] sorted = runs.stream().mapToDouble(f -> f.values.getOrDefault(key, Double.NaN)).sorted().toArray();
            values.put(key, sorted[sorted.length / 2]);
        }
        return new Figures(name, values);
    }

    String row() {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-28s", name));
        values.forEach((key, value) -> row.append(String.format(Locale.ROOT, "  %s %s", key, number(value))));
        return row.toString();
    }

    String json() {
        StringBuilder json = new StringBuilder("{\"name\":\"" + name + "\"");
        values.forEach((key, value) -> json.append(",\"").append(key).append("\":").append(number(value).trim()));
        return json.append('}').toString();
    }

    private static String number(double value) {
        if (Double.isNaN(value)) return "null";
        boolean whole = value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.2f", value);
    }
}
