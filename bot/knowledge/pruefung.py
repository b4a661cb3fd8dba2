"""``pruefung/``: sentences that must be understood and never teach the matcher."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bot.knowledge.fields import Report, read_record
from bot.knowledge.kinds import fits
from bot.knowledge.problems import Spot
from bot.knowledge.schema import Field, Kind, Schema
from bot.knowledge.yaml_reader import Items, Node, Scalar, SourceFile, read_file

OPEN = "_offen.yaml"
ALSO = "_auch.yaml"


@dataclass(frozen=True, slots=True)
class CheckSentence:
    """One sentence, what it must lead to, and where it stands."""

    text: str
    target: str
    language: str
    spot: Spot


@dataclass(frozen=True)
class CheckSentences:
    """All check sentences of a folder.

    Attributes:
        intents: Sentences with the intent they ask for.
        crises: Sentences with the crisis case they speak of.
        strangers: Sentences that no intent answers; the target is ``nah`` or ``fern``.
        harmless: Sentences that only sound like a crisis.
        open: Known failures, each a sentence of another file.
        also: Sentences of another file that the answer of this intent, or the help lines of this
            crisis case, serve just as well.
        keys: Every intent and crisis case named, without a text, for the rules.
    """

    intents: list[CheckSentence] = field(default_factory=list)
    crises: list[CheckSentence] = field(default_factory=list)
    strangers: list[CheckSentence] = field(default_factory=list)
    harmless: list[CheckSentence] = field(default_factory=list)
    open: list[CheckSentence] = field(default_factory=list)
    also: list[CheckSentence] = field(default_factory=list)
    keys: list[CheckSentence] = field(default_factory=list)

    def every(self) -> tuple[CheckSentence, ...]:
        """Return all sentences."""
        return (*self.intents, *self.crises, *self.strangers, *self.harmless)


def read_check_file(file: SourceFile, report: Report, into: CheckSentences) -> None:
    """Read one file below ``pruefung/`` and add its sentences.

    Args:
        file: The file; its name tells the language and what it holds.
        report: Where the problems go.
        into: Gains the sentences.
    """
    _, language, short = file.name.split("/")
    if short == OPEN:
        sections, lists = {}, {"saetze": into.open}
    elif short == ALSO:
        sections, lists = {"auch": into.also}, {}
    elif short == "_krise.yaml":
        sections, lists = {"krise": into.crises}, {"harmlos": into.harmless}
    elif short == "_fremd.yaml":
        sections, lists = {}, {"nah": into.strangers, "fern": into.strangers}
    else:
        sections, lists = {"saetze": into.intents}, {}
    schema: Schema = {
        **{key: Field(Kind.ENTRIES, True, "Je Kennung eine Liste von Sätzen.") for key in sections},
        **{key: Field(Kind.TEXTS, False, "Sätze, jeder mit einem Strich davor.") for key in lists},
    }
    top = read_record(file.root, schema, report, "Die Datei")
    if top is None:
        return
    for key, gained in sections.items():
        for target, node in top.entries(key):
            into.keys.append(CheckSentence("", target.text, language, target.spot))
            if fits(target, node, Kind.TEXTS, report):
                gained.extend(_sentences(node, target.text, language))
    for key, gained in lists.items():
        if top.has(key):
            gained.extend(_sentences(top.nodes[key], key, language))


def _sentences(node: Node, target: str, language: str) -> list[CheckSentence]:
    items = node.items if isinstance(node, Items) else ()
    return [
        CheckSentence(item.text.strip(), target, language, item.spot)
        for item in items
        if isinstance(item, Scalar)
    ]


def read_check_sentences(folder: Path) -> CheckSentences:
    """Return the check sentences of a knowledge folder; what cannot be read is left out."""
    found = CheckSentences()
    for path in sorted((folder / "pruefung").glob("*/*.yaml")):
        file = read_file(path, path.relative_to(folder).as_posix())
        if not file.problems:
            read_check_file(file, Report(file), found)
    return found
