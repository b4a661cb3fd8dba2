"""Double entry: altering any one figure is noticed, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.knowledge.loader import load
from bot.knowledge.model import PLACEHOLDER, DatedValue, Fact, Knowledge, Unit
from bot.knowledge.rules.sources import plain

KNOWLEDGE = Path(__file__).parent.parent.parent / "knowledge"
BASE = frozenset({"leistung", "leistung-kurz", "reform-tag", "programm-jahr", "web-jobcenter"})


def shipped() -> Knowledge:
    knowledge = load(KNOWLEDGE).knowledge
    assert knowledge is not None
    return knowledge


def figures() -> list[tuple[Fact, DatedValue]]:
    return [
        (fact, value)
        for fact in shipped().facts.values()
        for value in fact.values
        if isinstance(value.value, Decimal | date)
    ]


def altered(value: DatedValue) -> list[DatedValue]:
    content = value.value
    if isinstance(content, Decimal):
        others: list[Decimal | date] = [content + 1, content * 10, content + Decimal("0.01")]
        text = str(content)
        if len(text) > 1 and text[0] != text[1]:
            others.append(Decimal(text[1] + text[0] + text[2:]))
    else:
        assert isinstance(content, date)
        others = [content + timedelta(days=1), content.replace(year=content.year + 1)]
    return [replace(value, value=other) for other in others if other != content]


def is_noticed(knowledge: Knowledge, fact: Fact, old: DatedValue, new: DatedValue) -> bool:
    """Ask the countercheck as the rule ``gegenprobe`` does, without reading the folder anew."""
    record = knowledge.records[old.record or ""]
    of_record = [each for each in fact.values if each.record == old.record and each.value]
    read = tuple(plain((new if each is old else each).value or "") for each in of_record)
    return record.countercheck.get(fact.id) != read


def test_every_figure_has_a_second_reading_of_its_source() -> None:
    knowledge = shipped()
    missing = [
        f"{fact.id} ab {value.first_day}"
        for fact, value in figures()
        if value.record is None or fact.id not in knowledge.records[value.record].countercheck
    ]
    assert missing == []


def test_altering_any_figure_is_noticed() -> None:
    knowledge = shipped()
    asked = missed = 0
    for fact, value in figures():
        for other in altered(value):
            asked += 1
            missed += not is_noticed(knowledge, fact, value, other)
    assert asked > 1000
    assert missed == 0


def test_the_rule_itself_notices_an_altered_file(tmp_path: Path) -> None:
    """One figure, through the whole loader: the shortcut above and the rule agree."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    for path in KNOWLEDGE.glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "de").mkdir()
    for path in (KNOWLEDGE / "de").glob("*.yaml"):
        (folder / "de" / path.name).write_bytes(path.read_bytes())
    values = folder / "werte.yaml"
    values.write_text(re.sub(r"wert: 563\b", "wert: 564", values.read_text(), count=1))
    codes = {problem.code for problem in load(folder).problems}
    assert codes & {"gegenprobe", "wert-ohne-beleg"}


@pytest.mark.parametrize("part", ["answer", "more"])
def test_an_answer_states_only_values_of_the_records_it_names(part: str) -> None:
    """A placeholder swapped for another one would state a figure that its source does not."""
    knowledge = shipped()
    strangers = []
    for intent in knowledge.intents.values():
        for version in intent.texts["de"].versions:
            for name in PLACEHOLDER.findall(getattr(version, part)):
                fact = knowledge.facts[name]
                if name in BASE or fact.unit in (Unit.TEXT, Unit.PHONE, Unit.WEB, Unit.YEAR):
                    continue
                named = {value.record for value in fact.values} & set(version.records)
                if not named:
                    strangers.append(f"{intent.id}: {name}")
    assert strangers == []
