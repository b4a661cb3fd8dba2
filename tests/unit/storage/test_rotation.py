from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot.dialog.kept import ForgetChat, KeepLanguage, Kept
from bot.storage.secret_file import Keyring
from bot.storage.store import Store

DAY = date(2026, 11, 27)
CHATS = range(1000, 1200)

# Renews without end, so that a kill at any moment hits a rotation.
ENDLESS = """
import sys
from pathlib import Path
from bot.storage.store import Store
store = Store(Path(sys.argv[1]), secret_file=Path(sys.argv[2]))
print("ready", flush=True)
while True:
    store.rotate()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "daten" / "bot.sqlite"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return tmp_path / "geheim" / "schluessel"


def secrets(file: Path) -> list[str]:
    return [line for line in file.read_text().splitlines() if not line.startswith("#")]


def fill(store: Store) -> None:
    for chat in CHATS:
        store.chats.follow(chat, KeepLanguage("uk"), DAY)


def all_readable(store: Store) -> bool:
    return all(store.chats.kept(chat, DAY) == Kept("uk") for chat in CHATS)


def test_everything_is_encrypted_anew_and_the_old_key_is_gone(path: Path, secret: Path) -> None:
    with closing(Store(path, secret_file=secret)) as store:
        fill(store)
        old = Keyring(secret)
        before = store.database.query("SELECT kennung, inhalt FROM chats")
        names = {row["kennung"] for row in before}
        (line,) = secrets(secret)
        assert store.rotate() == len(CHATS)
        assert len(secrets(secret)) == 1
        assert line not in secret.read_text()
        assert secret.stat().st_mode & 0o777 == 0o600
        rows = store.database.query("SELECT kennung, inhalt FROM chats")
        assert not names & {row["kennung"] for row in rows}
        assert not any(
            old.keys.unseal(row["inhalt"], f"chats:{row['kennung']}") is not None for row in rows
        )
        files = b"".join(each.read_bytes() for each in path.parent.iterdir())
        assert not any(row["inhalt"] in files for row in before)
    with closing(Store(path, secret_file=secret)) as again:
        assert all_readable(again)


def test_a_running_bot_notices_the_new_key(path: Path, secret: Path) -> None:
    with (
        closing(Store(path, secret_file=secret)) as running,
        closing(Store(path, secret_file=secret)) as verb,
    ):
        fill(running)
        verb.rotate()
        assert all_readable(running)
        running.chats.follow(5, KeepLanguage("ar"), DAY)
        assert verb.chats.kept(5, DAY) == Kept("ar")
        verb.rotate()
        running.chats.follow(5, ForgetChat(), DAY)
        assert verb.chats.kept(5, DAY) == Kept()


def test_before_it_is_complete_both_keys_serve(path: Path, secret: Path) -> None:
    with closing(Store(path, secret_file=secret)) as running:
        fill(running)
        Keyring(secret).add_newest()  # and killed before the rows
        assert all_readable(running)
        running.chats.follow(1000, KeepLanguage("ar"), DAY)
        running.chats.follow(1001, ForgetChat(), DAY)
        assert running.chats.kept(1000, DAY) == Kept("ar")
    with closing(Store(path, secret_file=secret)) as again:
        assert len(secrets(secret)) == 1
        assert again.chats.kept(1000, DAY) == Kept("ar")
        assert again.chats.kept(1001, DAY) == Kept()
        assert again.chats.kept(1002, DAY) == Kept("uk")
        assert again.chats.unreadable() == 0


def test_killed_at_any_moment_everything_stays_readable(path: Path, secret: Path) -> None:
    with closing(Store(path, secret_file=secret)) as store:
        fill(store)
    first = secrets(secret)
    chance = random.Random(1)
    broken_off = 0
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", ENDLESS, str(path), str(secret)],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONPATH": "."},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.0, 0.08))
            process.send_signal(signal.SIGKILL)
        broken_off += len(secrets(secret)) > 1
        with closing(Store(path, secret_file=secret)) as store:
            assert store.chats.unreadable() == 0
            assert all_readable(store)
            assert len(secrets(secret)) == 1
    assert secrets(secret) != first
    assert broken_off  # else the test never saw what it is about
