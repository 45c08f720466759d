package prikke.core.schedule;

/** A cron expression in words: the times of day, then the days. */
record CronWords(LocalTimes times) {

    String text() {
        TimeWords time = new TimeWords(times.time());
        DayWords days = new DayWords(times.days());
        String everyDay = time.timesOfDay() && days.everyDay() ? " every day" : "";
        return time.text() + everyDay + (days.text().isEmpty() ? "" : " " + days.text());
    }
}
