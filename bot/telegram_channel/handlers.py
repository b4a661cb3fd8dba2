"""Update → turn, outcome → API calls."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date

from telegram import Bot, CallbackQuery, LinkPreviewOptions, Message, Update
from telegram.constants import ChatAction, ChatType, ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.dialog.kept import ForgetChat, Instruction, KeepLanguage, Kept
from bot.dialog.outreach import Outreach
from bot.dialog.respond import respond
from bot.dialog.turn import (
    ButtonTurn,
    ChatState,
    CommandTurn,
    LinkTurn,
    LocationTurn,
    MediaKind,
    MediaTurn,
    Outcome,
    Reply,
    TextTurn,
    Turn,
)
from bot.errors import BotError
from bot.matching.live import Known
from bot.storage.chats import Chats
from bot.telegram_channel.conversations import Conversations
from bot.telegram_channel.delivery import UndeliveredError
from bot.telegram_channel.inbox import Inbox
from bot.telegram_channel.manners import Manners
from bot.telegram_channel.markup import MAX_NOTICE, keyboard, pieces
from bot.telegram_channel.staff import Staff

logger = logging.getLogger(__name__)

TYPING_AFTER = 0.4  # seconds; an answer usually takes 2 ms and needs no sign of life
_ABOUT_KEPT = ("daten",)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Observer = Callable[[int, Turn, Outcome, Known], None]


@dataclass
class Counter:
    """The counter at which clients are served: everything a handler needs.

    Attributes:
        known: Returns the knowledge of this moment.
        today: Returns the day whose law counts.
        outreach: Returns the consultation dates of this moment.
        chats: What is kept of chats; without it nothing is.
        observer: Is told each outcome (sums, the preview's side strip); must not raise.
        inbox: What waits to be answered.
        bot: For a hint outside of a handler; set by ``app.build``.
        manners: What to do with a chat that floods, and with messages that come late.
        staff: What members of staff may ask for.
        off: Returns the ids of the intents that staff switched off.
        on_decided: Is told each outcome and the seconds it took.
    """

    known: Callable[[], Known]
    today: Callable[[], date]
    observer: Observer | None = None
    outreach: Callable[[], Outreach] | None = None
    chats: Chats | None = None
    conversations: Conversations = field(default_factory=Conversations)
    inbox: Inbox = field(default_factory=Inbox)
    bot: Bot | None = None
    manners: Manners = field(default_factory=Manners)
    staff: Staff = field(default_factory=Staff)
    off: Callable[[], Collection[str]] = tuple
    on_decided: Callable[[Outcome, float], None] | None = None

    async def on_text(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a text, new or edited, or the caption of a picture."""
        message = update.effective_message
        if message is not None:
            text = message.text or message.caption or ""
            await self._serve(message, TextTurn(text), context.bot)

    async def on_command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a command; what follows ``/start`` is a deep link."""
        message = update.effective_message
        if message is None or not message.text:
            return
        word, *rest = message.text.split(maxsplit=1)
        name = word[1:].partition("@")[0]
        payload = rest[0].strip() if rest else ""
        if reply := self.staff.to_command(message.chat_id, name, payload):
            await _send(context.bot, message.chat_id, reply)
            return
        turn = LinkTurn(payload) if name == "start" and payload else CommandTurn(name)
        await self._serve(message, turn, context.bot)

    async def on_media(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer what is no text."""
        message = update.effective_message
        if message is None:
            return
        location = message.location
        turn: Turn = MediaTurn(_media_kind(message))
        if location is not None:
            turn = LocationTurn(location.latitude, location.longitude)
        await self._serve(message, turn, context.bot)

    async def on_group(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Ask to write in the private chat; only when spoken to by a command."""
        message = update.effective_message
        if message is None or not (message.text or "").startswith("/"):
            return
        text = self.known().knowledge.message("de", "gruppe")
        await context.bot.send_message(message.chat_id, text)

    async def on_button(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a tap, also on a message that is too old to be changed."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        chat_id = query.message.chat.id
        reply = None
        if query.message.chat.type == ChatType.PRIVATE:
            reply = self.staff.to_button(chat_id, query.data or "")
        if reply is None:
            turn = ButtonTurn(query.data or "")
            reply = self._respond(chat_id, turn, query.from_user.language_code).reply
        await _answer(query, reply.notice)
        if not (reply.body or reply.venue or reply.document):
            return
        if reply.replaces and isinstance(query.message, Message):
            await _edit(context.bot, query.message, reply)
        else:
            await _send(context.bot, chat_id, reply)

    async def on_flood(self, update: Update) -> None:
        """Leave an update out, and say so once in a while."""
        chat = update.effective_chat
        self.inbox.state.errors["Flood"] += 1
        if chat is None or self.bot is None or not self.manners.may_hint(chat.id):
            return
        logger.info("chat=flooding hint=1")
        text = self.known().knowledge.message(self._language_of(chat.id), "zu_schnell")
        with contextlib.suppress(TelegramError):
            await self.bot.send_message(chat.id, text)

    async def on_membership(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Forget a chat that blocked the bot."""
        del context
        change = update.my_chat_member
        if change is not None and change.new_chat_member.status in ("kicked", "left"):
            self.conversations.forget(change.chat.id)
            if self.chats is not None:
                self.chats.forget_chat(change.chat.id)
            logger.info("chat=left")

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Apologise to the client and log what happened, without what was written."""
        error = context.error
        if isinstance(error, UndeliveredError) and isinstance(update, Update):
            self.inbox.keep(update.update_id)
            logger.warning("answer=undelivered kept_for=next_start")
            return
        self.inbox.state.errors[type(error).__name__] += 1
        if isinstance(error, Forbidden):
            logger.info("answer=undeliverable reason=blocked")
            return
        where = error.__traceback__ if error else None
        while where and where.tb_next:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else "-"
        logger.error("handler=failed error=%s at=%s", type(error).__name__, place)
        if not isinstance(update, Update) or update.effective_chat is None:
            return
        if isinstance(error, TelegramError) and not isinstance(error, BadRequest):
            return  # the network is down: an apology would not arrive either
        known = self.known()
        with contextlib.suppress(TelegramError):
            await context.bot.send_message(
                update.effective_chat.id, known.knowledge.message("de", "fehler")
            )

    async def _serve(self, message: Message, turn: Turn, bot: Bot) -> None:
        chat = message.chat
        user = message.from_user
        late = self.manners.is_late(message.edit_date or message.date)
        if late and not self.manners.may_answer_late(chat.id, more=self.inbox.waiting(chat.id) > 1):
            logger.info("turn=late left_out=1")
            return
        async with _typing(bot, chat.id):
            outcome = self._respond(chat.id, turn, user.language_code if user else None)
            reply = outcome.reply
            if late:
                note = self.known().knowledge.message(outcome.state.language, "verspaetet")
                reply = replace(reply, body=f"{note}\n\n{reply.body}")
            await _send(bot, chat.id, reply)

    def _language_of(self, chat_id: int) -> str:
        state = self.conversations.get(chat_id)
        return state.language if state is not None else "de"

    def _respond(self, chat_id: int, turn: Turn, language_code: str | None) -> Outcome:
        started = time.perf_counter()
        known = self.known()
        day = self.today()
        state = self.conversations.get(chat_id)
        # Texts need nothing of what is kept but the language, and that only once.
        needed = state is None or not isinstance(turn, TextTurn)
        kept = self._kept(chat_id, turn, day) if needed else Kept()
        is_new = state is None and kept == Kept()
        if state is None:
            state = ChatState(language=_language(kept, language_code, known))
        outcome = respond(
            turn,
            state,
            knowledge=known.knowledge,
            matcher=known.understanding,
            today=day,
            outreach=self.outreach() if self.outreach else None,
            kept=kept,
            off=self.off(),
        )
        if outcome.poster is not None:
            outcome = replace(outcome, is_new_chat=is_new)
        # Before the reply goes out: what it says about that must be true by then.
        for instruction in outcome.instructions:
            self._follow(chat_id, instruction, day)
        if ForgetChat() in outcome.instructions:
            self.conversations.forget(chat_id)
        else:
            self.conversations.put(chat_id, outcome.state)
        seconds = time.perf_counter() - started
        if self.on_decided is not None:
            self.on_decided(outcome, seconds)
        logger.info(
            "turn=%s decision=%s intent=%s confidence=%.2f lang=%s ms=%.1f",
            type(turn).__name__,
            outcome.kind,
            outcome.intent if outcome.kind != "crisis" else "-",
            outcome.confidence,
            outcome.state.language,
            seconds * 1000,
        )
        if self.observer is not None:
            self.observer(chat_id, turn, outcome, known)
        return outcome

    def _kept(self, chat_id: int, turn: Turn, day: date) -> Kept:
        """Return what is kept of a chat; without the database an answer goes out all the same."""
        if self.chats is None:
            return Kept()
        try:
            return self.chats.kept(chat_id, day)
        except BotError as error:
            if isinstance(turn, CommandTurn) and turn.name in _ABOUT_KEPT:
                raise  # "nothing is kept" would be untrue
            logger.error("kept=unreadable error=%s", error)
            return Kept()

    def _follow(self, chat_id: int, instruction: Instruction, day: date) -> None:
        if self.chats is None:
            return
        try:
            self.chats.follow(chat_id, instruction, day)
        except BotError as error:
            if not isinstance(instruction, KeepLanguage):
                raise  # the reply says that it is done
            logger.error("kept=unwritten error=%s", error)


def _language(kept: Kept, language_code: str | None, known: Known) -> str:
    """Return the language a chat begins in: the one chosen before, else the phone's."""
    if kept.language in known.knowledge.languages:
        return kept.language or "de"
    code = (language_code or "de").split("-")[0].lower()
    return code if code in known.knowledge.languages else "de"


def is_private(update: object) -> bool:
    """Tell whether an update comes from a private chat."""
    return (
        isinstance(update, Update)
        and update.effective_chat is not None
        and update.effective_chat.type == ChatType.PRIVATE
    )


def _media_kind(message: Message) -> MediaKind:
    kinds: tuple[tuple[object, MediaKind], ...] = (
        (message.voice or message.audio or message.video_note, "voice"),
        (message.photo, "photo"),
        (message.sticker, "sticker"),
        (message.video or message.animation, "video"),
        (message.document, "document"),
        (message.contact, "contact"),
        (message.location or message.venue, "location"),
    )
    return next((kind for found, kind in kinds if found), "other")


@contextlib.asynccontextmanager
async def _typing(bot: Bot, chat_id: int) -> AsyncIterator[None]:
    """Show "typing…" while an answer takes longer than people expect."""

    async def show() -> None:
        with contextlib.suppress(TelegramError):
            await bot.send_chat_action(chat_id, ChatAction.TYPING)

    shown: list[asyncio.Task[None]] = []
    # No task for the many answers that are quicker.
    timer = asyncio.get_running_loop().call_later(
        TYPING_AFTER, lambda: shown.append(asyncio.create_task(show()))
    )
    try:
        yield
    finally:
        timer.cancel()
        for task in shown:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def _send(bot: Bot, chat_id: int, reply: Reply) -> None:
    texts = pieces(reply)
    for number, text in enumerate(texts, start=1):
        await bot.send_message(
            chat_id,
            text,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply.buttons) if number == len(texts) else None,
            link_preview_options=_NO_PREVIEW,
        )
    below = None if texts else keyboard(reply.buttons)
    if venue := reply.venue:
        await bot.send_venue(
            chat_id,
            venue.latitude,
            venue.longitude,
            venue.title,
            venue.address,
            reply_markup=below,
        )
    if document := reply.document:
        await bot.send_document(
            chat_id,
            document.content,
            caption=document.caption or None,
            filename=document.name,
            reply_markup=below,
        )


async def _edit(bot: Bot, message: Message, reply: Reply) -> None:
    texts = pieces(reply)
    if len(texts) != 1:
        await _send(bot, message.chat_id, reply)
        return
    try:
        await bot.edit_message_text(
            texts[0],
            message.chat_id,
            message.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(reply.buttons),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        if "not modified" in error.message.lower():
            return  # a double tap
        await _send(bot, message.chat_id, reply)


async def _answer(query: CallbackQuery, notice: str) -> None:
    try:
        await query.answer(notice[:MAX_NOTICE] or None)
    except BadRequest as error:
        text = error.message.lower()
        if "query is too old" not in text and "query id is invalid" not in text:
            raise
