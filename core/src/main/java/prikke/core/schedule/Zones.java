package prikke.core.schedule;

import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;

/** Time zones by their IANA names. */
final class Zones {

    static final ZoneId UTC = ZoneId.of("UTC");

    private Zones() {}

    /** Takes the names of the time zone database only; {@link ZoneId#of} alone would take {@code +02:00} as well. */
    static ZoneId parse(String text) {
        String name = text.strip();
        try {
            // Throws for what ZoneId.of alone would take, such as UTC+2.
            var _ = ZoneRulesProvider.getRules(name, false);
            return ZoneId.of(name);
        } catch (ZoneRulesException e) {
            throw new ScheduleException("timezone", "unknown", "there is no time zone '" + name + "'; " + hint(name));
        }
    }

    /** The zone that was probably meant: other case, a space for the underscore, or the city alone. */
    private static String hint(String name) {
        String wanted = name.replace(' ', '_');
        for (String id : ZoneRulesProvider.getAvailableZoneIds()) {
            String city = id.substring(id.lastIndexOf('/') + 1);
            if (id.equalsIgnoreCase(wanted) || city.equalsIgnoreCase(wanted)) {
                return "did you mean " + id + "?";
            }
        }
        return "expected an IANA name such as Europe/Oslo, America/New_York or UTC";
    }
}
