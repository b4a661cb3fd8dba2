"""The bot as a process: how it starts, what it says when it cannot, how it ends."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
START = 60.0  # seconds at most until the bot is ready, on a slow and busy machine


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    return {**kept, "PYTHONUNBUFFERED": "1", **more}


@contextlib.contextmanager
def running(*arguments: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    log = Path(settings.pop("log"))
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run", *arguments],
            cwd=ROOT,
            env=environment(**settings),
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield process, log
        finally:
            process.kill()
            process.wait()


def wait_for(log: Path, pattern: str, seconds: float = START) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        text = log.read_text()
        if found := re.search(pattern, text):
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"{pattern!r} did not appear:\n{log.read_text()}")


def refused(*arguments: str, **settings: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run", *arguments],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=START,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_preview_serves_its_page_and_ends_cleanly(tmp_path: Path) -> None:
    port = free_port()
    with running("--port", str(port), log=str(tmp_path / "log")) as (process, log):
        wait_for(log, "bot=ready")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            assert page.status == 200
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert time.monotonic() - started < 8
        assert "Traceback" not in log.read_text()


def test_a_start_can_be_broken_off(tmp_path: Path) -> None:
    with running(
        "--port", str(free_port()), log=str(tmp_path / "log"), BOT_CACHE=str(tmp_path / "cache")
    ) as (process, log):
        time.sleep(1.5)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert "Traceback" not in log.read_text()


def test_a_used_port_is_explained() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, text = refused("--port", str(taken.getsockname()[1]))
    assert code == 2
    assert "schon belegt" in text
    assert "Traceback" not in text


def test_a_malformed_token_is_explained_without_showing_it() -> None:
    code, text = refused(BOT_TOKEN="geheimes-token")
    assert code == 2
    assert "BotFather" in text
    assert "geheimes-token" not in text


def test_a_missing_folder_is_explained(tmp_path: Path) -> None:
    code, text = refused(BOT_KNOWLEDGE=str(tmp_path / "weg"))
    assert code == 1
    assert "gibt es nicht" in text
    assert "Traceback" not in text


def test_without_network_the_bot_keeps_trying_and_ends_when_asked(tmp_path: Path) -> None:
    nobody = f"http://127.0.0.1:{free_port()}/bot"
    with running(
        log=str(tmp_path / "log"),
        BOT_TOKEN="12345:abcdefghijklmnopqrstuvwxyz",
        BOT_API_URL=nobody,
        BOT_DATABASE=str(tmp_path / "daten" / "bot.sqlite"),
        BOT_SECRET_FILE=str(tmp_path / "geheim" / "schluessel"),
    ) as (process, log):
        wait_for(log, "telegram=unreachable")
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0
        text = log.read_text()
    assert "abcdefghijklmnopqrstuvwxyz" not in text
    assert "Traceback" not in text


def test_an_edit_is_taken_over_and_a_broken_one_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "wissen"
    shutil.copytree(ROOT / "knowledge", folder)
    topic = folder / "de" / "weiterbildung.yaml"
    original = topic.read_text()
    port = free_port()
    with running("--wissen", str(folder), "--port", str(port), log=str(tmp_path / "log")) as (
        _,
        log,
    ):
        wait_for(log, "bot=ready")
        topic.write_text(original.replace("antwort: |", "antwrot: |", 1))
        wait_for(log, "knowledge=refused", 20)
        topic.write_text(original.replace("Fragen Sie", "Bitte fragen Sie", 1))
        wait_for(log, "knowledge=loaded", 40)
        # One answer reworded, and what that does is measured against the state at the start.
        assert wait_for(log, r"effect=measured lines=[1-9]\d* objections=\d+", 120)
