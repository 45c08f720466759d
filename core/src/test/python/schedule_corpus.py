#!/usr/bin/env python3
"""Computes the corpus of cron cases from the documented rules alone, without any of Prikke's code.

It looks at every minute (or second) after the starting instant and asks whether it is due, by the rules in the notes of
the package prikke.core.schedule, with the standard library's zoneinfo for the time zones. Slow and plain on purpose.

    core/src/test/python/schedule_corpus.py > core/src/test/resources/prikke/core/schedule/corpus.tsv
"""
import calendar
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

UTC = timezone.utc
MONTHS = dict(zip("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), range(1, 13)))
WEEKDAYS = dict(zip("SUN MON TUE WED THU FRI SAT".split(), range(0, 7)))
NICKNAMES = {
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
}


def number(word, names):
    return names[word.upper()] if word.upper() in names else int(word)


def values(field, low, high, names={}):
    """The set of numbers that the plain entries of a field stand for."""
    found = set()
    for entry in field.split(","):
        base, _, step = entry.partition("/")
        if base in ("*", "?"):
            first, last = low, high
        elif "-" in base:
            first, last = (number(word, names) for word in base.split("-"))
            if names is WEEKDAYS and last == 0 < first:
                last = 7
        else:
            first = number(base, names)
            last = high if step else first
        found.update(range(first, last + 1, int(step or 1)))
    return found


def is_workday(day):
    return day.weekday() < 5


def nearest_workday(day):
    for distance in range(4):
        for candidate in (day - timedelta(distance), day + timedelta(distance)):
            if candidate.month == day.month and is_workday(candidate):
                return candidate


class Cron:
    def __init__(self, expression):
        fields = NICKNAMES.get(expression, expression).split()
        self.has_seconds = len(fields) == 6
        second, minute, hour, self.dom, month, self.dow = fields if self.has_seconds else ["0"] + fields
        self.seconds = values(second, 0, 59)
        self.minutes = values(minute, 0, 59)
        self.hours = values(hour, 0, 23)
        self.months = values(month, 1, 12, MONTHS)
        self.elapsed = any(sign in field for field in (minute, hour) for sign in "*?/")

    def day(self, day):
        if day.month not in self.months:
            return False
        restricted = not any(sign in self.dom + self.dow for sign in "*?")
        by_month = any(self.dom_entry(entry, day) for entry in self.dom.split(","))
        by_week = any(self.dow_entry(entry, day) for entry in self.dow.split(","))
        return by_month or by_week if restricted else by_month and by_week

    def dom_entry(self, entry, day):
        length = calendar.monthrange(day.year, day.month)[1]
        if entry == "LW":
            return is_workday(day) and not any(
                is_workday(date(day.year, day.month, later)) for later in range(day.day + 1, length + 1))
        if entry.startswith("L"):
            return day.day == length - int(entry[2:] or 0)
        if entry.endswith("W"):
            wanted = int(entry[:-1])
            return wanted <= length and day == nearest_workday(day.replace(day=wanted))
        return day.day in values(entry, 1, 31)

    def dow_entry(self, entry, day):
        weekday = day.isoweekday() % 7
        if "#" in entry:
            name, nth = entry.split("#")
            return weekday == number(name, WEEKDAYS) % 7 and (day.day + 6) // 7 == int(nth)
        if entry.upper().endswith("L"):
            last_week = day.day + 7 > calendar.monthrange(day.year, day.month)[1]
            return last_week and weekday == number(entry[:-1], WEEKDAYS) % 7
        return weekday in {value % 7 for value in values(entry, 0, 6, WEEKDAYS)}

    def matches(self, local):
        return (local.second in self.seconds and local.minute in self.minutes and local.hour in self.hours
                and self.day(local.date()))


def due(cron, zone, policy, at, tick):
    """Whether the schedule is due at an instant, a datetime in UTC."""
    local = at.astimezone(zone)
    matches = cron.matches(local)
    if cron.elapsed:
        return matches
    if matches and (local.fold == 0 or policy == "both"):
        return True
    if policy == "skip":
        return False
    before = (at - tick).astimezone(zone)
    if local.utcoffset() <= before.utcoffset():
        return False
    missing = before.replace(tzinfo=None) + tick
    while missing < local.replace(tzinfo=None):
        if cron.matches(missing):
            return True
        missing += tick
    return False


def occurrences(expression, zone_name, policy, start, count, days):
    cron, zone = Cron(expression), ZoneInfo(zone_name)
    tick = timedelta(seconds=1 if cron.has_seconds else 60)
    at = start.replace(microsecond=0)
    at = at + timedelta(seconds=1) if cron.has_seconds else at.replace(second=0) + tick
    end = start + timedelta(days)
    found = []
    while at < end and len(found) < count:
        # A day on which no local date nearby is due needs no closer look.
        if at.hour == at.minute == at.second == 0:
            if not any(cron.day(at.date() + timedelta(shift)) for shift in (-2, -1, 0, 1, 2)):
                at += timedelta(1)
                continue
        if due(cron, zone, policy, at, tick):
            found.append(at)
        at += tick
    return found


def cases():
    """(expression, zone, policy, start, count)"""
    calendar_cases = """
        * * * * *|*/5 * * * *|*/7 * * * *|5/20 * * * *|10-50/10 * * * *|0,30 * * * *|0 * * * *|59 * * * *|0 0 * * *
        0 */2 * * *|15 */6 * * *|0 1-23/2 * * *|0 9-17 * * *|0 9-17 * * MON-FRI|30 8,12,18 * * *|0 0 1 * *|0 0 31 * *
        0 0 30 * *|0 0 29 * *|0 0 29 2 *|0 0 28-31 * *|0 0 1,15 * *|0 0 */2 * *|0 0 */10 * *|0 0 2/5 * *|0 0 10-20/5 * *
        0 0 1 1 *|0 0 1 JAN *|0 0 1 */3 *|0 0 1 2-11/3 *|0 12 4 JUL *|0 0 31 JAN,MAR,MAY *|0 0 * 2 *|0 0 * FEB-APR *
        0 0 * * 0|0 0 * * 7|0 0 * * SUN|0 0 * * sun|0 0 * * MON|0 0 * * 1-5|0 0 * * MON-FRI|0 0 * * SAT,SUN
        0 0 * * FRI-SUN|0 0 * * 5-7|0 0 * * 0-2|0 0 * * */2|0 0 * * 1/2|0 0 * * MON,WED,FRI|0 0 * * TUE-THU,SAT
        0 0 13 * FRI|0 0 13 * 5|0 0 1,15 * MON|0 0 1-7 * MON|0 0 */2 * MON|0 0 1 * */2|0 0 L * SUN|0 0 15W * SAT
        0 0 ? * MON|0 0 15 * ?|0 0 ? * ?|0 0 ? * MON#1|0 0 13 6 FRI|0 0 */31 * *|0 0 */31 * WED
        0 0 L * *|0 0 L-1 * *|0 0 L-3 * *|0 0 L-27 * *|0 0 L-28 * *|0 0 L-29 * *|0 0 L-30 * *|0 0 L 2 *|0 0 L-28 2 *
        0 0 1,L * *|0 0 15,L * *|0 0 L,L-7 * *|0 0 L 2,4,6 *|0 0 LW * *|0 0 LW 2 *|0 0 1W * *|0 0 15W * *|0 0 31W * *
        0 0 30W * *|0 0 29W 2 *|0 0 1W,15W,LW * *|0 0 5W,20 * *|0 0 * * MON#1|0 0 * * 1#2|0 0 * * FRI#5
        0 0 * * 0#1|0 0 * * 7#1|0 0 * * SUN#5|0 0 * * MON#1,MON#3|0 0 * * WED#4|0 0 * * FRIL|0 0 * * 5L|0 0 * * 0L
        0 0 * * 7L|0 0 * * SUNL|0 0 * * MONL,FRIL|0 0 * * MON,FRIL|0 0 * * MON#5|0 0 * 2 MON#5|0 0 * 2 SAT#5
        0 0 * 12 THUL|0 0 13 * FRI#2|0 0 L * FRIL|0 9 * * MON-FRI|@hourly|@daily|@midnight|@weekly|@monthly|@yearly
        @annually|0-5 0 * * *|0-59/30 0-23/12 * * *|58-59 23 31 12 *|59 23 L 12 *|0 0 1 1 MON|7 4 1 */6 *
        5,10,15 3,4 5 6 *|*/59 * * * *|*/60 * * * *|*/24 */24 * * *|0 0-23 * * *|0-59 0 1 * *|23 0-20/2 * * *
        0 22 * * 1-5|5 4 * * sun|0 0,12 1 */2 *|0 4 8-14 * *|15 14 1 * *|0 0 1,2,3 JAN-MAR MON-WED
    """
    seconds_cases = """
        * * * * * *|*/10 * * * * *|*/7 * * * * *|30 * * * * *|15,45 * * * * *|50-59 59 23 * * *|0 */15 * * * *
        */20 0 9 * * *|30 30 12 * * MON|5 0 0 1 * *|0 0 0 L * *|59 59 23 31 12 *|10/25 5 4 * * *|*/30 */30 * * * *
        1 2 3 4 5 *|0 0 12 ? * SUN#2|*/15 0 0 29 2 *|0 0 0 15W * ?|0-2 0 0 * * *|20 * 8-9 * * *
    """
    listed = lambda text: [part.strip() for line in text.strip().splitlines() for part in line.split("|")]
    for expression in listed(calendar_cases):
        yield expression, "UTC", "cronie", "2024-02-27T12:34:56Z", 6
        if expression[0] != "@" and not expression.startswith("*"):
            yield expression, "America/New_York", "cronie", "2023-12-30T03:00:00Z", 4
    for expression in listed(seconds_cases):
        yield expression, "UTC", "cronie", "2024-12-31T23:58:30Z", 5

    around = "30 2 * * *|0 2 * * *|0,15,30,45 2 * * *|0 0 * * *|30 1 * * *|0 3 * * *|*/15 * * * *|*/30 2 * * *|0 * * * *|0 */2 * * *|" \
        "15 1-3 * * *|30 23 * * *|10 0 * * *|0 0-4/2 * * *"
    changes = {
        # zone: the evening before each change that is looked at
        "Europe/Oslo": ["2026-03-28T22:10:00Z", "2026-10-24T21:10:00Z"],
        "America/New_York": ["2025-03-09T04:10:00Z", "2025-11-02T03:10:00Z"],
        "Australia/Lord_Howe": ["2024-10-05T13:10:00Z", "2025-04-05T12:40:00Z"],
        "Africa/Cairo": ["2024-04-25T20:10:00Z", "2024-10-31T19:10:00Z"],
        "Asia/Beirut": ["2024-03-30T20:10:00Z", "2024-10-26T19:10:00Z"],
        "Africa/Casablanca": ["2024-03-10T00:10:00Z", "2024-04-13T23:10:00Z"],
        "Antarctica/Troll": ["2024-03-31T00:10:00Z", "2024-10-27T00:10:00Z"],
        "America/Sao_Paulo": ["2018-11-04T01:10:00Z", "2019-02-17T00:10:00Z"],
    }
    for zone, starts in changes.items():
        for start in starts:
            for expression in around.split("|"):
                yield expression, zone, "cronie", start, 4
            for expression in ("30 2 * * *", "0 0 * * *", "15 1-3 * * *", "30 23,0,1 * * *", "*/20 1,2 * * *"):
                yield expression, zone, "skip", start, 4
                yield expression, zone, "both", start, 4
    for expression in ("0 9 * * *", "0 9 * * FRI", "0 0 30 12 *", "*/30 * * * *", "0 0 30 * *", "0 0 31 * *", "0 12 L * *"):
        for policy in ("cronie", "skip", "both"):
            yield expression, "Pacific/Apia", policy, "2011-12-29T19:10:00Z", 3
    singular = [
        # Half an hour back without daylight saving; an offset with seconds (so looked at by the second); a quarter of an hour forward; a country that changed its side.
        ("15 2 * * *", "America/Caracas", "2007-12-08T00:00:00Z"), ("45 2 * * *", "America/Caracas", "2016-04-30T00:00:00Z"),
        ("0 0 * * *", "Asia/Pyongyang", "2018-05-03T00:00:00Z"), ("45 23 * * *", "Asia/Pyongyang", "2015-08-13T00:00:00Z"),
        ("5 0 * * *", "Asia/Kathmandu", "1985-12-30T00:00:00Z"), ("0 0 1 1 *", "Pacific/Kiritimati", "1994-12-30T00:00:00Z"),
        ("30 0 * * *", "America/Havana", "2024-03-09T12:00:00Z"), ("30 0 * * *", "America/Havana", "2024-11-02T12:00:00Z"),
        ("0 2 * * *", "Asia/Gaza", "2022-03-26T12:00:00Z"), ("30 0 * * *", "Asia/Tehran", "2022-03-20T12:00:00Z"),
        ("30 23 * * *", "Asia/Tehran", "2022-09-20T12:00:00Z"), ("30 3 * * *", "Antarctica/Casey", "2010-03-04T00:00:00Z"),
        ("0 1 * * *", "Europe/Dublin", "2024-03-30T12:00:00Z"), ("30 1 * * *", "Europe/Dublin", "2024-10-26T12:00:00Z"),
        ("30 2 * * *", "Europe/Istanbul", "2016-03-26T12:00:00Z"), ("30 3 * * *", "Europe/Moscow", "2011-03-26T12:00:00Z"),
        ("30 1 * * *", "Europe/Moscow", "2014-10-25T12:00:00Z"), ("0 20 2 * * *", "Africa/Monrovia", "1972-01-06T00:00:00Z"),
        ("0 0 * * *", "Asia/Amman", "2022-02-23T12:00:00Z"), ("30 0 * * *", "America/Asuncion", "2023-09-30T12:00:00Z"),
        ("30 0 * * *", "America/Santiago", "2024-09-07T12:00:00Z"), ("30 23 * * *", "America/Santiago", "2024-04-06T12:00:00Z"),
        ("30 2 * * *", "Pacific/Chatham", "2024-09-28T06:00:00Z"), ("0 3 * * *", "Pacific/Chatham", "2024-04-06T06:00:00Z"),
    ]
    for expression, zone, start in singular:
        yield expression, zone, "cronie", start, 3
    late = [
        # Past the years for which the data lists each change, and across the year 2100, which is no leap year.
        ("30 2 * * *", "Europe/Oslo", "2050-03-26T12:00:00Z"), ("30 2 * * *", "Europe/Oslo", "2050-10-29T12:00:00Z"),
        ("30 2 * * *", "America/New_York", "2090-03-11T12:00:00Z"), ("*/30 * * * *", "Europe/Berlin", "2077-10-31T00:10:00Z"),
        ("15 2 * * *", "Australia/Lord_Howe", "2060-10-02T12:00:00Z"), ("0 9 * * 1-5", "America/Los_Angeles", "2100-03-12T12:00:00Z"),
        ("30 2 * * *", "Europe/Paris", "2150-03-28T00:00:00Z"), ("0 0 29 2 *", "Europe/Oslo", "2095-06-01T00:00:00Z"),
        ("0 0 29 2 *", "UTC", "2096-02-29T00:00:00Z"), ("0 0 29 2 *", "UTC", "2196-03-01T00:00:00Z"),
        ("0 0 * 2 MON#5", "UTC", "2072-03-01T00:00:00Z"), ("0 0 31 12 *", "Asia/Tokyo", "2199-12-01T00:00:00Z"),
        ("0 0 1 1 *", "UTC", "2399-06-01T00:00:00Z"), ("0 0 * * SUNL", "Europe/London", "2120-03-15T00:00:00Z"),
    ]
    for expression, zone, start in late:
        yield expression, zone, "cronie", start, 2


def main():
    print("# expression\tzone\tdst\tfrom\tthe occurrences that follow; computed by core/src/test/python/schedule_corpus.py")
    seen = set()
    for case in cases():
        if case in seen:
            continue
        seen.add(case)
        expression, zone, policy, start, count = case
        at = datetime.fromisoformat(start.replace("Z", "+00:00"))
        found = occurrences(expression, zone, policy, at, count, 366 * 45)
        if not found:
            sys.exit(f"nothing is due: {case}")
        print(expression, zone, policy, start, " ".join(t.strftime("%Y-%m-%dT%H:%M:%SZ") for t in found), sep="\t")


if __name__ == "__main__":
    main()
