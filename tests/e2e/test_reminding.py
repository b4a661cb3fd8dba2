"""Reminders through the whole bot, by HTTP: asked for by a tap, sent once, ended by a tap.

The clock is an argument of the chore, so days pass in no time.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections import Counter as Tally
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from telegram.error import NetworkError, RetryAfter

from bot.dialog.kept import KeepReminder, Kept
from bot.dialog.outreach import Outreach
from bot.matching.live import LiveKnowledge
from bot.preview.server import PhoneServer
from bot.quartier.calendar import Calendar, Change, ChangeKind
from bot.quartier.reminders import Lead, Reminder, Told, remind_of
from bot.quartier.schedule import BOCHUM
from bot.storage.store import Store
from bot.telegram_channel.app import ALLOWED_UPDATES, App, build
from bot.telegram_channel.cancellations import Cancellations
from bot.telegram_channel.handlers import Counter
from bot.telegram_channel.reminding import Reminding
from tests.e2e.conftest import TOKEN
from tests.e2e.reminding_process import confirmed_calendar
from tests.e2e.test_process import running, wait_for

ROOT = Path(__file__).parents[2]
CHAT = 7003
HOUR = "musterviertel-dienstag"
PLACE = "musterviertel"
DAY = date(2026, 12, 1)  # a Tuesday, 10 to 12
ASKED = datetime(2026, 11, 27, 12, tzinfo=BOCHUM)
EVENING = datetime(2026, 11, 30, 18, tzinfo=BOCHUM)
MORNING = datetime(2026, 12, 1, 8, tzinfo=BOCHUM)
BEGIN = datetime(2026, 12, 1, 10, tzinfo=BOCHUM)
BOTH = frozenset(Lead)


def received_by(phone: PhoneServer, *chats: int) -> dict[int, int]:
    """Return how many messages lie unread on each phone."""
    return {chat: len(phone.world.chats.open(chat).arrived) for chat in chats}


@dataclass
class Town:
    """The bot, its clients' phones, the calendar and the clock."""

    store: Store
    calendar: Calendar
    now: datetime = ASKED
    changes: tuple[Change, ...] = ()

    def today(self) -> date:
        return self.now.date()

    def outreach(self) -> Outreach:
        return Outreach(self.calendar, self.changes, now=self.now.time())

    @asynccontextmanager
    async def running(
        self, live: LiveKnowledge, phone: PhoneServer | None = None
    ) -> AsyncIterator[None]:
        """Run the bot; ``round`` is what its chore does every 20 seconds."""
        self.phone = phone or PhoneServer(0, token=TOKEN)
        if phone is None:
            await self.phone.start()
        counter = Counter(
            known=lambda: live.current,
            today=self.today,
            outreach=self.outreach,
            chats=self.store.chats,
        )
        self.app: App = build(counter, token=TOKEN, api_url=self.phone.api_url)
        self.reminding = Reminding(
            self.store,
            lambda: live.current.knowledge,
            self.outreach,
            lambda: self.now,
            timedelta(),
        )
        try:
            async with self.app:
                await self.app.start()
                assert self.app.updater is not None
                await self.app.updater.start_polling(
                    poll_interval=0.0, timeout=1, allowed_updates=ALLOWED_UPDATES
                )
                try:
                    yield
                finally:
                    await self.app.updater.stop()
                    await self.app.stop()
        finally:
            if phone is None:
                await self.phone.stop()

    async def at(self, now: datetime) -> int:
        self.now = now
        return await self.reminding.round(self.app.bot)

    async def taps(self, label: str, chat: int = CHAT) -> str:
        await self.phone.client_taps(chat, label)
        return str((await self.phone.replies(chat))[-1]["text"])

    async def subscribes(self, choice: str = "Beides", chat: int = CHAT) -> None:
        await self.phone.client_says(chat, f"/start {PLACE}")
        await self.phone.replies(chat)
        await self.taps("An einen Termin erinnern", chat)
        assert "Ich schreibe Ihnen" in await self.taps(choice, chat)

    def fill(self, *chats: int) -> None:
        found = self.outreach().find(HOUR, DAY, ASKED.date())
        assert found is not None
        for chat in chats:
            self.store.chats.follow(chat, KeepReminder(remind_of(found, BOTH), "de"), DAY)

    async def open_chats(self, *chats: int) -> None:
        """Let the chats exist: nobody can write to somebody who never wrote."""
        for chat in chats:
            self.phone.world.chats.open(chat)

    def cancel(self, reason: str = "Die Beraterin ist krank.") -> None:
        self.changes = (Change(HOUR, DAY, ChangeKind.CANCELLED, self.now.date(), reason=reason),)

    def received(self, *chats: int) -> dict[int, int]:
        return received_by(self.phone, *chats)

    def sent(self) -> Tally[int]:
        """Return how many messages each chat got since the calls were cleared."""
        return Tally(call.parameters["chat_id"] for call in self.phone.calls_of("sendMessage"))


