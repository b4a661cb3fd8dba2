"""What those who watch over the bot see of a running process: health, figures, alerts."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

from bot.preview.server import PhoneServer
from tests.e2e.test_nothing_lost import TOKEN, play, serving, until
from tests.e2e.test_process import ROOT, free_port, refused

STAFF, CLIENT = 7350912467, 7350912468


def ask(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read().decode()


def health_check(port: int) -> int:
    """Run the container's own health check; return its exit code."""
    (line,) = re.findall(r"^\s+CMD (\[\"python\", .*\])$", (ROOT / "Dockerfile").read_text(), re.M)
    command = json.loads(line)
    environment = {**os.environ, "BOT_METRICS": f"127.0.0.1:{port}"}
    return subprocess.run(
        [sys.executable, *command[1:]],
        env=environment,
        capture_output=True,
        timeout=20,
        check=False,
    ).returncode


def test_a_running_bot_tells_its_health_and_figures_without_a_word_of_anyone(
    tmp_path: Path,
) -> None:
    port = free_port()

    async def scenario() -> None:
        settings = {"BOT_METRICS": f"127.0.0.1:{port}", "BOT_ADMINS": str(STAFF)}
        async with serving(tmp_path, **settings) as (phone, bot):
            await phone.client_says(CLIENT, "wie viel weiterbildungsgeld gibt es")
            await phone.client_says(CLIENT, "/aus regelbedarf")
            await phone.replies(CLIENT, 2, timeout=20)
            await until(lambda: bot.waiting() == 0, 5)
            for path in ("/healthz", "/gesund", "/readyz", "/bereit"):
                assert await asyncio.to_thread(ask, port, path) == (200, "ok\n")
            assert await asyncio.to_thread(health_check, port) == 0
            status, text = await asyncio.to_thread(ask, port, "/metrics")
            assert status == 200
            for line in (
                'jobcenter_decisions_total{kind="answer",lang="de"} 1.0',
                'jobcenter_decisions_total{kind="menu",lang="de"} 1.0',
                "jobcenter_staff_refused_total 1.0",
                "jobcenter_answered_total 2.0",
                "jobcenter_answering_seconds_count 2.0",
                "jobcenter_waiting 0.0",
                "jobcenter_in_flight 0.0",
                "jobcenter_ready 1.0",
                "jobcenter_knowledge_refused 0.0",
            ):
                assert line in text.splitlines(), line
            for private in (str(CLIENT), "weiterbildungsgeld", "regelbedarf"):
                assert private not in text
            assert (await asyncio.to_thread(ask, port, "/"))[0] == 404
            assert await bot.end(signal.SIGTERM) == 0
            assert await asyncio.to_thread(health_check, port) == 1

    play(scenario)


def test_staff_are_told_once_of_a_crash_loop_and_not_of_restarts_by_hand(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with serving(tmp_path, BOT_ADMINS=str(STAFF)) as (phone, bot):

            def alerts() -> int:
                chat = phone.world.chats.open(STAFF)
                return sum("abgebrochen" in message["text"] for message in chat.arrived)

            await phone.client_says(STAFF, "/status")
            await phone.replies(STAFF, timeout=20)
            for _ in range(2):
                assert await bot.end(signal.SIGTERM) == 0
                await bot.start()
            await bot.kill()
            await bot.start()
            await asyncio.sleep(1)
            assert alerts() == 0
            await bot.kill()
            await bot.start()
            await until(lambda: alerts() == 1, 10, bot.text)
            await bot.kill()
            await bot.start()
            await asyncio.sleep(1)
            assert alerts() == 1
            assert str(STAFF) not in bot.text()

    play(scenario)


def test_a_used_port_for_figures_is_explained() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, text = refused(
            "--port", str(free_port()), BOT_METRICS=f"127.0.0.1:{taken.getsockname()[1]}"
        )
    assert code == 2
    assert "BOT_METRICS" in text
    assert "Traceback" not in text


def test_staff_are_told_once_that_the_bot_cannot_start_with_broken_knowledge(
    tmp_path: Path,
) -> None:
    async def scenario() -> None:
        phone = PhoneServer(0, token=TOKEN)
        await phone.start()
        try:
            await phone.client_says(STAFF, "/start")  # a bot cannot write first
            for _ in range(2):
                code, text = await asyncio.to_thread(
                    refused,
                    BOT_TOKEN=TOKEN,
                    BOT_API_URL=phone.api_url,
                    BOT_ADMINS=str(STAFF),
                    BOT_KNOWLEDGE=str(tmp_path / "weg"),
                    BOT_DATABASE=str(tmp_path / "daten" / "bot.sqlite"),
                    BOT_SECRET_FILE=str(tmp_path / "geheim" / "schluessel"),
                )
                assert code == 1
                assert "Traceback" not in text
            (message,) = phone.world.chats.open(STAFF).arrived
            assert "gibt es nicht" in message["text"]
        finally:
            await phone.stop()

    play(scenario)
