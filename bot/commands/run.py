"""``run``: serve Telegram, or without a token the preview in the browser."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import logging
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from bot.commands.impact import effect
from bot.commands.operation import Operating, tell_unusable
from bot.commands.today import BOCHUM, today
from bot.dialog.outreach import Outreach
from bot.dialog.turn import Outcome, Turn
from bot.errors import BotError, KnowledgeError, PortInUseError
from bot.matching.live import Known, LiveKnowledge
from bot.preview.server import PhoneServer
from bot.preview.strip import knowledge_status, understanding_of
from bot.quartier.calendar import Calendar
from bot.quartier.live import LiveCalendar
from bot.settings import Settings
from bot.storage.store import Store
from bot.telegram_channel.app import App, build, set_profile
from bot.telegram_channel.handlers import Counter, Observer
from bot.telegram_channel.inbox import Inbox
from bot.telegram_channel.reminding import Reminding
from bot.telegram_channel.service import WebhookAddress, serve

logger = logging.getLogger(__name__)

LOOK_EVERY = 1.0  # seconds between two looks at the knowledge folder
FORGET_EVERY = 6 * 3600.0  # seconds
FORGET_AGAIN = 600.0  # seconds, where it failed
PREVIEW_TOKEN = "1:vorschau"  # noqa: S105  (opens nothing but the server on this machine)


def run(settings: Settings, *, knowledge: Path, port: int | None = None) -> int:
    """Serve until SIGTERM or Ctrl+C.

    Args:
        settings: What the operator set.
        knowledge: The knowledge folder.
        port: Instead of the settings' port for the preview.
    Raises:
        BotError: The folder cannot be used, the port is taken or the token is wrong.
    """
    configure_logging(settings.log_level)
    signal.signal(signal.SIGTERM, _leave)  # while it still learns; the loop has its own later
    settings = replace(settings, port=settings.port if port is None else port)
    try:
        live = LiveKnowledge(knowledge, cache=settings.cache)
    except KnowledgeError as error:
        if settings.token and settings.admins:
            with contextlib.suppress(BotError):  # the knowledge is what has to be mended first
                asyncio.run(tell_unusable(settings, error))
        raise
    calendar = LiveCalendar(knowledge)
    _keep_for_good()
    asyncio.run(_serve(settings, live, calendar))
    return 0


def _keep_for_good() -> None:
    """Take what was loaded out of the collector's sight.

    Half a million objects come to stay; looking through them again and again made some answers
    wait for a tenth of a second.
    """
    gc.collect()
    gc.freeze()


def _leave(number: int, frame: object) -> None:
    del number, frame
    raise SystemExit(0)


def configure_logging(level: str) -> None:
    """Log facts to standard error; httpx stays quiet, since its URLs contain the token."""
    logging.basicConfig(
        level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", force=True
    )
    for name in ("httpx", "httpcore", "telegram", "tornado", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Its messages repeat what is logged here in one line, with a traceback of library code.
    logging.getLogger("telegram.ext").setLevel(logging.CRITICAL)


async def _serve(settings: Settings, live: LiveKnowledge, calendar: LiveCalendar) -> None:
    stop = _stop_event()
    if settings.token:
        store = Store(settings.database, secret_file=settings.secret_file)
        counter = _counter(live, calendar, store)
        inbox = Inbox(store.inbox, today=today)
        operating = Operating(settings, live, calendar, store, inbox.state)
        operating.join(counter)
        app = build(counter, token=settings.token, api_url=settings.api_url, inbox=inbox)
        forgetting = _forgetting(store, settings.retention_days)
        webhook = _webhook(settings)
        try:
            await _run_until(
                stop,
                app,
                inbox,
                live,
                calendar,
                forgetting,
                operating=operating,
                reminding=_reminding(counter, store),
                webhook=webhook,
            )
        finally:
            store.close()
        return
    async with _preview(settings.port, live) as (phone, observer):
        store = Store()
        counter = _counter(live, calendar, store, observer, examples=True)
        inbox = Inbox(today=today)
        operating = Operating(settings, live, calendar, store, inbox.state)
        operating.join(counter)
        app = build(counter, token=PREVIEW_TOKEN, api_url=phone.api_url, inbox=inbox)
        print(f"\nDer Bot läuft als Vorschau. Öffnen Sie im Browser: {phone.url}")
        print("Beenden mit Strg+C.\n", flush=True)
        reminding = _reminding(counter, store)
        await _run_until(stop, app, inbox, live, calendar, operating=operating, reminding=reminding)


def _reminding(counter: Counter, store: Store) -> Reminding:
    """Return the chore that sends reminders, from what the counter itself goes by."""
    return Reminding(
        store,
        lambda: counter.known().knowledge,
        counter.outreach or (lambda: Outreach(Calendar())),
    )


def _webhook(settings: Settings) -> WebhookAddress | None:
    if not settings.webhook_url:
        return None
    return WebhookAddress(
        settings.webhook_url, settings.webhook_secret, settings.host, settings.port
    )


def _counter(
    live: LiveKnowledge,
    calendar: LiveCalendar,
    store: Store,
    observer: Observer | None = None,
    *,
    examples: bool = False,
) -> Counter:
    """Return the counter; ``examples`` shows invented dates and is for the preview alone."""

    def note(chat_id: int, turn: Turn, outcome: Outcome, known: Known) -> None:
        store.note(outcome, today())
        if observer is not None:
            observer(chat_id, turn, outcome, known)

    def outreach() -> Outreach:
        now: time = datetime.now(BOCHUM).time()
        return Outreach(calendar.current, examples=examples, posters=calendar.posters, now=now)

    return Counter(
        known=lambda: live.current,
        today=today,
        observer=note,
        outreach=outreach,
        chats=store.chats,
    )


@contextlib.asynccontextmanager
async def _preview(port: int, live: LiveKnowledge) -> AsyncIterator[tuple[PhoneServer, Observer]]:
    """Start the phone, and show on its side strip what happens."""
    phone = PhoneServer(port, token=PREVIEW_TOKEN)
    try:
        await phone.start()
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise PortInUseError(
            f"Der Anschluss {port} ist schon belegt. Läuft der Bot bereits? Sonst starten Sie "
            f"ihn mit einem anderen: jobcenter-bot run --port {port + 1}",
            f"port {port} in use",
        ) from None
    loop = asyncio.get_running_loop()

    at_start = live.current

    def show_knowledge() -> None:
        status = knowledge_status(live.loaded, live.folder, datetime.now(UTC))
        loop.call_soon_threadsafe(phone.show_knowledge, status)

    def show_effect() -> None:
        # Beside the watching, which must see the next edit at once.
        threading.Thread(target=measure_effect, args=(live.current,), daemon=True).start()

    def measure_effect(now: Known) -> None:
        found = effect(live.folder, at_start, now, today())
        if live.current is not now:
            return  # edited again meanwhile
        logger.info(
            "effect=measured lines=%d objections=%d", len(found.lines), len(found.objections)
        )
        status = knowledge_status(
            live.loaded,
            live.folder,
            datetime.now(UTC),
            effect=found.lines,
            objections=found.objections,
        )
        loop.call_soon_threadsafe(phone.show_knowledge, status)

    def observe(chat_id: int, turn: Turn, outcome: Outcome, known: Known) -> None:
        phone.show_outcome(chat_id, understanding_of(turn, outcome, known))

    live.on_change(show_knowledge)
    live.on_learnt(show_effect)
    show_knowledge()
    try:
        yield phone, observe
    finally:
        await phone.stop()


async def _run_until(
    stop: asyncio.Event,
    app: App,
    inbox: Inbox,
    live: LiveKnowledge,
    calendar: LiveCalendar,
    *chores: Coroutine[Any, Any, None],
    operating: Operating,
    reminding: Reminding,
    webhook: WebhookAddress | None = None,
) -> None:
    operating.open()
    tasks = [asyncio.create_task(each) for each in (_watch(live, calendar), *chores)]
    senders: list[asyncio.Task[None]] = []

    def ready() -> None:
        tasks.append(asyncio.create_task(set_profile(app, live.current.knowledge)))
        tasks.append(asyncio.create_task(asyncio.to_thread(live.current.understanding.prepare)))
        senders.append(asyncio.create_task(reminding.run(app.bot)))
        senders.append(asyncio.create_task(operating.watch(app)))

    async def end() -> None:
        # While Telegram can still be reached: the message on its way is crossed off.
        for task in senders:
            task.cancel()
        await asyncio.gather(*senders, return_exceptions=True)

    orderly = False
    try:
        await serve(app, inbox, stop, webhook=webhook, on_ready=ready, on_end=end)
        orderly = True
    finally:
        await operating.close(orderly=orderly)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _watch(live: LiveKnowledge, calendar: LiveCalendar) -> None:
    async def look() -> None:
        await asyncio.to_thread(live.refresh)
        await asyncio.to_thread(calendar.refresh)

    await asyncio.sleep(LOOK_EVERY)
    await steadily("watching", look, every=LOOK_EVERY)


async def _forgetting(store: Store, retention_days: int) -> None:
    async def forget() -> None:
        gone = store.forget(today(), retention_days)
        if gone:
            logger.info("forgotten=%d", gone)

    await steadily("forgetting", forget, every=FORGET_EVERY, again=FORGET_AGAIN)


async def steadily(
    name: str, step: Callable[[], Awaitable[None]], *, every: float, again: float | None = None
) -> None:
    """Do something again and again, until cancelled; a failure is logged and ends nothing.

    Args:
        name: For the log.
        step: What is done.
        every: Seconds to the next time.
        again: Seconds to the next try after a failure; ``every`` where not given.
    """
    while True:
        pause = every
        try:
            await step()
        except Exception as error:
            # A locked database or a full disk passes; a chore that has ended stays away unseen.
            logger.error("chore=failed name=%s error=%s", name, type(error).__name__)
            pause = every if again is None else again
        await asyncio.sleep(pause)


def _stop_event() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGINT"):
        number = getattr(signal, name)
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop
