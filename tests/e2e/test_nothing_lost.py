"""Every message is answered once: through kill -9, restarts, faults, duplicates and the webhook.

The bot runs as a process of its own against the emulated Bot API.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from bot.preview.server import PhoneServer
from bot.telegram_channel.webhook import path_of
from tests.e2e.test_process import ROOT, environment, free_port

TOKEN = "12345:nur-fuer-tests"
SECRET = "ein-langes-geheimnis-fuer-tests"
START = 60.0  # seconds at most, on a slow and busy machine


class Bot:
    """A bot process and what it needs to be started again."""

    def __init__(self, folder: Path, api_url: str, **settings: str) -> None:
        self.log = folder / "log"
        self.database = folder / "daten" / "bot.sqlite"
        self._environment = environment(
            BOT_TOKEN=TOKEN,
            BOT_API_URL=api_url,
            BOT_DATABASE=str(self.database),
            BOT_SECRET_FILE=str(folder / "geheim" / "schluessel.json"),
            **settings,
        )
        self.process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        before = self.said("bot=ready")
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                cwd=ROOT,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        await until(lambda: self.said("bot=ready") > before, START, self.text)

    async def kill(self) -> None:
        await self.end(signal.SIGKILL)

    async def end(self, number: int) -> int:
        assert self.process is not None
        os.kill(self.process.pid, number)
        return await asyncio.to_thread(self.process.wait, 30)

    def text(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def said(self, fact: str) -> int:
        return self.text().count(fact)

    def waiting(self) -> int:
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            return int(database.execute("SELECT COUNT(*) FROM eingang").fetchone()[0])


async def until(
    holds: Callable[[], bool], seconds: float, explain: Callable[[], object] = str
) -> None:
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"did not come true: {explain()}")


@contextlib.asynccontextmanager
async def serving(
    folder: Path, latency: float = 0.0, **settings: str
) -> AsyncIterator[tuple[PhoneServer, Bot]]:
    phone = PhoneServer(0, token=TOKEN, latency=latency)
    await phone.start()
    bot = Bot(folder, phone.api_url, **settings)
    try:
        await bot.start()
        yield phone, bot
    finally:
        if bot.process is not None and bot.process.poll() is None:
            await bot.kill()
        await phone.stop()


def answers(phone: PhoneServer, chats: range) -> dict[int, list[str]]:
    """Return what each chat was sent, as the first words of each message."""
    return {chat: [m["text"] for m in phone.world.chats.open(chat).arrived] for chat in chats}


def play(scenario: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(scenario(), 240))


def test_kill_9_in_a_burst_loses_no_message_and_repeats_only_what_was_in_flight(
    tmp_path: Path,
) -> None:
    chats = range(1, 81)

    async def scenario() -> None:
        async with serving(tmp_path, latency=0.05) as (phone, bot):
            for number in range(3):
                for chat in chats:
                    await phone.client_says(chat, f"/hilfe {number}")
            # Killed while many answers are on their way, twice.
            for count in (20, 120):
                await until(lambda: sent(phone, chats) >= count, 20, bot.text)  # noqa: B023
                await bot.kill()
                await bot.start()
            await until(lambda: min(map(len, answers(phone, chats).values())) >= 3, 30, bot.text)
            await asyncio.sleep(0.5)
            found = answers(phone, chats)
            repeated = sum(len(texts) - 3 for texts in found.values())
            assert repeated <= 2 * 100  # as many as can be in flight at one moment, twice
            await until(lambda: bot.waiting() == 0, 5)

    play(scenario)


def sent(phone: PhoneServer, chats: range) -> int:
    return sum(len(texts) for texts in answers(phone, chats).values())


def test_what_waits_for_a_broken_network_is_answered_after_a_restart(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with serving(tmp_path) as (phone, bot):
            phone.faults.fail_next(1000, code=502, methods=("sendMessage",))
            await phone.client_says(1, "/hilfe")
            await until(lambda: bot.said("call=sendMessage error=") > 0, 20, bot.text)
            assert await bot.end(signal.SIGTERM) == 0
            assert bot.said("answer=undelivered") == 1
            assert bot.waiting() == 1
            phone.faults._planned.clear()
            await bot.start()
            assert len(await phone.replies(1, timeout=20)) == 1
            await until(lambda: bot.waiting() == 0, 5)
            assert "Traceback" not in bot.text()

    play(scenario)


def test_a_message_delivered_twice_is_answered_once(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with serving(tmp_path) as (phone, bot):
            first = await phone.client_says(1, "/hilfe")
            await phone.replies(1, timeout=20)
            await until(lambda: bot.waiting() == 0, 5)
            with contextlib.closing(sqlite3.connect(bot.database)) as database:
                number = database.execute("SELECT MAX(nummer) FROM beantwortet").fetchone()[0]
            # While a poll waits: the next one would confirm the number and drop it unseen.
            await until(lambda: phone.world.updates.is_polled, 5)
            await phone.client_sends({"update_id": number, "message": first})
            await until(lambda: bot.said("update=duplicate") == 1, 20, bot.text)
            await phone.client_says(1, "/themen")
            assert len(await phone.replies(1, timeout=20)) == 1

    play(scenario)


def test_server_errors_floods_and_dropped_connections_delay_but_lose_nothing(
    tmp_path: Path,
) -> None:
    chats = range(1, 13)

    async def scenario() -> None:
        async with serving(tmp_path) as (phone, bot):
            send = ("sendMessage",)
            phone.faults.fail_next(3, code=500, methods=send)
            phone.faults.fail_next(3, code=502, methods=send)
            phone.faults.fail_next(2, code=429, methods=send, retry_after=1)
            phone.faults.fail_next(3, code=0, methods=send)
            phone.faults.fail_next(2, code=500, methods=("getUpdates",))
            for chat in chats:
                await phone.client_says(chat, "/hilfe")
            await until(lambda: sent(phone, chats) >= 12, 40, bot.text)
            await asyncio.sleep(0.5)
            assert {len(texts) for texts in answers(phone, chats).values()} == {1}
            assert "Traceback" not in bot.text()

    play(scenario)


def test_a_flooding_chat_gets_one_hint_and_others_are_served_meanwhile(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with serving(tmp_path, latency=0.05) as (phone, bot):
            for number in range(150):
                await phone.client_says(1, f"/hilfe {number}")
            await phone.client_says(2, "/hilfe")
            assert len(await phone.replies(2, timeout=5)) == 1
            await until(lambda: bot.waiting() == 0, 30, bot.text)
            texts = answers(phone, range(1, 2))[1]
            assert sum("auf einmal" in text for text in texts) == 1
            assert 20 <= len(texts) < 150
            await phone.client_says(1, "/themen")
            assert "Themen" in (await phone.replies(1, count=len(texts) + 1))[-1]["text"]

    play(scenario)


def test_after_a_long_outage_a_chat_gets_one_answer_with_an_apology(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with serving(tmp_path) as (phone, bot):
            await bot.end(signal.SIGTERM)
            for text in ("hallo", "/themen", "/hilfe"):
                message = await phone.client_says(1, text)
                message["date"] -= 2 * 3600  # as if it had waited for two hours
            await phone.client_says(2, "/hilfe")
            await bot.start()
            assert "nicht erreichbar" not in (await phone.replies(2, timeout=20))[0]["text"]
            late = await phone.replies(1, timeout=20)
            assert "nicht erreichbar" in late[0]["text"]
            assert "So fragen Sie mich" in late[0]["text"]
            await asyncio.sleep(0.5)
            assert len(late) == 1
            assert bot.said("turn=late left_out") == 2

    play(scenario)


def test_a_second_instance_is_named_and_the_first_goes_on(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with serving(tmp_path) as (phone, bot):
            phone.faults.fail_next(1, code=409, methods=("getUpdates",))
            await until(lambda: bot.said("reason=another_instance_polls") > 0, 30, bot.text)
            await phone.client_says(1, "/hilfe")
            assert await phone.replies(1, timeout=20)

    play(scenario)


def test_a_token_revoked_while_running_ends_the_bot_with_a_sentence(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with serving(tmp_path) as (phone, bot):
            phone.faults.fail_next(50, code=401, methods=("getUpdates",))
            assert bot.process is not None
            assert await asyncio.to_thread(bot.process.wait, 40) == 2
            assert "BotFather" in bot.text()
            assert TOKEN not in bot.text()
            assert "Traceback" not in bot.text()

    play(scenario)


def test_the_webhook_takes_updates_only_with_the_secret(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"

    async def scenario() -> None:
        async with serving(
            tmp_path,
            BOT_WEBHOOK_URL=address,
            BOT_WEBHOOK_SECRET=SECRET,
            BOT_LISTEN=f"127.0.0.1:{port}",
        ) as (phone, bot):
            await phone.client_says(1, "/hilfe")
            assert len(await phone.replies(1, timeout=20)) == 1
            path = path_of(SECRET)
            assert SECRET not in path
            update = b'{"update_id": 7, "message": {}}'
            assert await asyncio.to_thread(post, port, path, update, None) == 403
            assert await asyncio.to_thread(post, port, path, update, "falsch") == 403
            assert await asyncio.to_thread(post, port, "/", update, SECRET) == 404
            # What cannot be read is taken, or Telegram would bring it for ever.
            assert await asyncio.to_thread(post, port, path, b"[1", SECRET) == 200
            assert await asyncio.to_thread(post, port, path, b"[[[1]]]", SECRET) == 200
            await phone.client_says(1, "/themen")
            assert len(await phone.replies(1, timeout=20)) == 1
            assert await bot.end(signal.SIGTERM) == 0
            # Nobody listens now; what comes meanwhile is brought after the restart.
            await phone.client_says(1, "/hilfe")
            await bot.start()
            assert len(await phone.replies(1, timeout=20)) == 1
            assert SECRET not in bot.text()
            assert path not in bot.text()

    play(scenario)


def post(port: int, path: str, body: bytes, secret: str | None) -> int:
    headers = {"Content-Type": "application/json"}
    if secret is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("POST", path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def test_a_webhook_without_a_secret_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=ROOT,
        env=environment(BOT_TOKEN=TOKEN, BOT_WEBHOOK_URL="https://bot.example.org"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "BOT_WEBHOOK_SECRET" in done.stdout + done.stderr
