package prikke.daemon.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import prikke.core.ProblemException;
import prikke.core.ProblemException.Fault;

/** What is wrong with a form, as its page says it. */
public final class Faulty {
    private Faulty() {}

    /** All of it in one text, for forms of few fields. */
    public static String words(ProblemException e) {
        if (e.faults().isEmpty()) return e.getMessage();
        return e.faults().stream().map(Faulty::sentence).collect(Collectors.joining(" "));
    }

    /** By field, for forms that say it beside each: the API's name of the field, and what is wrong with it. */
    public static Map<String, String> byField(ProblemException e) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (Fault fault : e.faults()) faults.merge(fault.field(), upper(fault.message()), (a, b) -> a + " " + b);
        return faults;
    }

    private static String sentence(Fault fault) {
        String field = fault.field().equals("org") ? "name" : fault.field();
        return upper(field.replace('_', ' ')) + " " + fault.message() + (fault.message().endsWith(".") ? "" : ".");
    }

    private static String upper(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
