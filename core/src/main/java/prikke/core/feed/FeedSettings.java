package prikke.core.feed;

import java.time.Duration;

/**
 * How many may listen, and how far they may lag.
 *
 * @param perCaller how many subscriptions one key or user may have on a node
 * @param perOrganization how many one organization may have on a node
 * @param most how many there may be on a node
 * @param waiting how many events may wait for a listener in memory; one that lets more come together has to read them from the log
 * @param slow a listener that does so for so long without catching up is dropped
 * @param look how often the log is looked at for what other nodes have done
 * @param checked how often it is asked whether listeners may still listen
 */
public record FeedSettings(int perCaller, int perOrganization, int most, int waiting, Duration slow, Duration look, Duration checked) {
    public static final FeedSettings USUAL =
            new FeedSettings(100, 1000, 2000, 1000, Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(1));
}
