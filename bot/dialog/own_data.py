"""The answer to /daten: everything that is kept about the asker, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialog.date_words import language_names
from bot.dialog.kept import Kept
from bot.dialog.render import Renderer
from bot.dialog.turn import ChatState, Reply


def own_data(
    render: Renderer, state: ChatState, kept: Kept, reminders: Sequence[str] = ()
) -> Reply:
    """Show what is kept of a chat on disk and what only in the memory of the process.

    Args:
        render: In the chat's language.
        state: What the process remembers.
        kept: What lies on disk.
        reminders: Its reminders, each in one line.
    """
    lasting = _lasting(render, kept, reminders)
    if lasting:
        blocks = ["\n".join((render.say("daten_gespeichert"), *lasting))]
    else:
        blocks = [render.say("daten_nichts").strip()]
    blocks.append("\n".join((render.say("daten_fluechtig"), *_passing(render, state))))
    blocks.append(render.say("daten").strip())
    page = render.page("daten", "daten_titel")
    return replace(page, body="\n\n".join(blocks))


def _lasting(render: Renderer, kept: Kept, reminders: Sequence[str]) -> list[str]:
    lines = []
    if kept.language is not None:
        lines.append(_language(render, kept.language))
    lines += [_line(render.say("daten_erinnerung", termin=each)) for each in reminders]
    if lines:
        lines.append(_line(render.say("daten_nummer")))
    return lines


def _passing(render: Renderer, state: ChatState) -> list[str]:
    lines = [_language(render, state.language)]
    intent = render.knowledge.intent(state.intent) if state.intent else None
    if intent is not None:
        lines.append(_line(render.say("daten_thema", frage=render.title(intent))))
    if state.poster is not None:
        lines.append(_line(render.say("daten_aushang", aushang=state.poster)))
    if state.misses:
        lines.append(_line(render.say("daten_fehlversuche", anzahl=str(state.misses))))
    if state.open_question is not None:
        lines.append(_line(render.say("daten_offene_frage", frage=state.open_question)))
    return lines


def _language(render: Renderer, code: str) -> str:
    name = language_names([code], render.language)
    return _line(render.say("daten_sprache", sprache=name))


def _line(text: str) -> str:
    return f"• {text.strip()}"
