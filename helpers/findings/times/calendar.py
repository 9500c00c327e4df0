"""From calendar units to a TIMEX3 value and the days it covers; nothing here raises for an impossible date."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

IMPOSSIBLE = "no such date"
UNPLACED = "a length of time, not placed in the calendar"
UNDATED = "the article has no date to count from"
VAGUE = "names no definite time"


class Time(NamedTuple):
    """What an expression means.

    kind: DATE, TIME, DURATION or SET
    value: TIMEX3 value
    first: first day it covers
    last: last day it covers
    reason: why a value or an interval is missing
    """

    kind: str
    value: str | None
    first: dt.date | None = None
    last: dt.date | None = None
    reason: str | None = None


def vague(value: str, kind: str = "DATE") -> Time:
    """A time that the words leave open."""
    return Time(kind, value, reason=VAGUE)


def undated(value: str, kind: str = "DATE") -> Time:
    """A time that only a dateline could place."""
    return Time(kind, value, reason=UNDATED)


def spell(kind: str, value: str, first: dt.date | None, last: dt.date | None) -> Time:
    """A time with its interval, or with a reason where the calendar does not reach."""
    if first is None or last is None:
        return Time(kind, value, reason="outside the calendar")
    return Time(kind, value, first, last)


def date_of(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None where there is none.

    >>> date_of(2023, 2, 31) is None
    True
    """
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def days_after(date: dt.date | None, days: float) -> dt.date | None:
    """The date some days later (earlier if negative), or None beyond the calendar."""
    try:
        return date + dt.timedelta(days=int(days)) if date else None
    except OverflowError:
        return None


def months_after(date: dt.date | None, months: int) -> dt.date | None:
    """The same day some months later, or the month's last day where it is shorter.

    >>> months_after(dt.date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    if date is None:
        return None
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    days = (date_of(year, month + 1, number) for number in range(date.day, max(date.day - 4, 0), -1))
    return next((day for day in days if day), None)


def day(date: dt.date | None) -> Time:
    """One day."""
    return Time("DATE", date.isoformat(), date, date) if date else Time("DATE", None, reason=IMPOSSIBLE)


def week(date: dt.date | None) -> Time:
    """The ISO week, from Monday to Sunday, in which a date falls.

    >>> week(dt.date(2026, 2, 11)).value
    '2026-W07'
    """
    if date is None:
        return Time("DATE", None, reason=IMPOSSIBLE)
    year, number, weekday = date.isocalendar()
    first = days_after(date, 1 - weekday)
    return spell("DATE", f"{year}-W{number:02}", first, days_after(first, 6))


def weekend(date: dt.date | None) -> Time:
    """Saturday and Sunday of the ISO week in which a date falls."""
    whole = week(date)
    return whole if whole.last is None else Time("DATE", f"{whole.value}-WE", days_after(whole.last, -1), whole.last)


def month(year: int, number: int) -> Time:
    """One month."""
    return _months(f"{year:04}-{number:02}", year, number, 1)


def quarter(year: int, number: int) -> Time:
    """One quarter of a calendar year."""
    return _months(f"{year:04}-Q{number}", year, 3 * number - 2, 3)


def half(year: int, number: int) -> Time:
    """One half of a calendar year."""
    return _months(f"{year:04}-H{number}", year, 6 * number - 5, 6)


def season(year: int, letters: str, first_month: int) -> Time:
    """A season of the northern half of the globe; winter is named after the year it begins in."""
    return _months(f"{year:04}-{letters}", year, first_month, 3)


def _months(value: str, year: int, number: int, length: int) -> Time:
    first = date_of(year, number, 1)
    return spell("DATE", value, first, days_after(months_after(first, length), -1))


def year(number: int) -> Time:
    """One calendar year."""
    return spell("DATE", f"{number:04}", date_of(number, 1, 1), date_of(number, 12, 31))


def decade(first_year: int) -> Time:
    """Ten years: 1970 gives 197X."""
    return spell("DATE", f"{first_year // 10:03}X", date_of(first_year, 1, 1), date_of(first_year + 9, 12, 31))


def century(number: int) -> Time:
    """A hundred years as they are counted in speech: the 20th is 1900 to 1999."""
    first = 100 * (number - 1)
    return spell("DATE", f"{number - 1:02}XX", date_of(max(first, 1), 1, 1), date_of(first + 99, 12, 31))


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> dt.date | None:
    """The nth weekday (1 = Monday) of a month, counted from its end if negative.

    >>> nth_weekday(2024, 11, 4, 4), nth_weekday(2024, 5, -1, 1)
    (datetime.date(2024, 11, 28), datetime.date(2024, 5, 27))
    """
    first = date_of(year, month, 1)
    if first is None:
        return None
    if nth > 0:
        return days_after(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = days_after(months_after(first, 1), -1)
    return days_after(last, -((last.isoweekday() - weekday) % 7)) if last else None


def easter(year: int) -> dt.date | None:
    """Western Easter Sunday (the anonymous Gregorian computus).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    month, before = divmod(h + rest - 7 * ((a + 11 * h + 22 * rest) // 451) + 114, 31)
    return date_of(year, month, before + 1)


def holiday(rule: str, year: int) -> dt.date | None:
    """The day of a holiday in a year, from its rule in `lexicons/time-holidays.tsv`."""
    name, *numbers = rule.split()
    if name == "easter":
        return days_after(easter(year), int(numbers[0]))
    if name == "thanksgiving":
        return days_after(nth_weekday(year, 11, 4, 4), int(numbers[0]))
    if name == "election":
        return days_after(nth_weekday(year, 11, 1, 1), 1)
    if numbers:
        return nth_weekday(year, int(name), int(numbers[0]), int(numbers[1]))
    return date_of(year, *map(int, name.split("-")))


def since(start: dt.date | None, unit: str, count: float) -> dt.date | None:
    """The date so many units of time after another (before it, if the count is negative)."""
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200, "L": 12000}
    if unit in months:
        return months_after(start, round(months[unit] * count)) if abs(count) < 1e6 else None
    days = {"D": 1, "W": 7, "F": 14, "WE": 7, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
    return days_after(start, days[unit] * count) if abs(count) < 1e9 else None


def around(date: dt.date | None, unit: str) -> Time:
    """The day, week, month, quarter, year, decade … in which a date falls."""
    if date is None:
        return Time("DATE", None, reason="outside the calendar")
    if unit == "M":
        return month(date.year, date.month)
    if unit == "Q":
        return quarter(date.year, (date.month + 2) // 3)
    if unit in ("Y", "E", "C", "L"):
        return year(date.year)
    return {"W": week, "F": week, "WE": weekend}.get(unit, day)(date)
