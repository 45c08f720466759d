package prikke.cli.jobs;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import prikke.core.api.Json;

/** Completes an instant that was typed as the clock on the wall shows it. */
final class LocalInstant {
    private LocalInstant() {}

    /**
     * The instant of a local date and time; anything else as it was typed, for the server to judge.
     *
     * @param timezone the job's time zone; the machine's where it is null
     */
    static String of(String typed, @Nullable String timezone) {
        try {
            ZoneId zone = timezone == null ? ZoneId.systemDefault() : ZoneId.of(timezone);
            return Json.instant(
                    LocalDateTime.parse(typed.strip().replace(' ', 'T')).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return typed;
        }
    }
}
