"""Ten thousand messages with planted personal data, then a search of everything on disk.

The whole bot over HTTP, logging at DEBUG as ``run`` sets it up; database, key and ``TMPDIR`` lie
where the search looks. Every planted piece carries one of the marks below, in some script or
as a row of digits, so that one search finds them all.
"""

from __future__ import annotations

import asyncio
import logging
import struct
import tempfile
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.commands.run import configure_logging
from bot.matching.live import LiveKnowledge
from bot.preview.server import PhoneServer
from bot.storage.backup import back_up
from bot.storage.store import Store
from bot.telegram_channel.app import ALLOWED_UPDATES, build
from bot.telegram_channel.handlers import Counter
from bot.telegram_channel.inbox import Inbox
from tests.e2e.conftest import TODAY, TOKEN

DIGITS = "739184625"
NAMES = ("Quxwell", "Квуксвелл", "كوكسويل")
BIRTHDAY = "17.08.1951"
FIRST_CHAT = 739_184_625_000_000  # seven bytes, so that no random row of bytes looks like one
CHATS = 500
MESSAGES = 10_000

PLANTED = (
    f"ich heiße Ali {NAMES[0]} und frage wie viel weiterbildungsgeld gibt es",
    f"xyzzy plugh frobnitz frau {NAMES[0]}",
    f"meine iban DE44 7391 8462 5407 3249 31 {DIGITS}",
    f"0176{DIGITS} bitte rückruf wegen miete",
    f"termin verpasst was jetzt mfg Ewa {NAMES[0]}",
    f"qux.{NAMES[0].lower()}@example.org",
    f"geboren am {BIRTHDAY} in bochum was steht mir zu",
    f"kundennummer 739D184625, bg 35502//{DIGITS[:7]} {DIGITS}",
    f"меня зовут Ольга {NAMES[1]}, когда будут деньги",
    f"اسمي أحمد {NAMES[2]} متى يأتي المال",
    f"/start miete--{NAMES[0].lower()}-{DIGITS}",
    f"/start {NAMES[0]}{DIGITS}",
    f"/{NAMES[0].lower()}{DIGITS}",
    f"/daten {DIGITS}",
    "/datenschutz",
    f"{DIGITS}",
    f"ich will nicht mehr leben, {NAMES[0]}",
    f"https://example.org/{NAMES[0]}?id={DIGITS}",
)
CALLBACKS = (
    f"gut:{NAMES[0].lower()}-{DIGITS}",
    f"antwort:{DIGITS}",
    f"sprache:{NAMES[0].lower()}",
    f"ort:{DIGITS}",
    f"{NAMES[0]}",
    "weitergeben",
)