Play = Callable[[Callable[[Town], Awaitable[None]]], None]


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return confirmed_calendar()


@pytest.fixture
def play(live: LiveKnowledge, store: Store, calendar: Calendar) -> Play:
    def _play(scenario: Callable[[Town], Awaitable[None]]) -> None:
        async def main() -> None:
            town = Town(store, calendar)
            async with town.running(live):
                await scenario(town)

        asyncio.run(main())

    return _play


def test_asked_for_by_a_tap_sent_twice_and_erased(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.subscribes()
        town.phone.calls.clear()
        for now in (ASKED, EVENING - timedelta(minutes=1)):
            assert await town.at(now) == 0
        assert await town.at(EVENING) == 1
        (message,) = await town.phone.replies(CHAT)
        assert "Erinnerung an die Sprechstunde" in message["text"]
        assert "Morgen, Dienstag, 1. Dezember, 10 bis 12 Uhr" in message["text"]
        for minutes in range(0, 840, 20):
            assert await town.at(EVENING + timedelta(minutes=minutes)) == 0
        assert await town.at(MORNING) == 1
        (message,) = await town.phone.replies(CHAT)
        assert "Heute, Dienstag, 1. Dezember, 10 bis 12 Uhr" in message["text"]
        assert await town.at(MORNING + timedelta(minutes=1)) == 0
        assert town.store.chats.kept(CHAT, DAY).reminders != ()
        assert await town.at(BEGIN) == 0
        assert town.store.chats.kept(CHAT, DAY) == Kept()
        assert town.store.database.query("SELECT * FROM erinnerungen") == []

    play(scenario)


def test_one_tap_in_the_reminder_ends_it(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.subscribes()
        await town.at(EVENING)
        await town.phone.replies(CHAT)
        assert "gelöscht" in await town.taps("Nicht mehr erinnern")
        assert await town.at(MORNING) == 0
        assert town.store.reminders.page() == ()

    play(scenario)


def test_it_is_shown_by_daten_and_erased_by_loeschen(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.subscribes()
        await town.phone.client_says(CHAT, "/daten")
        assert "Erinnerung an die Sprechstunde" in (await town.phone.replies(CHAT))[0]["text"]
        await town.phone.client_says(CHAT, "/loeschen")
        await town.phone.replies(CHAT)
        assert await town.at(EVENING) == 0
        assert town.store.reminders.page() == ()

    play(scenario)


def test_a_cancelled_date_reaches_everyone_who_asked_once(play: Play) -> None:
    async def scenario(town: Town) -> None:
        chats = range(8001, 8006)
        for chat in chats:
            await town.subscribes(chat=chat)
        town.phone.calls.clear()
        town.cancel()
        assert await town.at(ASKED + timedelta(minutes=1)) == len(chats)
        assert town.sent() == dict.fromkeys(chats, 1)
        (message,) = await town.phone.replies(8001)
        assert "Ein Termin fällt aus" in message["text"]
        assert "fällt aus. Die Beraterin ist krank." in message["text"]
        for now in (ASKED + timedelta(minutes=2), EVENING, MORNING):
            assert await town.at(now) == 0
        town.changes = ()
        assert await town.at(MORNING + timedelta(minutes=1)) == len(chats)
        (message,) = await town.phone.replies(8001)
        assert "findet doch statt" in message["text"]

    play(scenario)


def test_a_date_called_off_on_the_road_reaches_everyone_who_asked(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.subscribes()
        cancellations = Cancellations(town.store.cancellations)
        cancellations.cancel(HOUR, DAY, town.today())
        town.changes = cancellations.changes(town.calendar)
        assert await town.at(ASKED + timedelta(minutes=1)) == 1
        (message,) = await town.phone.replies(CHAT)
        assert "fällt aus. Wir mussten kurzfristig absagen." in message["text"]
        cancellations.take_back(HOUR, DAY)
        town.changes = cancellations.changes(town.calendar)
        assert await town.at(ASKED + timedelta(minutes=2)) == 1
        (message,) = await town.phone.replies(CHAT)
        assert "findet doch statt" in message["text"]

    play(scenario)


def test_a_moved_date_is_told_with_its_old_and_new_time(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.subscribes()
        moved = Change(HOUR, DAY, ChangeKind.MOVED, ASKED.date(), new_day=date(2026, 12, 2))
        town.changes = (moved,)
        assert await town.at(ASKED + timedelta(minutes=1)) == 1
        (message,) = await town.phone.replies(CHAT)
        assert "Ein Termin hat sich geändert" in message["text"]
        assert "Mittwoch, 2. Dezember, 10 bis 12 Uhr" in message["text"]
        assert "Vorher war der Termin: Dienstag, 1. Dezember, 10 bis 12 Uhr." in message["text"]
        assert await town.at(EVENING) == 0
        assert await town.at(EVENING + timedelta(days=1)) == 1

    play(scenario)


def test_an_edit_of_the_yaml_counts_like_a_cancellation(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.subscribes()
        rest = {key: each for key, each in town.calendar.office_hours.items() if key != HOUR}
        town.calendar = replace(town.calendar, office_hours=rest)
        assert await town.at(ASKED + timedelta(minutes=1)) == 1
        (message,) = await town.phone.replies(CHAT)
        assert "Diesen Termin gibt es nicht mehr." in message["text"]

    play(scenario)


def test_a_rule_under_a_new_id_is_no_news(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.subscribes()
        hours = dict(town.calendar.office_hours)
        hours["neuer-name"] = replace(hours.pop(HOUR), id="neuer-name")
        town.calendar = replace(town.calendar, office_hours=hours)
        assert await town.at(ASKED + timedelta(minutes=1)) == 0
        assert await town.at(EVENING) == 1

    play(scenario)


def test_an_unreadable_calendar_calls_nothing_off(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.subscribes()
        whole, town.calendar = town.calendar, Calendar()
        assert await town.at(ASKED + timedelta(minutes=1)) == 0
        town.calendar = whole
        assert await town.at(EVENING) == 1

    play(scenario)


def test_a_change_must_stand_for_a_moment(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.subscribes()
        town.reminding = replace(town.reminding, settled=timedelta(seconds=30))
        town.cancel()
        start = ASKED + timedelta(minutes=1)
        assert await town.at(start) == 0
        town.changes = ()
        assert await town.at(start + timedelta(seconds=20)) == 0
        town.cancel()
        assert await town.at(start + timedelta(seconds=40)) == 0
        assert await town.at(start + timedelta(seconds=60)) == 0
        assert await town.at(start + timedelta(seconds=80)) == 1

    play(scenario)


def test_who_blocked_the_bot_is_forgotten_and_the_others_are_served(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.open_chats(8001, 8002, 8003)
        town.fill(8001, 8002, 8003, 8004)  # 8004: a chat that Telegram does not know any more
        # Blocked without a word, as while the bot was down.
        town.phone.world.chats.open(8002).blocked = True
        assert await town.at(EVENING) == 2
        assert [each.chat_id for each in town.store.reminders.page()] == [8001, 8003]

    play(scenario)


@pytest.mark.parametrize("code", [429, 500, 502, 0])
def test_through_floods_and_outages_everyone_is_reminded_once(code: int, play: Play) -> None:
    async def scenario(town: Town) -> None:
        chats = range(8001, 8005)
        await town.open_chats(*chats)
        town.fill(*chats)
        town.phone.faults.fail_next(3, code=code, methods=("sendMessage",), retry_after=1)
        for _ in range(3):
            with pytest.raises(RetryAfter if code == 429 else NetworkError):
                await town.at(EVENING)
        assert await town.at(EVENING + timedelta(minutes=1)) == len(chats)
        assert await town.at(EVENING + timedelta(minutes=2)) == 0
        received = town.received(*chats)
        assert received == dict.fromkeys(chats, 1)

    play(scenario)


def test_where_only_the_answer_was_lost_a_message_comes_twice_rather_than_never(
    play: Play,
) -> None:
    async def scenario(town: Town) -> None:
        await town.open_chats(CHAT)
        town.fill(CHAT)
        town.phone.faults.fail_next(1, code=0, methods=("sendMessage",), after=True)
        with pytest.raises(NetworkError):
            await town.at(EVENING)
        assert await town.at(EVENING + timedelta(minutes=1)) == 1
        assert town.received(CHAT) == {CHAT: 2}

    play(scenario)


def test_an_outage_in_the_middle_costs_nobody_anything(play: Play) -> None:
    async def scenario(town: Town) -> None:
        chats = range(8001, 8011)
        await town.open_chats(*chats)
        town.fill(*chats)
        calls = town.phone.calls

        async def disturb() -> None:
            while len(town.phone.calls_of("sendMessage")) < 4:
                await asyncio.sleep(0.001)
            town.phone.faults.fail_next(3, code=502, methods=("sendMessage",))

        calls.clear()
        disturbing = asyncio.create_task(disturb())
        for _ in range(5):
            try:
                await town.at(EVENING)
            except NetworkError:
                continue
        await disturbing
        received = town.received(*chats)
        assert received == dict.fromkeys(chats, 1)
        assert len(town.phone.calls_of("sendMessage")) == len(chats) + 3

    play(scenario)


def test_a_house_under_a_new_id_is_no_news(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.open_chats(CHAT)
        town.fill(CHAT)
        old = town.calendar
        place = replace(old.places[PLACE], id="neues-musterviertel", former_ids=(PLACE,))
        places = {key: each for key, each in old.places.items() if key != PLACE}
        places[place.id] = place
        rules = {
            key: replace(each, place=place.id) if each.place == PLACE else each
            for key, each in old.office_hours.items()
        }
        town.calendar = replace(old, places=places, office_hours=rules)
        assert await town.at(ASKED + timedelta(hours=1)) == 0
        assert await town.at(EVENING) == 1

    play(scenario)


def test_an_error_of_any_kind_does_not_end_the_chore(
    play: Play, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def scenario(town: Town) -> None:
        await town.open_chats(CHAT)
        town.fill(CHAT)
        town.now = EVENING
        monkeypatch.setattr("bot.telegram_channel.reminding.EVERY", 0.01)
        wipe = town.store.database.wipe
        failures = iter([sqlite3.OperationalError("disk I/O error")] * 3)

        def failing() -> bool:
            if error := next(failures, None):
                raise error
            return wipe()

        monkeypatch.setattr(type(town.store.database), "wipe", lambda _: failing())
        chore = asyncio.create_task(town.reminding.run(town.app.bot))
        while "reminders=failed" not in caplog.text:
            await asyncio.sleep(0.01)
        town.now = MORNING
        while len(town.phone.calls_of("sendMessage")) < 2:
            await asyncio.sleep(0.01)
        assert not chore.done()
        chore.cancel()
        await asyncio.gather(chore, return_exceptions=True)

    play(scenario)


def test_no_more_than_twenty_a_second(play: Play) -> None:
    async def scenario(town: Town) -> None:
        chats = range(8001, 8021)
        await town.open_chats(*chats)
        town.fill(*chats)
        assert await town.at(EVENING) == len(chats)
        at = [call.at for call in town.phone.calls_of("sendMessage")]
        gaps = [second - first for first, second in pairwise(at)]
        assert min(gaps) >= 0.045  # a sleep of 50 ms may wake a little early

    play(scenario)


def test_what_could_not_be_crossed_off_is_not_sent_again(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.open_chats(CHAT)
        town.fill(CHAT)
        locked = (
            "CREATE TRIGGER voll BEFORE UPDATE ON erinnerungen BEGIN SELECT RAISE(FAIL, 'x'); END"
        )
        with town.store.database.transaction() as connection:
            connection.execute(locked)
        for _ in range(3):
            with pytest.raises(Exception, match="database failed"):
                await town.at(EVENING)
        with town.store.database.transaction() as connection:
            connection.execute("DROP TRIGGER voll")
        assert await town.at(EVENING + timedelta(minutes=1)) == 0
        assert len(town.phone.calls_of("sendMessage")) == 1
        assert await town.at(MORNING) == 1

    play(scenario)


def test_a_bot_that_stops_crosses_off_what_is_on_its_way(play: Play) -> None:
    async def scenario(town: Town) -> None:
        await town.open_chats(CHAT)
        town.fill(CHAT)
        town.now = EVENING
        town.phone.faults.latency = 0.2
        chore = asyncio.create_task(town.reminding.run(town.app.bot))
        while not town.phone.calls_of("sendMessage"):
            await asyncio.sleep(0.001)
        chore.cancel()
        await asyncio.gather(chore, return_exceptions=True)
        town.phone.faults.latency = 0.0
        assert await town.at(EVENING) == 0
        assert len(town.phone.calls_of("sendMessage")) == 1

    play(scenario)


@pytest.mark.parametrize("change", [date(2026, 10, 25), date(2027, 3, 28)])
def test_through_a_clock_change_each_goes_out_once(change: date, play: Play) -> None:
    async def scenario(town: Town) -> None:
        extra = Change(
            *(HOUR, change, ChangeKind.EXTRA, change - timedelta(days=30)),
            new_starts=datetime(2026, 1, 1, 9, 30).time(),
            new_ends=datetime(2026, 1, 1, 11, 0).time(),
        )
        town.changes = (extra,)
        before = datetime.combine(change - timedelta(days=1), datetime.min.time(), BOCHUM)
        town.now = before
        await town.open_chats(CHAT)
        found = town.outreach().find(HOUR, change, before.date())
        assert found is not None
        town.store.chats.follow(CHAT, KeepReminder(remind_of(found, BOTH), "de"), DAY)
        sent = []
        moment = before.timestamp()
        while town.store.reminders.page():
            now = datetime.fromtimestamp(moment, BOCHUM)
            if await town.at(now):
                sent.append(f"{now:%d %H:%M}")
            moment += 600
        day_before = before.date()
        assert sent == [f"{day_before:%d} 18:00", f"{change:%d} 07:30"]

    play(scenario)


def test_killed_again_and_again_nobody_is_left_out(
    live: LiveKnowledge, calendar: Calendar, tmp_path: Path
) -> None:
    """Kill −9 while reminders go out: each arrives, and only the one on its way may come twice."""
    database, secret = tmp_path / "daten" / "bot.sqlite", tmp_path / "geheim" / "schluessel"
    chats = range(9001, 9041)

    async def process(phone: PhoneServer) -> asyncio.subprocess.Process:
        script = Path(__file__).with_name("reminding_process.py")
        return await asyncio.create_subprocess_exec(
            *(sys.executable, str(script), phone.api_url, TOKEN, str(database), str(secret)),
            EVENING.isoformat(),
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.PIPE,
        )

    async def main() -> tuple[dict[int, int], int]:
        with closing(Store(database, secret_file=secret)) as store:
            Town(store, calendar).fill(*chats)
        phone = PhoneServer(0, token=TOKEN, latency=0.005)
        await phone.start()
        for chat in chats:
            phone.world.chats.open(chat)
        kills = 0
        try:
            while True:
                running = await process(phone)
                assert running.stdout is not None
                assert await running.stdout.readline() == b"ready\n"
                goal = len(phone.calls_of("sendMessage")) + 11
                while len(phone.calls_of("sendMessage")) < goal and running.returncode is None:
                    await asyncio.sleep(0.001)
                if running.returncode is not None:
                    assert running.returncode == 0
                    break
                await asyncio.sleep(0.004 * (kills % 4))
                running.kill()
                await running.wait()
                kills += 1
            received = received_by(phone, *chats)
        finally:
            await phone.stop()
        return received, kills

    received, kills = asyncio.run(main())
    assert kills >= 3
    assert min(received.values()) == 1
    assert sum(received.values()) - len(chats) <= kills
    with closing(Store(database, secret_file=secret)) as store:
        wanted = store.reminders.page()
    assert [each.reminder.sent for each in wanted] == [frozenset({Lead.EVENING})] * len(chats)


def test_a_running_bot_looks_after_reminders_by_itself(tmp_path: Path) -> None:
    """Started with a token: the reminder of a date that has begun goes within the first look."""
    database, secret = tmp_path / "daten" / "bot.sqlite", tmp_path / "geheim" / "schluessel"
    begun = datetime.now(BOCHUM) - timedelta(minutes=5)
    told = Told(begun, begun + timedelta(minutes=1), PLACE, takes_place=True)
    with closing(Store(database, secret_file=secret)) as store:
        reminder = Reminder(HOUR, begun.date(), BOTH, told)
        store.chats.follow(CHAT, KeepReminder(reminder, "de"), DAY)

    async def main() -> None:
        phone = PhoneServer(0, token=TOKEN)
        await phone.start()
        settings = {
            "log": str(tmp_path / "log"),
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": phone.api_url,
            "BOT_DATABASE": str(database),
            "BOT_SECRET_FILE": str(secret),
        }
        try:
            with running(**settings) as (_, log):
                await asyncio.to_thread(wait_for, log, "bot=ready")
                with closing(Store(database, secret_file=secret)) as store:
                    while store.reminders.page():
                        await asyncio.sleep(0.1)
                assert "reminders=" not in log.read_text()
        finally:
            await phone.stop()

    asyncio.run(asyncio.wait_for(main(), 90))
