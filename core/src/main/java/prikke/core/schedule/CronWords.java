package prikke.core.schedule;

/** A cron expression in words. */
record CronWords(LocalTimes times) {

    String text() {
        return "At the times that match";
    }
}
