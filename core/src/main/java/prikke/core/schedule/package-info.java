/**
 * When things are due: cron expressions, intervals and single instants, their bounds, jitter, words, previews and
 * simulations. Everything here is a pure function of its arguments; nothing here reads a clock, a file or a
 * database, and nothing here knows of jobs.
 *
 * <h2>Cron</h2>
 *
 * <p>Five fields (minute, hour, day-of-month, month, day-of-week) or six with leading seconds. An instant is looked
 * at as the local date and time of the schedule's zone; it <em>matches</em> when the second, the minute, the hour
 * and the month are each in their field's set and the day is due:
 *
 * <ul>
 *   <li>A day field is <em>restricted</em> unless one of its entries is {@code *} or {@code ?}, with or without a
 *       step. When both day fields are restricted a day is due that is in either set, else one that is in both
 *       (crontab(5)).
 *   <li>{@code a/n} means from a to the field's end (Saturday, in a week) in steps of n; 0 and 7 are Sunday; a
 *       range may end with Sunday.
 *   <li>{@code L} is the month's last day, {@code L-n} the day n days earlier; {@code dW} the Monday to Friday
 *       nearest to day d within the month, in months that have a day d; {@code LW} the last Monday to Friday.
 *       {@code d#n} is the n-th such weekday of the month, {@code dL} the last one.
 *   <li>{@code H} is one value hashed from the seed (days of the month: 1 to 28), {@code H(a-b)} one of a to b,
 *       {@code H/n} a hashed offset and then every n, {@code H(a-b)/n} the same from a to b.
 * </ul>
 *
 * <h2>When the clocks change</h2>
 *
 * <p>A change of a zone's offset, for whatever reason and of whatever length, leaves out a stretch of local time (a
 * <em>gap</em>) or brings one twice (an <em>overlap</em>). With a change at instant T that moves the local time
 * from a to b: in a gap a &lt; b, the local times from a on and before b never come, and T itself has the local
 * time b. In an overlap b &lt; a, and the local times from b on and before a come twice: the <em>first pass</em>
 * ends before T, the <em>second pass</em> begins at T and lasts a &minus; b.
 *
 * <p>A schedule whose minute or hour field has a wildcard or a step <b>keeps to elapsed time</b>: it is due at
 * every instant that matches, and at no other. So {@code *}{@code /15 * * * *} is due every 15 minutes and
 * {@code 0 * * * *} every hour across a change by an hour, and a local time that comes twice matches both times.
 * Where the change is not a multiple of the step the schedule stays on its local minutes: at Lord Howe, where the
 * clocks move by half an hour, {@code 0 * * * *} is due at 01:00 and then at 03:00, 90 minutes later; and
 * {@code 0 *}{@code /2 * * *} is due at 00:00 and 04:00 in the night without a 02:00, and at 02:00 twice in the
 * night that has two. {@link prikke.core.schedule.Every} is the schedule for intervals that never vary.
 *
 * <p>Every other schedule has <b>fixed times</b>, whatever its seconds field, and its policy decides:
 *
 * <table>
 *   <caption>What becomes of fixed times</caption>
 *   <tr><th></th><th>local times in a gap</th><th>local times in an overlap</th></tr>
 *   <tr><td>{@code cronie}</td><td>due once, at T</td><td>due in the first pass only</td></tr>
 *   <tr><td>{@code skip}</td><td>not due</td><td>due in the first pass only</td></tr>
 *   <tr><td>{@code both}</td><td>due once, at T</td><td>due in both passes</td></tr>
 * </table>
 *
 * <p>However many fixed times fall into one gap, the schedule is due once at T; and when T matches by itself it is
 * still due once. Whether a time in the gap is wanted is decided by its own date: where Apia left out the whole of
 * 2011-12-30, {@code 0 9 * * FRI} is due at 2011-12-31T00:00, the first instant after that Friday. Where the clocks
 * go forward at midnight (Cairo, Beirut), {@code 0 0 * * *} is due at 01:00 of the same day; where they go back at
 * midnight, 23:30 is due in the first pass and 00:00, which comes once, at its only instant.
 *
 * <p>This is what cronie does (cron(8), "Daylight Saving Time and other time changes"), made exact: to the second,
 * once for each gap, in every zone and not only the machine's own, and without its limit of three hours, beyond
 * which it takes a change for a correction of the clock. The corpus in the tests lists the differences from other
 * implementations.
 *
 * <h2>Bounds of the search</h2>
 *
 * <p>The calendar and the zones' rules repeat after 400 years, so a search that finds nothing in that time has
 * shown that nothing will ever come. Nothing is due after the year 9999.
 */
@NullMarked
package prikke.core.schedule;

import org.jspecify.annotations.NullMarked;
