"""Measure delivery: the bot as a process against an emulated Bot API, beside a bare echo bot.

    python -m benchmarks.delivery            the whole run, about 40 minutes
    python -m benchmarks.delivery --kurz     a look, about 3 minutes

The load and the API run in this process, each bot in one of its own, on the same machine in the
same run; compare the ratios. The page ``benchmarks/delivery.md`` is written by the whole run.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import platform
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.knowledge.loader import load  # noqa: E402
from bot.preview.server import PhoneServer  # noqa: E402

TOKEN = "12345:nur-zum-messen"  # noqa: S105  opens nothing
PAGE = ROOT / "benchmarks" / "delivery.md"
Peer = str  # "bot" or "echo"


@dataclass
class Load:
    """What is measured of one load.

    Attributes:
        sent: Time each message was sent, by chat, oldest first.
        delays: Seconds from message to answer.
        disorder: Answers that came for an older message than the one before.
    """

    sent: dict[int, list[float]] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    started: float = 0.0
    last: float = 0.0

    def answered(self, chat: int) -> None:
        """Take the oldest open message of a chat as answered: order within a chat is kept."""
        now = time.perf_counter()
        if self.sent.get(chat):
            self.delays.append(now - self.sent[chat].pop(0))
            self.last = now

    @property
    def lost(self) -> int:
        return sum(len(times) for times in self.sent.values())

    def percentile(self, share: float) -> float:
        ordered = sorted(self.delays)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0

    @property
    def rate(self) -> float:
        return len(self.delays) / max(1e-9, self.last - self.started)


@dataclass
class Running:
    """A bot process, ready to answer."""

    peer: Peer
    process: subprocess.Popen[bytes]
    phone: PhoneServer
    start_s: float
    load: Load = field(default_factory=Load)
    watched: set[int] = field(default_factory=set)
    cpu_before: float = 0.0

    async def says(self, chat_id: int, text: str) -> None:
        """Send a message, and watch the chat for its answer."""
        if chat_id not in self.watched:
            self.watched.add(chat_id)
            chat = self.phone.world.chats.open(chat_id)
            chat.listeners.add(lambda event, content: self._on_event(chat_id, event, content))
        self.load.sent.setdefault(chat_id, []).append(time.perf_counter())
        await self.phone.client_says(chat_id, text)

    def _on_event(self, chat_id: int, event: str, content: Any) -> None:
        if event == "message" and content.get("from", {}).get("is_bot"):
            self.load.answered(chat_id)

    def cpu_s(self) -> float:
        """Return the processor time used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0


@dataclass(frozen=True)
class Network:
    """How far away the emulated API is.

    Attributes:
        name: As the page calls it.
        call_s: Seconds a call takes longer.
        poll_s: Seconds a ``getUpdates`` takes longer. On a real network both are the round trip;
            a message that comes while a poll is on its way waits for the next one, whatever the
            bot. Without that wait the bot itself is seen.
    """

    name: str
    call_s: float = 0.0
    poll_s: float = 0.0


NEAR = Network("0 ms")
FAR = Network("50 ms", 0.05)
FAR_POLLS = Network("50 ms, polls too", 0.05, 0.05)


@contextlib.asynccontextmanager
async def running(peer: Peer, network: Network, folder: Path) -> AsyncIterator[Running]:
    """Start the API and one bot; both end with the block."""
    phone = PhoneServer(0, token=TOKEN, latency=network.call_s)
    phone.faults.poll_latency = network.poll_s
    await phone.start()
    started = time.perf_counter()
    command = [sys.executable, "-m", "bot", "run"]
    if peer == "echo":
        command = [sys.executable, "-m", "benchmarks.echo_peer", phone.api_url, TOKEN]
    environment = {
        **os.environ,
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": phone.api_url,
        "BOT_DATABASE": str(folder / f"{time.time_ns()}" / "bot.sqlite"),
        "BOT_SECRET_FILE": str(folder / "geheim" / "schluessel.json"),
        "OPENBLAS_NUM_THREADS": "1",
    }
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        await phone.client_says(1, "/start")
        await phone.replies(1, timeout=120)
        yield Running(peer, process, phone, time.perf_counter() - started)
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            await asyncio.to_thread(process.wait, 20)
        process.kill()
        await phone.stop()


async def sustained(
    peer: Running, texts: Sequence[str], *, rate: float, seconds: float, chats: int
) -> Load:
    """Send so many messages a second from so many chats, at random moments."""
    dice = random.Random(7)  # noqa: S311  no secret is drawn
    peer.load = Load(started=time.perf_counter())
    end = peer.load.started + seconds
    moment = peer.load.started
    while moment < end:
        moment += dice.expovariate(rate)
        await asyncio.sleep(max(0.0, moment - time.perf_counter()))
        await peer.says(dice.randrange(10, 10 + chats), dice.choice(texts))
    await drained(peer, 30)
    return peer.load


async def burst(peer: Running, texts: Sequence[str], *, messages: int, chats: int) -> Load:
    """Send everything at once."""
    peer.load = Load(started=time.perf_counter())
    for number in range(messages):
        await peer.says(10 + number % chats, texts[number % len(texts)])
        if number % 50 == 0:
            await asyncio.sleep(0)
    await drained(peer, 600)
    return peer.load


