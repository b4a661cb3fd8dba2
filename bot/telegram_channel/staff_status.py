"""/status and /stand: how the bot is doing, and what state its knowledge is in."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.dialog.formats import decimal, short_day, time_span
from bot.dialog.render import Renderer
from bot.dialog.turn import Reply
from bot.knowledge.loader import fingerprint
from bot.knowledge.problems import Problem, Severity
from bot.matching.live import LiveKnowledge
from bot.quartier.live import LiveCalendar
from bot.telegram_channel.staff import Staff
from bot.telegram_channel.state import ChannelState
from bot.telegram_channel.switches import Switches

_SHOWN = 5  # problems in a message on the phone


@dataclass(frozen=True)
class StatusDesk:
    """Answer /status and /stand.

    Attributes:
        state: How the channel is doing.
        live: The knowledge.
        calendar: The consultations.
        switches: What is off.
        folder: Where the database lies; its disk is looked at.
        versions: The bot and what it runs on, in one line.
        today: Returns the day in Bochum.
        zone: Whose clock dates edits.
    """

    state: ChannelState
    live: LiveKnowledge
    calendar: LiveCalendar
    switches: Switches
    folder: Path
    versions: str
    today: Callable[[], date]
    zone: ZoneInfo

    def enter(self, staff: Staff) -> None:
        """Offer the commands to staff."""
        staff.add("status", self.status)
        staff.add("stand", self.knowledge)

    def status(self, argument: str = "") -> Reply:
        """Tell how the bot is doing."""
        del argument
        render, state = self._render(), self.state
        none = render.say("dienst_keine")
        contact = render.say("dienst_nie")
        if state.last_contact is not None:
            contact = render.say("dienst_vor", dauer=time_span(state.silent_for, "de"))
        errors = ", ".join(f"{name} {count}" for name, count in state.errors.most_common(_SHOWN))
        text = render.say(
            "dienst_status",
            dauer=time_span(time.monotonic() - state.started, "de"),
            kontakt=contact,
            wartend=str(state.waiting),
            arbeit=str(state.in_flight),
            beantwortet=str(state.answered),
            fehler=errors or none,
            platz=free_space(self.folder),
            aus=", ".join(each.intent for each in self.switches.all()) or none,
            fassung=self.versions,
        )
        return Reply(f"{text}\n\n{render.say('dienst_befehle')}")

    def knowledge(self, argument: str = "") -> Reply:
        """Tell the state of the knowledge: version, last edit, what is wrong with it."""
        del argument
        render, loaded = self._render(), self.live.loaded
        known = self.live.current.knowledge
        name, edited = self._last_edit()
        parts = [
            render.say(
                "dienst_stand",
                fassung=known.digest,
                fragen=str(len(known.intents)),
                sprachen=str(len(known.languages)),
                datei=name,
                tag=edited,
            )
        ]
        errors = [each for each in loaded.problems if each.severity is Severity.ERROR]
        if errors:
            parts.append(render.say("dienst_stand_fehler", fehler=str(len(errors))))
        elif loaded.problems:
            parts.append(render.say("dienst_stand_warnungen", warnungen=str(len(loaded.problems))))
        else:
            parts.append(render.say("dienst_stand_gut"))
        wrong = self.calendar.loaded.problems
        faults = [each for each in wrong if each.severity is Severity.ERROR]
        if faults:
            parts.append(render.say("dienst_stand_termine", fehler=str(len(faults))))
        parts += self._lines(render, [*errors, *faults] or list(loaded.problems))
        return Reply("\n\n".join(parts))

    def _lines(self, render: Renderer, problems: list[Problem]) -> list[str]:
        lines = [line(each) for each in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            lines.append(render.say("dienst_stand_mehr", anzahl=str(len(problems) - _SHOWN)))
        return lines

    def _last_edit(self) -> tuple[str, str]:
        try:
            name, _, edited = max(fingerprint(self.live.folder), key=lambda each: each[2])
        except (OSError, ValueError):
            return "–", "–"
        when = datetime.fromtimestamp(edited / 1e9, self.zone)
        return name, f"{short_day(when.date(), 'de')}, {when:%H:%M}"

    def _render(self) -> Renderer:
        return Renderer(self.live.current.knowledge, "de", self.today())


def line(problem: Problem) -> str:
    """Return a finding in one line: where, and what to do."""
    spot = problem.spot
    where = f"{spot.file}, Zeile {spot.line}" if spot.line else spot.file
    return f"{where}: {problem.text}"


def free_space(folder: Path) -> str:
    """Return how much is free on the disk of a folder, in words."""
    free = free_bytes(folder)
    return "–" if free is None else f"{decimal(Decimal(free // 10**8) / 10, 'de')} GB"


def free_bytes(folder: Path) -> int | None:
    """Return how much is free on the disk of a folder; ``None`` where that cannot be known."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
