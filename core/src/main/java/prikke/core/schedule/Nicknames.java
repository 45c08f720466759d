package prikke.core.schedule;

import java.util.Locale;

/** The nicknames of crontab(5) that name a time; {@code @reboot} names none. */
final class Nicknames {

    private Nicknames() {}

    static String expand(String nickname) {
        return switch (nickname.toLowerCase(Locale.ROOT)) {
            case "@hourly" -> "0 * * * *";
            case "@daily", "@midnight" -> "0 0 * * *";
            case "@weekly" -> "0 0 * * 0";
            case "@monthly" -> "0 0 1 * *";
            case "@yearly", "@annually" -> "0 0 1 1 *";
            default -> throw CronParser.refusal("syntax", refusal(nickname));
        };
    }

    private static String refusal(String nickname) {
        String lower = nickname.toLowerCase(Locale.ROOT);
        if (lower.startsWith("@every")) {
            return "cron does not take '" + nickname + "'; for a fixed interval set every, such as every: 10m";
        }
        if (lower.equals("@reboot")) {
            return "@reboot is not a time, so it cannot be scheduled";
        }
        return "there is no nickname '" + nickname
                + "'; there are @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually";
    }
}
