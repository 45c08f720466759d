package prikke.cli.crontab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import prikke.core.api.JobRequest;
import prikke.core.schedule.ScheduleException;
import prikke.core.schedule.ScheduleSpec;

/** A crontab, read line by line as crontab(5) has it. */
final class Crontab {
    private static final Pattern SETTING = Pattern.compile("\\s*(['\"]?)([A-Za-z_][A-Za-z0-9_]*)\\1\\s*=\\s*(.*?)\\s*");
    private static final Pattern NICKNAME = Pattern.compile("\\s*(@[A-Za-z]+)\\s+(.*)");
    private static final Pattern FIELDS = Pattern.compile("\\s*((?:\\S+\\s+){4}\\S+)\\s+(.*)");
    private static final Pattern PROGRAM = Pattern.compile("(.*/)?(curl|wget)");

    private final List<Taken> taken = new ArrayList<>();
    private final List<Remark> refused = new ArrayList<>();
    private final List<Remark> notes = new ArrayList<>();
    private final JobKeys keys;
    private final Instant now;
    private final @Nullable Boolean enabled;
    private String zone;
    private boolean cronZone;
    private @Nullable String comment;

    private Crontab(Options options, Instant now) {
        this.keys = new JobKeys(options.prefix());
        this.zone = options.zone();
        this.enabled = options.disabled() ? false : null;
        this.now = now;
    }

    /**
     * How to read it.
     *
     * @param prefix what the key of each job begins with
     * @param zone the time zone where the crontab names none
     * @param disabled whether the jobs are to be held
     */
    record Options(String prefix, String zone, boolean disabled) {}

    /** A job, and the line that it was made of. */
    record Taken(int line, JobRequest job) {}

    /** Something to be said of a line. */
    record Remark(int line, String text) {}

    /** What a crontab comes to: jobs, lines that are none, and what is to be known of those that are. */
    record Content(List<Taken> jobs, List<Remark> refused, List<Remark> notes) {}

    static Content read(List<String> lines, Options options, Instant now) {
        Crontab crontab = new Crontab(options, now);
        for (int i = 0; i < lines.size(); i++) crontab.line(i + 1, lines.get(i));
        return new Content(crontab.taken, crontab.refused, crontab.notes);
    }

    private void line(int number, String line) {
        String bare = line.strip();
        if (bare.isEmpty()) {
            comment = null;
        } else if (bare.startsWith("#")) {
            comment = name(bare);
        } else {
            Matcher setting = SETTING.matcher(line);
            if (setting.matches()) setting(number, setting.group(2), unquoted(setting.group(3)));
            else attempt(number, line);
            comment = null;
        }
    }

    /** A comment as the name of what stands below it; a job that is commented out and a rule are none. */
    private static @Nullable String name(String comment) {
        String text = comment.replaceFirst("^#+", "").strip();
        boolean isJob = text.matches("[-*/,0-9]+\\s+[-*/,0-9]+\\s+.*") || text.startsWith("@");
        if (isJob || text.chars().noneMatch(Character::isLetterOrDigit)) return null;
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    private static String unquoted(String value) {
        return value.length() > 1 && "'\"".indexOf(value.charAt(0)) >= 0 && value.charAt(0) == value.charAt(value.length() - 1)
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private void setting(int number, String name, String value) {
        switch (name) {
            case "CRON_TZ" -> {
                zone = value;
                cronZone = true;
            }
            case "TZ" -> {
                if (cronZone) return;
                zone = value;
                notes.add(new Remark(number, "TZ is taken for the time zone of the schedules below it"));
            }
            case "MAILTO", "MAILFROM" -> notes.add(new Remark(number, name + " is left out: what a job answers is in its history"));
            case "SHELL", "PATH", "HOME", "LOGNAME", "USER", "LANG", "LC_ALL", "CONTENT_TYPE", "CONTENT_TRANSFER_ENCODING" -> {}
            default -> notes.add(new Remark(number, name + " is left out: a job has no environment"));
        }
    }

    private void attempt(int number, String line) {
        try {
            Matcher nickname = NICKNAME.matcher(line);
            Matcher fields = FIELDS.matcher(line);
            if (nickname.matches()) job(number, nickname.group(1), nickname.group(2));
            else if (fields.matches()) job(number, fields.group(1).replaceAll("\\s+", " "), fields.group(2));
            else throw new RefusedLineException("it is neither a setting nor a schedule with a command");
        } catch (RefusedLineException e) {
            refused.add(new Remark(number, e.why()));
        }
    }

    private void job(int number, String cron, String rest) {
        if (cron.equalsIgnoreCase("@reboot")) throw new RefusedLineException("@reboot is no time; Prikke's jobs do not hang on one machine");
        Input input = Input.of(rest);
        ShellWords.Command command = ShellWords.split(input.command());
        Call call = new Call();
        read(command.words(), call, input.stdin());
        if (command.redirected()) call.note("where the output went is left out; the answer is in the history");
        Call.Request request = call.request();
        check(cron);
        call.notes().forEach(note -> notes.add(new Remark(number, note)));
        taken.add(new Taken(number, job(keys.of(comment, request.url()), cron, request)));
    }

    private static void read(List<String> all, Call call, @Nullable String stdin) {
        // /etc/crontab has a user before the command.
        boolean hasUser = all.size() > 1 && !PROGRAM.matcher(all.getFirst()).matches() && PROGRAM.matcher(all.get(1)).matches()
                && all.getFirst().matches("[a-z_][a-z0-9_-]*");
        List<String> words = hasUser ? all.subList(1, all.size()) : all;
        Matcher program = PROGRAM.matcher(words.isEmpty() ? "" : words.getFirst());
        if (!program.matches()) {
            String name = words.isEmpty() ? "nothing" : words.getFirst();
            throw new RefusedLineException("it runs " + name + ", and a job calls a URL: only curl and wget are read");
        }
        List<String> arguments = words.subList(1, words.size());
        if (program.group(2).equals("curl")) {
            new Curl(call, stdin).read(arguments);
        } else {
            Wget wget = new Wget(call);
            wget.read(arguments);
            wget.finish();
        }
    }

    private void check(String cron) {
        try {
            new ScheduleSpec(cron, null, null, null, zone, null, null, null, null).parse(now, 0);
        } catch (ScheduleException e) {
            throw new RefusedLineException(e.faults().getFirst().message());
        }
    }

    private JobRequest job(String key, String cron, Call.Request r) {
        return new JobRequest(
                key, comment, r.url(), r.method(), r.headers().isEmpty() ? null : r.headers(), r.body(), cron, null, null, null,
                zone.equals("UTC") ? null : zone, null, r.timeout(), r.retries(), r.retryDelay() == null ? null : "fixed", r.retryDelay(), null,
                null, null, r.redirects() ? true : null, null, null, null, null, null, null, null, null, enabled, null);
    }
}
