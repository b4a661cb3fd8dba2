"""``chat``: a conversation in the terminal, buttons as numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.commands.today import today
from bot.dialog.outreach import Outreach
from bot.dialog.respond import respond
from bot.dialog.turn import Button, ButtonTurn, ChatState, CommandTurn, LinkTurn, TextTurn, Turn
from bot.matching.live import LiveKnowledge
from bot.quartier.live import LiveCalendar
from bot.storage.store import Store

_CHAT = 0


def chat(
    folder: Path, *, cache: Path | None = None, language: str = "de", day: date | None = None
) -> int:
    """Talk until the input ends or the person types "ende".

    Raises:
        KnowledgeError: The folder cannot be used.
    """
    live = LiveKnowledge(folder, cache=cache)
    calendar = LiveCalendar(folder)
    state = ChatState(language=language)
    chats = Store().chats  # in memory: what is kept here ends with the conversation
    turn: Turn = CommandTurn("start")
    print("Schreiben Sie eine Frage oder die Nummer eines Knopfs. „ende“ beendet das Gespräch.")
    while True:
        live.refresh()
        calendar.refresh()
        known = live.current
        now = day or today()
        outcome = respond(
            turn,
            state,
            knowledge=known.knowledge,
            matcher=known.understanding,
            today=now,
            outreach=Outreach(calendar.current, examples=True),
            kept=chats.kept(_CHAT, now),
        )
        state = outcome.state
        for instruction in outcome.instructions:
            chats.follow(_CHAT, instruction, now)
        print(f"\n{outcome.reply.text or outcome.reply.notice}\n")
        if venue := outcome.reply.venue:
            print(f"({venue.title}, {venue.address}: {venue.latitude}, {venue.longitude})\n")
        if document := outcome.reply.document:
            print(f"({document.name}, {len(document.content)} Bytes) {document.caption}\n")
        buttons = [button for row in outcome.reply.buttons for button in row]
        for number, button in enumerate(buttons, start=1):
            print(f"  [{number}] {button.label}{f' ({button.url})' if button.url else ''}")
        try:
            text = input("\n> ").strip()
        except EOFError:
            return 0
        if text.lower() in ("ende", "exit", "quit"):
            return 0
        turn = _turn(text, buttons)


def _turn(text: str, buttons: list[Button]) -> Turn:
    if text.isdigit() and 1 <= int(text) <= len(buttons):
        payload = buttons[int(text) - 1].payload
        if payload is not None:
            return ButtonTurn(payload)
    if text.startswith("/"):
        name, _, rest = text[1:].partition(" ")
        return LinkTurn(rest.strip()) if name == "start" and rest.strip() else CommandTurn(name)
    return TextTurn(text)