async def flood(peer: Running, texts: Sequence[str], *, seconds: float) -> Load:
    """One chat sends 100 messages a second; return the delays of the others, 10 a second."""

    async def flooding() -> None:
        while True:
            await peer.phone.client_says(5, "hallo")
            await asyncio.sleep(0.01)

    task = asyncio.create_task(flooding())
    try:
        return await sustained(peer, texts, rate=10, seconds=seconds, chats=200)
    finally:
        task.cancel()


async def drained(peer: Running, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while peer.load.lost and time.perf_counter() < end:
        await asyncio.sleep(0.05)


@dataclass
class Page:
    """The results page as it grows."""

    rows: list[str] = field(default_factory=list)
    rates: dict[tuple[str, str, Peer], float] = field(default_factory=dict)
    starts: dict[Peer, float] = field(default_factory=dict)

    def note(self, name: str, peer: Running, network: Network, found: Load) -> None:
        """Add one load."""
        self.rates[name, network.name, peer.peer] = found.rate
        cpu = (peer.cpu_s() - peer.cpu_before) * 1000 / max(1, len(found.delays))
        figures = (
            f"{len(found.delays)} | {found.lost} | {found.rate:.1f} | "
            f"{found.percentile(0.5):.0f} | "
            f"{found.percentile(0.95):.0f} | {found.percentile(0.99):.0f} | {cpu:.1f} | "
            f"{peer.memory_mb():.0f} |"
        )
        self.rows.append(f"| {name} | {peer.peer} | {network.name} | {figures}")
        peer.cpu_before = peer.cpu_s()
        print(self.rows[-1], flush=True)

    def ratios(self) -> str:
        """Return the bot's rate as a share of the echo bot's, for each burst."""
        return "; ".join(
            f"{network}: {self.rates[name, network, 'bot'] / rate:.2f}"
            for (name, network, peer), rate in self.rates.items()
            if peer == "echo" and name.startswith("burst")
        )


async def measure(*, short: bool) -> list[str]:
    """Run everything; return the lines of the page."""
    knowledge = load(ROOT / "knowledge").knowledge
    if knowledge is None:
        raise SystemExit("Das Wissen hat Fehler.")
    texts = [intent.texts["de"].examples[0] for intent in knowledge.intents.values()]
    many = 1000 if short else 5000
    page = Page()

    async def steady(peer: Running, network: Network, rate: float, seconds: float) -> None:
        found = await sustained(peer, texts, rate=rate, seconds=seconds, chats=1000)
        page.note(f"{rate:.0f}/s, {seconds:.0f} s", peer, network, found)

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for network in (FAR, FAR_POLLS, NEAR):
            for name in ("echo", "bot"):
                async with running(name, network, folder) as peer:
                    page.starts.setdefault(name, peer.start_s)
                    await sustained(peer, texts, rate=20, seconds=3, chats=100)  # warm up
                    peer.cpu_before = peer.cpu_s()
                    long = 600.0 if network is FAR and name == "bot" and not short else 30.0
                    if network is not NEAR:
                        await steady(peer, network, 30, long)
                    if network is FAR:
                        await steady(peer, network, 100, 10 if short else 60)
                        if name == "bot":
                            found = await flood(peer, texts, seconds=15)
                            page.note("flood of one, others", peer, network, found)
                    if network is not FAR_POLLS:
                        found = await burst(peer, texts, messages=many, chats=1000)
                        page.note(f"burst {many}", peer, network, found)
        if not short:
            async with running("bot", NEAR, folder) as peer:
                for number in range(10):
                    found = await burst(peer, texts, messages=20_000, chats=1000)
                    page.note(f"memory after {(number + 1) * 20_000}", peer, NEAR, found)
    return [
        "# Delivery, measured",
        "",
        f"By `python -m benchmarks.delivery{' --kurz' if short else ''}` on "
        f"{datetime.now(UTC):%Y-%m-%d}: {platform.machine()}, {os.cpu_count()} cores, Python "
        f"{platform.python_version()}, python-telegram-bot {version('python-telegram-bot')}, "
        f"aiohttp {version('aiohttp')}. Delays in milliseconds from message to answer, "
        "CPU in milliseconds a message, MB of the bot's process.",
        "",
        "The network is the time the emulated API adds to each call. “50 ms” leaves the polls as "
        "they are: what is seen is the bot. “50 ms, polls too” holds each poll as well: a message "
        "then waits up to another round trip for the next poll, the echo bot's as the bot's.",
        "",
        "| load | peer | network | answered | lost | rate | p50 | p95 | p99 | CPU ms | MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *page.rows,
        "",
        f"Throughput of the bot as a share of the echo bot's, in a burst: {page.ratios()}.",
        f"Start to first answer: bot {page.starts['bot']:.1f} s, echo {page.starts['echo']:.1f} s.",
        "",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kurz", action="store_true", help="a look instead of the whole run")
    arguments = parser.parse_args()
    lines = asyncio.run(measure(short=arguments.kurz))
    print("\n".join(lines))
    if not arguments.kurz:
        PAGE.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
