package prikke.core.job;

import java.time.Duration;

/** What a job may hold; {@code PRODUCT.md} section 6. Lengths of text in characters, of bodies in bytes. */
final class Limits {
    static final int NAME = 200;
    static final int URL = 8 * 1024;
    static final int HEADERS = 50;
    static final int HEADER_NAME = 200;
    static final int HEADER_VALUE = 8 * 1024;
    static final int BODY = 256 * 1024;
    static final int EXPECTED_BODY = 1000;
    static final int TAGS = 20;
    static final int TAG = 50;
    static final int RETRIES = 10;
    static final int PRIORITY = 9;
    static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    static final Duration SHORTEST_RETRY_DELAY = Duration.ofSeconds(1);
    static final Duration LONGEST_RETRY_DELAY = Duration.ofDays(1);
    static final Duration LONGEST_GRACE = Duration.ofDays(30);

    private Limits() {}
}
