"""Validity: versions that meet without overlap, nothing out of date, nothing from the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from bot.knowledge.fields import Record
from bot.knowledge.ids import nearest_id
from bot.knowledge.model import PLACEHOLDER, Version
from bot.knowledge.problems import Problem
from bot.knowledge.rules.folder import Folder

_NOTICE = timedelta(days=60)  # how long before its day a change of law is announced


def versions(folder: Folder) -> Iterator[Problem]:
    """Report versions of an answer that overlap, end before they begin or leave a gap."""
    for (language, intent_id), records in folder.where.versions.items():
        if language != "de":
            continue
        spans: list[tuple[date, date, Record]] = []
        for fields in records:
            first = fields.day("ab") or date.min
            last = fields.day("bis") or fields.day("gilt_bis") or date.max
            if last < first:
                yield folder.problem(
                    fields.spot_of("bis"), "tage-verkehrt", "Der letzte Tag liegt vor dem ersten."
                )
                continue
            if any(first <= other_last and other <= last for other, other_last, _ in spans):
                yield folder.problem(
                    fields.spot_of("ab" if fields.has("ab") else "bis"),
                    "fassungen-ueberschneiden-sich",
                    f"Zwei Fassungen von „{intent_id}“ gelten am selben Tag.",
                )
                continue
            spans.append((first, last, fields))
        spans.sort(key=lambda span: span[0])
        for (_, last, _), (first, _, fields) in pairwise(spans):
            if last < date.max and first > last + timedelta(days=1):
                yield folder.warning(
                    fields.spot_of("ab"),
                    "fassungen-luecke",
                    f"Vom {_german(last + timedelta(days=1))} bis zum "
                    f"{_german(first - timedelta(days=1))} gilt keine Fassung von „{intent_id}“. "
                    "Der Bot gibt dann keine Antwort.",
                )


def out_of_date(folder: Folder) -> Iterator[Problem]:
    """Warn of answers past their last day and of reviews that are due."""
    today = folder.today
    if today is None:
        return
    for intent in folder.knowledge.intents.values():
        fields = folder.where.intents["de", intent.id]
        wordings = intent.texts["de"].versions
        ends = [each.last_day for each in wordings if each.last_day]
        backwards = any(
            each.first_day and each.last_day and each.last_day < each.first_day for each in wordings
        )
        if backwards:
            continue
        if wordings and len(ends) == len(wordings) and max(ends) < today:
            yield folder.warning(
                fields.spot_of("gilt_bis" if fields.has("gilt_bis") else "fassungen"),
                "abgelaufen",
                f"Die Antwort galt bis zum {_german(max(ends))}. Der Bot verweist seitdem an einen "
                "Menschen. Schreiben Sie eine neue Fassung.",
            )
        elif intent.review_by and intent.review_by < today:
            yield folder.warning(
                fields.spot_of("pruefen_bis"),
                "pruefung-faellig",
                f"Diese Antwort sollte bis zum {_german(intent.review_by)} geprüft werden. Prüfen "
                "Sie sie an der Quelle und setzen Sie „stand“ und „pruefen_bis“ neu.",
            )


def from_the_future(folder: Folder) -> Iterator[Problem]:
    """Report days of reading and review that have not come yet."""
    today = folder.today
    if today is None:
        return
    text = "{day} liegt in der Zukunft. Hier steht, wann ein Mensch es zuletzt geprüft hat."
    for records in folder.where.versions.values():
        for fields in records:
            day, node = fields.day("stand"), fields.scalar("stand")
            if day and node and day > today:
                yield folder.problem(node.spot, "zukunft", text.format(day=f"Der {_german(day)}"))
    for fact in folder.knowledge.facts.values():
        for value in fact.values:
            if value.read_on > today:
                spot = folder.spot_of_value(fact.id, value.first_day, "gelesen")
                day_text = f"Der {_german(value.read_on)}"
                yield folder.problem(spot, "zukunft", text.format(day=day_text))
    for source in folder.knowledge.sources.values():
        if source.read_on > today:
            at = folder.source_spots[source.id]
            spot = folder.find(at.file, source.read_on.isoformat(), at.line) or at
            yield folder.problem(spot, "zukunft", text.format(day=f"Der {_german(source.read_on)}"))


def unknown_today(folder: Folder) -> Iterator[Problem]:
    """Warn of values that answers need today and nobody knows."""
    today = folder.today
    if today is None:
        return
    needed = {
        name: intent.id
        for intent in folder.knowledge.intents.values()
        if (wording := intent.texts["de"].on(today))
        for name in PLACEHOLDER.findall(f"{wording.answer}\n{wording.more}")
    }
    for name, intent_id in needed.items():
        fact = folder.knowledge.facts.get(name)
        value = fact.on(today) if fact else None
        whole = name in folder.fact_spots and folder.fact_spots[name].file not in folder.damaged
        if fact and whole and (value is None or value.value is None):
            yield folder.warning(
                folder.fact_spots[name],
                "wert-unbekannt",
                f"Für heute hat „{name}“ keinen Wert. „{intent_id}“ kann deshalb nicht antworten; "
                "der Bot verweist an einen Menschen.",
            )


def law_changes(folder: Folder) -> Iterator[Problem]:
    """Report answers that a change of law touches and nobody reviewed since."""
    today = folder.today
    for change in folder.changes if today else ():
        listed = {node.text.strip() for node in change.intents}
        touched: list[str] = []
        for intent in folder.knowledge.intents.values():
            for version, fields in zip(
                intent.texts["de"].versions, folder.where.versions["de", intent.id], strict=False
            ):
                term = change.touches(f"{version.answer}\n{version.more}")
                if (term is None and intent.id not in listed) or not _open(version, change.day):
                    continue
                touched.append(intent.id)
                if today and change.day <= today:
                    why = f"nennt „{term}“" if term else "ist dort aufgeführt"
                    node = fields.scalar("stand")
                    yield folder.problem(
                        node.spot if node else fields.spot,
                        "rechtsaenderung",
                        f"Am {_german(change.day)} änderte sich das Recht ({change.name}), und "
                        f"diese Antwort {why}. {change.review} Danach setzen Sie „stand“ neu.",
                    )
        if today and touched and today < change.day <= today + _NOTICE:
            names = ", ".join(dict.fromkeys(touched))
            yield folder.warning(
                change.spot,
                "rechtsaenderung-bevor",
                f"Am {_german(change.day)} ändert sich das Recht ({change.name}). Bis dahin zu "
                f"prüfen: {names}.",
            )


def _open(version: Version, day: date) -> bool:
    """Tell whether a wording reaches into the new law without having been written for it."""
    ends_before = version.last_day is not None and version.last_day < day
    begins_with = version.first_day is not None and version.first_day >= day
    return not ends_before and not begins_with and version.reviewed < day


def law_change_names(folder: Folder) -> Iterator[Problem]:
    """Report questions that a change of law lists and that do not exist."""
    for change in folder.changes:
        for node in change.intents:
            name = node.text.strip()
            if folder.knowledge.intent(name) is None and folder.is_missing(
                name, folder.knowledge.intents
            ):
                yield folder.problem(
                    node.spot,
                    "unbekannter-verweis",
                    f"Eine Frage „{name}“ gibt es nicht."
                    + nearest_id(name, folder.knowledge.intents),
                )


def _german(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"
