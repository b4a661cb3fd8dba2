"""Serving: reach Telegram, take what it brings, watch over it, end without losing anything."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.errors import BotError, PortInUseError, SettingsError
from bot.telegram_channel.app import ALLOWED_UPDATES, App
from bot.telegram_channel.delivery import Persistent
from bot.telegram_channel.inbox import Inbox
from bot.telegram_channel.webhook import WebhookServer, path_of

logger = logging.getLogger(__name__)

LOOK_EVERY = 2.0  # seconds
SILENT = 300.0
"""Seconds without any answer to polling after which it is begun anew; a poll lasts 10 seconds."""


@dataclass(frozen=True)
class WebhookAddress:
    """Where Telegram brings updates to.

    Attributes:
        url: The public address, without path.
        secret: Shared with Telegram; never shown.
        host: Address to listen on.
        port: Port to listen on.
    """

    url: str
    secret: str = field(repr=False)
    host: str
    port: int


async def serve(
    app: App,
    inbox: Inbox,
    stop: asyncio.Event,
    *,
    webhook: WebhookAddress | None = None,
    on_ready: Callable[[], None] = lambda: None,
    on_end: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Serve until told to stop.

    Args:
        app: Built by ``app.build`` with this inbox.
        inbox: What waits to be answered.
        stop: Ends it.
        webhook: Where updates come in; by long polling without it.
        on_ready: Called once it serves.
        on_end: Called before it stops, while Telegram can still be reached.
    Raises:
        SettingsError: Telegram does not know the token, or no longer.
        PortInUseError: The webhook's port is taken.
    """
    try:
        await _initialize(app, stop)
        if stop.is_set():
            return
        await inbox.restore(app.bot)
        await app.start()
        server = await _listen(app, inbox, webhook, stop) if webhook else None
        if server is None:
            await _poll(app)
        inbox.state.ready = True
        on_ready()
        logger.info("bot=ready username=%s", app.bot.username)
        try:
            await _watch(app, inbox, stop, polling=server is None)
        finally:
            inbox.state.ready = False
            logger.info("bot=stopping")
            if on_end is not None:
                await on_end()
            await _end(app, server)
    finally:
        with contextlib.suppress(TelegramError, RuntimeError):
            await app.shutdown()
    logger.info("bot=stopped")


async def _initialize(app: App, stop: asyncio.Event) -> None:
    """Reach Telegram, patiently: a network that is down at start comes up later."""
    pause = 1.0
    while not stop.is_set():
        try:
            await app.initialize()
        except InvalidToken:
            raise _rejected() from None
        except TelegramError as error:
            logger.warning(
                "telegram=unreachable error=%s again_in=%.0f", type(error).__name__, pause
            )
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, 60.0)
        else:
            return


async def _poll(app: App) -> None:
    if app.updater is None:
        raise BotError("Der Bot kann keine Nachrichten abholen.", "application has no updater")
    await app.updater.start_polling(
        allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1, error_callback=_on_poll_error
    )


async def _listen(
    app: App, inbox: Inbox, webhook: WebhookAddress, stop: asyncio.Event
) -> WebhookServer:
    server = WebhookServer(
        webhook.host, webhook.port, secret=webhook.secret, inbox=inbox, bot=app.bot
    )
    try:
        server.start()
    except OSError:
        raise PortInUseError(
            f"Auf {webhook.host}:{webhook.port} kann der Bot nicht lauschen. Ist der Anschluss "
            "belegt? Setzen Sie BOT_LISTEN auf einen anderen.",
            f"port {webhook.port} cannot be used",
        ) from None
    pause = 1.0
    while not stop.is_set():
        try:
            await app.bot.set_webhook(
                webhook.url.rstrip("/") + path_of(webhook.secret),
                secret_token=webhook.secret,
                allowed_updates=ALLOWED_UPDATES,
            )
        except TelegramError as error:
            logger.warning("webhook=unset error=%s again_in=%.0f", type(error).__name__, pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, 60.0)
        else:
            break
    return server


async def _watch(app: App, inbox: Inbox, stop: asyncio.Event, *, polling: bool) -> None:
    """Wait for the end; meanwhile see that polling goes on."""
    state = inbox.state
    while not stop.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_EVERY)
        if polling and state.rejected:
            raise _rejected()
        if polling and app.updater is not None and state.silent_for > SILENT:
            logger.error("poll=silent seconds=%.0f begun_anew=1", state.silent_for)
            state.errors["PollSilent"] += 1
            state.touch()
            with contextlib.suppress(TelegramError, RuntimeError):
                await app.updater.stop()
            await _poll(app)


async def _end(app: App, server: WebhookServer | None) -> None:
    limiter = app.bot.rate_limiter
    if isinstance(limiter, Persistent):
        limiter.give_up()
    if server is not None:
        await server.stop()
    if app.updater is not None and app.updater.running:
        with contextlib.suppress(TelegramError):
            await app.updater.stop()
    await app.stop()


def _rejected() -> SettingsError:
    return SettingsError(
        "Telegram kennt dieses BOT_TOKEN nicht. Holen Sie bei @BotFather ein gültiges.",
        "token rejected",
    )


def _on_poll_error(error: TelegramError) -> None:
    hint = " reason=another_instance_polls" if isinstance(error, Conflict) else ""
    logger.warning("poll=failed error=%s%s", type(error).__name__, hint)
