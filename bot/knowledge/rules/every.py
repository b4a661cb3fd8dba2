"""All rules, in the order in which they are explained to editors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.knowledge.problems import Problem, Severity
from bot.knowledge.rules import (
    coverage,
    days,
    examples,
    languages,
    lengths,
    neighbours,
    placeholders,
    references,
    sources,
    style,
)
from bot.knowledge.rules.folder import Folder

Rule = Callable[[Folder], Iterator[Problem]]

# What the bot itself insists on; cheap enough for every edit.
ALWAYS: tuple[Rule, ...] = (
    placeholders.placeholders,
    placeholders.figures,
    references.references,
    references.former_ids,
    references.titles,
    sources.sources,
    sources.places,
    sources.records,
    sources.unrecorded,
    examples.examples,
    examples.strangers,
    lengths.lengths,
    days.versions,
    languages.same_values,
    languages.outdated,
)
# What only ``check`` looks at: advice, days, and files that the bot does not read.
THOROUGH: tuple[Rule, ...] = (
    days.from_the_future,
    days.out_of_date,
    days.unknown_today,
    days.law_changes,
    days.law_change_names,
    coverage.taught_sentences,
    coverage.check_sentences,
    examples.similar,
    neighbours.nearer,
    lengths.markup,
    style.reading,
    style.wording,
    style.heaps,
)
# What looks missing only because a file or a name could not be read is not worth telling.
WHEN_ALL_IS_READ: tuple[Rule, ...] = (
    placeholders.unused_values,
    coverage.sections,
    languages.untranslated,
)


def check(folder: Folder, *, thorough: bool) -> Iterator[Problem]:
    """Yield what is wrong across the files.

    Args:
        folder: Everything as read.
        thorough: Also what does not keep the bot from running.
    """
    flawless = not folder.damaged
    for rule in (*ALWAYS, *(THOROUGH if thorough else ())):
        for problem in rule(folder):
            flawless = flawless and problem.severity is Severity.WARNING
            yield problem
    for rule in WHEN_ALL_IS_READ if flawless else ():
        yield from rule(folder)
