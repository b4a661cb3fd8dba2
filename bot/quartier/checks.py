"""What must hold across the calendar: rules that fire, changes that hit, no overlaps."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from bot.knowledge.fields import Record, Report
from bot.knowledge.problems import Spot
from bot.quartier.calendar import Calendar, Change, ChangeKind, Consultation, OfficeHour
from bot.quartier.free_days import public_holiday
from bot.quartier.read_entry import value_spot
from bot.quartier.read_hours import Hours
from bot.quartier.rule import Single
from bot.quartier.schedule import dates, rule_days

_LOOK = timedelta(days=400)
_FAR = date(2026, 1, 1)  # where no day is given: any day does, the rules know no beginning


def check_calendar(calendar: Calendar, hours: Hours, report: Report, today: date | None) -> None:
    """Report what is wrong between the entries of ``sprechstunden.yaml``.

    Args:
        calendar: What was read.
        hours: The entries with their fields.
        report: Where the problems go.
        today: With it, what is over is warned of.
    """
    for hour in calendar.office_hours.values():
        _check_rule(hour, calendar, hours.records[hour.id], report, today)
    for change, fields, day in hours.changes:
        _check_change(change, calendar, fields, day.spot, report, today)
    _check_overlaps(calendar, hours, report, today)


def _check_rule(
    hour: OfficeHour, calendar: Calendar, fields: Record, report: Report, today: date | None
) -> None:
    rule = hour.rule
    spot = value_spot(fields, "wann")
    known = rule.start() or rule.first_day
    end = rule.last_day or (known or today or _FAR) + _LOOK
    begin = known or end - _LOOK
    if isinstance(rule.rhythm, Single):
        end = rule.last_day or max(rule.rhythm.days)
    plain = list(rule.days(begin, max(begin, end)))
    if not plain:
        report.error(
            spot,
            "regel-nie",
            "Nach dieser Regel kommt nie ein Termin zustande. Prüfen Sie „ab“ und „bis“.",
        )
        return
    if not rule_days(hour, calendar, begin, max(begin, end)):
        report.error(
            spot,
            "regel-nie",
            "Alle Tage dieser Regel sind Feiertage oder liegen in den Ferien. So kommt nie ein "
            f"Termin zustande. Der erste wäre der {plain[0]}{_why(plain[0])}.",
        )
        return
    over = isinstance(rule.rhythm, Single) or rule.last_day is not None
    if today and over and not list(rule.days(today, today + 10 * _LOOK)):
        report.warning(
            spot,
            "tag-vergangen",
            "Alle Termine dieser Sprechstunde sind vorbei. Tragen Sie neue ein oder löschen Sie "
            "den Eintrag.",
        )
    elif today and isinstance(rule.rhythm, Single) and plain[0] < today:
        gone = ", ".join(str(day) for day in plain if day < today)
        report.warning(spot, "tag-vergangen", f"Vorbei ist: {gone}. Sie können das streichen.")
    if isinstance(rule.rhythm, Single) and not hour.on_holidays:
        for day in plain:
            if public_holiday(day):
                report.warning(
                    spot,
                    "feiertag",
                    f"Der {day}{_why(day)} fällt von selbst aus. Soll er stattfinden, dann "
                    "schreiben Sie „feiertage: finden statt“.",
                )
    _check_school_holidays(hour, calendar, report, fields, today)


def _why(day: date) -> str:
    name = public_holiday(day)
    return f" ({name})" if name else ""


def _check_school_holidays(
    hour: OfficeHour, calendar: Calendar, report: Report, fields: Record, today: date | None
) -> None:
    if hour.in_school_holidays or today is None:
        return
    last = calendar.school_holidays[-1][1] if calendar.school_holidays else None
    if last is None or last < today + timedelta(days=90):
        known = f"nur bis {last}" if last else "nicht"
        report.warning(
            fields.spot_of("schulferien"),
            "ferien-unbekannt",
            f"Die Schulferien sind {known} bekannt. Ergänzen Sie quartier/schulferien.yaml.",
        )


def _check_change(
    change: Change,
    calendar: Calendar,
    fields: Record,
    spot: Spot,
    report: Report,
    today: date | None,
) -> None:
    hour = calendar.office_hours[change.office_hour]
    planned = bool(rule_days(hour, calendar, change.day, change.day))
    if change.kind is ChangeKind.EXTRA and planned:
        report.error(
            spot,
            "ausnahme-ohne-wirkung",
            f"Am {change.day} ist „{hour.id}“ ohnehin. Für eine andere Zeit schreiben Sie "
            "„was: verlegt“ und „neue_zeit“.",
        )
    elif change.kind is not ChangeKind.EXTRA and not planned:
        near = rule_days(
            hour, calendar, change.day - timedelta(days=45), change.day + timedelta(days=45)
        )
        closest = min(near, key=lambda day: abs(day - change.day), default=None)
        why = public_holiday(change.day)
        reason = f" Da ist {why}." if why else ""
        hint = f" Meinten Sie {closest}?" if closest and not why else ""
        report.error(
            spot,
            "ausnahme-ohne-termin",
            f"Am {change.day} hat „{hour.id}“ keinen Termin.{reason}{hint}",
        )
    elif change.kind is ChangeKind.MOVED and not (
        change.new_day or change.new_starts or change.new_place
    ):
        report.error(
            value_spot(fields, "was"),
            "verlegt-wohin",
            "Wohin verlegt? Schreiben Sie „neuer_tag“, „neue_zeit“ oder „neuer_ort“ dazu.",
        )
    elif today and max(change.day, change.new_day or change.day) < today:
        report.warning(
            spot,
            "tag-vergangen",
            f"Der {change.day} ist vorbei. Die Ausnahme können Sie löschen.",
        )


def _check_overlaps(calendar: Calendar, hours: Hours, report: Report, today: date | None) -> None:
    begin = today or min(
        (start for each in calendar.office_hours.values() if (start := each.rule.start())),
        default=_FAR,
    )
    found = [
        each for each in dates(calendar, begin, begin + _LOOK, examples=True) if each.takes_place
    ]
    found.sort(key=lambda each: (each.place.id, each.starts))
    told: set[frozenset[str]] = set()
    for first, second in pairwise(found):
        pair = frozenset((first.office_hour, second.office_hour))
        if not _overlap(first, second) or pair in told:
            continue
        told.add(pair)
        later = max(pair, key=lambda each: hours.records[each].spot)
        other = next(iter(pair - {later}), later)
        report.warning(
            value_spot(hours.records[later], "wann"),
            "ueberschneidung-ort",
            f"Am {second.day} ist „{first.place.id}“ doppelt belegt: „{other}“ und „{later}“ "
            "überschneiden sich. Stimmt das?",
        )


def _overlap(first: Consultation, second: Consultation) -> bool:
    return first.place.id == second.place.id and second.starts < first.ends
