"""Whatever a client sends or an editor writes: an answer, and HTML that Telegram takes as it is.

The HTML is read by the emulated Bot API's own strict reader.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.dialog.kept import Kept
from bot.dialog.respond import respond
from bot.dialog.turn import (
    ButtonTurn,
    ChatState,
    CommandTurn,
    LinkTurn,
    LocationTurn,
    Outcome,
    Reply,
    TextTurn,
    Turn,
)
from bot.matching.live import Known
from bot.preview.html_text import parse_html
from bot.telegram_channel.markup import MAX_TEXT, length, pieces

TODAY = date(2026, 11, 23)
MARKUP = (
    "<b>fett",
    "</b></i>",
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp &#x0; &#55296;",
    "<a href='javascript:x'>klick</a>",
    "*fett* _kursiv_ [x](y) `z` ```",
    "a < b && c > d",
    "<tg-spoiler>",
    "]]><!--",
    "\u202etxet\u202c",
    "{regelbedarf} {0} %s",
)
_TEXT = st.text(max_size=300) | st.text("<>&\"'/=abi ;#x", max_size=120) | st.sampled_from(MARKUP)
_TURNS = (
    st.builds(TextTurn, _TEXT)
    | st.builds(ButtonTurn, st.text(max_size=64))
    | st.builds(LinkTurn, st.text(max_size=64))
    | st.builds(CommandTurn, st.text(max_size=32))
    | st.builds(LocationTurn, st.floats(-90, 90), st.floats(-180, 180))
)


def answer(known: Known, turn: Turn, state: ChatState) -> Outcome:
    return respond(
        turn,
        state,
        knowledge=known.knowledge,
        matcher=known.understanding,
        today=TODAY,
        kept=Kept(),
    )


def shown(reply: Reply) -> str:
    """Return what Telegram would show; it refuses broken HTML and what is too long."""
    texts = [parse_html(piece)[0] for piece in pieces(reply)]
    assert all(length(text) <= MAX_TEXT for text in texts)
    return "\n".join(texts)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(turns=st.lists(_TURNS, min_size=1, max_size=4))
@example(turns=[TextTurn("\ud800 xyzzy plugh"), ButtonTurn("weitergeben"), CommandTurn("daten")])
@example(turns=[TextTurn("\x00"), TextTurn("x" * 4096), TextTurn("👨‍👩‍👧" * 500)])
def test_a_conversation_of_anything_gets_answers_that_arrive(
    turns: list[Turn], known: Known
) -> None:
    state = ChatState()
    for turn in turns:
        outcome = answer(known, turn, state)
        state = outcome.state
        assert shown(outcome.reply).strip() or outcome.reply.notice
        assert state.language in known.knowledge.languages


@pytest.mark.parametrize("text", MARKUP)
def test_markup_of_a_client_is_shown_as_it_was_typed(text: str, known: Known) -> None:
    """The preview of a question to pass on is the one place that repeats what was typed."""
    missed = ChatState(open_question=f"xyzzy {text} plugh")
    outcome = answer(known, ButtonTurn("weitergeben"), missed)
    assert f"xyzzy {text} plugh" in shown(outcome.reply)
    assert f"xyzzy {text} plugh" in shown(answer(known, CommandTurn("daten"), missed).reply)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_of_an_editor_is_shown_as_it_was_written(text: str) -> None:
    reply = Reply(text, title=text, footer=text)
    assert shown(reply) == "\n\n".join([text] * 3)
    long = Reply(f"{text} wort\n" * 600, title=text, footer=text)
    assert shown(long).count("wort") == 600


def test_markup_in_the_knowledge_breaks_no_answer(known: Known) -> None:
    knowledge = known.knowledge
    wording = knowledge.wordings["de"]
    messages = {key: f"{text} <b> & </i>" for key, text in wording.messages.items()}
    hostile = replace(wording, messages=MappingProxyType(messages))
    changed = replace(knowledge, wordings=MappingProxyType({"de": hostile}))
    state = ChatState(open_question="<b>")
    for name in ("start", "hilfe", "privacy", "daten", "loeschen", "themen", "sprache", "xyz"):
        outcome = answer(replace(known, knowledge=changed), CommandTurn(name), state)
        assert "<b> & </i>" in shown(outcome.reply), name


@pytest.mark.parametrize("command", ["privacy", "datenschutz", "daten", "loeschen"])
def test_what_is_kept_is_told_in_every_language(command: str, known: Known) -> None:
    for language in known.knowledge.languages:
        outcome = answer(known, CommandTurn(command), ChatState(language=language))
        key = {"daten": "daten_titel", "loeschen": "geloescht"}.get(command, "datenschutz_titel")
        assert outcome.kind == "privacy"
        assert outcome.state.language == language
        assert known.knowledge.message(language, key).strip() in shown(outcome.reply)
