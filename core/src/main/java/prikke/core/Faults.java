package prikke.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import prikke.core.ProblemException.Fault;

/** Gathers what is wrong with a request, so that all of it is said at once. */
public final class Faults {
    private final List<Fault> faults = new ArrayList<>();

    /** Notes one fault. */
    public void add(String field, String code, String message) {
        faults.add(new Fault(field, code, message));
    }

    /** Notes a fault that was found elsewhere. */
    public void add(Fault fault) {
        faults.add(fault);
    }

    /** The fields that are wrong. */
    public Set<String> fields() {
        return faults.stream().map(Fault::field).collect(Collectors.toSet());
    }

    /** All that has been noted. */
    public List<Fault> all() {
        return List.copyOf(faults);
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** Throws all that has been noted, if anything has. */
    public void throwIfAny() {
        if (!faults.isEmpty()) throw ProblemException.invalid(faults);
    }
}
