package prikke.core.schedule;

import java.time.Instant;

/** The span of time in which schedules are evaluated. RFC 3339 has years of four digits, so nothing is due outside. */
final class TimeLine {

    static final Instant START = Instant.ofEpochSecond(-62_135_596_800L);
    static final Instant END = Instant.ofEpochSecond(253_402_300_799L);
    static final long NONE = Long.MAX_VALUE;

    private TimeLine() {}
}