def updates(first: int, count: int) -> Iterator[dict[str, Any]]:
    """Yield updates of many chats: texts, captions, files, contacts, taps."""
    for number in range(first, first + count):
        chat_id = FIRST_CHAT + number % CHATS
        user = {
            "id": chat_id,
            "is_bot": False,
            "first_name": NAMES[number % 3],
            "last_name": NAMES[0],
            "username": f"{NAMES[0].lower()}{DIGITS}",
            "language_code": ("de", "uk", "quxwell")[number % 3],
        }
        chat = {"id": chat_id, "type": "private", "first_name": NAMES[0]}
        message = {"message_id": number + 1, "date": 4_000_000_000, "chat": chat, "from": user}
        text = PLANTED[number % len(PLANTED)]
        match number % 25:
            case 21:
                document = {"file_id": "a", "file_unique_id": "a", "file_name": f"{NAMES[0]}.pdf"}
                yield {"message": {**message, "document": document}}
            case 22:
                contact = {"phone_number": DIGITS, "first_name": NAMES[0]}
                yield {"message": {**message, "contact": contact}}
            case 23:
                photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
                yield {"message": {**message, "photo": photo, "caption": text}}
            case 24:
                query = {"id": str(number), "from": user, "chat_instance": DIGITS}
                data = CALLBACKS[number % len(CALLBACKS)]
                yield {"callback_query": {**query, "message": message, "data": data}}
            case _:
                entities = [
                    {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
                ] * text.startswith("/")
                yield {"message": {**message, "text": text, "entities": entities}}


class Served:
    """How many turns were answered, and what was said last in each chat."""

    def __init__(self) -> None:
        self.turns = 0
        self.kinds: dict[str, int] = {}


@asynccontextmanager
async def whole_bot(live: LiveKnowledge, store: Store, served: Served):
    phone = PhoneServer(0, token=TOKEN)
    await phone.start()

    def observe(chat_id: int, turn: Any, outcome: Any, known: Any) -> None:
        store.note(outcome, TODAY)
        served.turns += 1
        served.kinds[outcome.kind] = served.kinds.get(outcome.kind, 0) + 1

    counter = Counter(
        known=lambda: live.current, today=lambda: TODAY, observer=observe, chats=store.chats
    )
    inbox = Inbox(store.inbox, today=lambda: TODAY)
    app = build(counter, token=TOKEN, api_url=phone.api_url, inbox=inbox)
    async with app:
        await app.start()
        await app.updater.start_polling(timeout=1, allowed_updates=ALLOWED_UPDATES)
        yield phone
        await app.updater.stop()
        await app.stop()
    await phone.stop()


async def play(live: LiveKnowledge, store: Store, served: Served) -> None:
    async with whole_bot(live, store, served) as phone:
        for first in range(0, MESSAGES, CHATS):
            for update in updates(first, CHATS):
                await phone.client_sends(update)
            await until(lambda goal=first + CHATS: served.turns >= goal)


async def until(true: Any) -> None:
    async with asyncio.timeout(120):
        while not true():
            await asyncio.sleep(0.02)


def found_in(folder: Path) -> list[str]:
    """Return each file that holds a planted piece, with the piece."""
    needles = [name.encode(code) for name in NAMES for code in ("utf-8", "utf-16-le")]
    needles += [name.lower().encode() for name in NAMES]
    needles += [BIRTHDAY.encode(), DIGITS.encode(), b"739D184625", b"DE44 7391", b"DE447391"]
    # The ids of the chats as SQLite and others would store a number: its highest five bytes.
    tops = sorted({each >> 16 for each in range(FIRST_CHAT, FIRST_CHAT + CHATS)})
    needles += [struct.pack(">q", top)[3:] for top in tops]
    needles += [struct.pack("<q", top)[:5] for top in tops]
    return [
        f"{path.name}: {needle!r}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for content in [path.read_bytes()]
        for needle in needles
        if needle in content
    ]


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for everything the bot might write, the log among it."""
    for name in ("daten", "schluessel", "tmp"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    quiet = {name: logging.getLogger(name).level for name in list(logging.root.manager.loggerDict)}
    with (tmp_path / "bot.log").open("w", encoding="utf-8") as log:
        configure_logging("DEBUG")
        for handler in root.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(log)
        yield tmp_path
        for handler in root.handlers[:]:
            handler.close()
    root.handlers[:], root.level = before, level
    for name, old in quiet.items():
        logging.getLogger(name).setLevel(old)


def test_of_ten_thousand_messages_nothing_personal_remains(live: LiveKnowledge, disk: Path) -> None:
    store = Store(disk / "daten" / "bot.sqlite", secret_file=disk / "schluessel" / "schluessel")
    served = Served()
    asyncio.run(play(live, store, served))
    assert served.turns == MESSAGES
    assert {"answer", "fallback", "privacy", "crisis", "menu"} <= served.kinds.keys()
    assert store.open_questions() == []
    # Before anything is tidied up: the log of SQLite still holds every page that was written.
    assert (disk / "daten" / "bot.sqlite-wal").stat().st_size > 0
    back_up(store.database, disk / "sicherung.sqlite")
    assert (disk / "bot.log").stat().st_size > 100_000
    assert found_in(disk) == []
    store.close()
    assert found_in(disk) == []


def test_the_search_finds_what_is_there(disk: Path) -> None:
    for number, piece in enumerate(
        (*(name.encode() for name in NAMES), struct.pack(">q", FIRST_CHAT + 7), DIGITS.encode())
    ):
        path = disk / f"fund-{number}"
        path.write_bytes(b"\x00" + piece + b"\x00")
        assert found_in(disk), piece
        path.unlink()
    logging.getLogger("bot.sonst").debug("text=%s", NAMES[0])
    assert found_in(disk)


def test_what_is_passed_on_is_kept_redacted_and_nothing_else(
    live: LiveKnowledge, disk: Path
) -> None:
    store = Store(disk / "daten" / "bot.sqlite", secret_file=disk / "schluessel" / "schluessel")

    async def main() -> None:
        async with whole_bot(live, store, Served()) as phone:
            await phone.client_says(
                FIRST_CHAT, f"xyzzy plugh frobnitz grault, ich heiße Ali {NAMES[0]}"
            )
            await phone.replies(FIRST_CHAT)
            await phone.client_taps(FIRST_CHAT, "Frage anonym weitergeben")
            (shown,) = await phone.replies(FIRST_CHAT)
            assert "[Name]" in shown["text"]
            await phone.client_taps(FIRST_CHAT, "Ja, so weitergeben")
            await phone.replies(FIRST_CHAT)

    asyncio.run(main())
    kept = [text for _, _, text in store.open_questions()]
    assert kept == ["xyzzy plugh frobnitz grault, ich heiße [Name]"]
    back_up(store.database, disk / "sicherung.sqlite")
    assert b"[Name]" in (disk / "sicherung.sqlite").read_bytes()
    assert found_in(disk) == []
    store.close()
