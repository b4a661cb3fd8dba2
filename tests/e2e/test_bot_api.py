"""The emulated Bot API over HTTP, asked by the real python-telegram-bot."""

from __future__ import annotations

import asyncio
import functools
import json
import time

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
)
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import Application, CallbackQueryHandler, CommandHandler
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application as WebApplication
from tornado.web import RequestHandler

from bot.preview.server import PhoneServer

CHAT = 4242
PIXEL = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"  # as far as anyone reads
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Weiter", callback_data="weiter:1")]])


def with_bot(scenario):
    """Run a scenario with a fresh server and a bot that knows it."""

    @functools.wraps(scenario)
    def run():
        async def main():
            server = PhoneServer(0)
            await server.start()
            try:
                async with bot_for(server) as bot:
                    await scenario(server, bot)
            finally:
                await server.stop()

        asyncio.run(main())

    del run.__wrapped__  # Else pytest takes the scenario's arguments for fixtures.
    return run


def bot_for(server, token=None):
    return Bot(token or server.token, base_url=server.api_url, base_file_url=server.file_url)


async def refusal(call, kind=BadRequest):
    with pytest.raises(kind) as refused:
        await call
    return refused.value.message


@with_bot
async def test_a_text_of_the_client_arrives_with_its_command(server, bot):
    await server.client_says(CHAT, "/start quartier", language="uk")
    (update,) = await bot.get_updates(timeout=2)
    assert update.message.text == "/start quartier"
    assert update.message.entities[0].type == "bot_command"
    assert update.effective_user.language_code == "uk"
    assert (await bot.get_chat(CHAT)).type == "private"


@with_bot
async def test_a_reply_is_formatted_and_seen_by_the_client(server, bot):
    await server.client_says(CHAT, "hallo")
    message = await bot.send_message(CHAT, "<b>Ja</b> & nein", "HTML", reply_markup=BUTTONS)
    (reply,) = await server.replies(CHAT)
    assert message.text_html == "<b>Ja</b> &amp; nein"
    assert reply["text"] == "Ja & nein"
    assert server.calls[-1].method == "sendMessage"
    assert server.calls[-1].parameters["reply_markup"] == BUTTONS.to_dict()


@with_bot
async def test_a_tap_is_asked_answered_once_and_edits_in_place(server, bot):
    await server.client_says(CHAT, "hallo")
    sent = await bot.send_message(CHAT, "eins", reply_markup=BUTTONS)
    await server.replies(CHAT)
    await server.client_taps(CHAT, "Weiter")
    query = (await bot.get_updates())[-1].callback_query
    assert (query.data, query.message.message_id) == ("weiter:1", sent.message_id)
    await bot.answer_callback_query(query.id, "gut")
    await bot.edit_message_text("zwei", CHAT, sent.message_id)
    (edited,) = await server.replies(CHAT)
    assert (edited["text"], "reply_markup" in edited, "edit_date" in edited) == (
        "zwei",
        False,
        True,
    )
    assert await refusal(bot.answer_callback_query(query.id)) == (
        "Query is too old and response timeout expired or query id is invalid"
    )


@with_bot
async def test_a_button_that_is_gone_can_still_be_pressed(server, bot):
    await server.client_says(CHAT, "hallo")
    await server.client_presses(CHAT, 99, "alt:1")
    query = (await bot.get_updates())[-1].callback_query
    assert not query.message.is_accessible
    with pytest.raises(LookupError):
        await server.client_taps(CHAT, "Weiter")


@with_bot
async def test_edits_are_refused_as_telegram_refuses_them(server, bot):
    mine = await server.client_says(CHAT, "hallo")
    sent = await bot.send_message(CHAT, "<b>eins</b>", "HTML", reply_markup=BUTTONS)
    same = bot.edit_message_text("<b>eins</b>", CHAT, sent.message_id, parse_mode="HTML",
                                 reply_markup=BUTTONS)  # fmt: skip
    assert (await refusal(same)).startswith("Message is not modified: specified new message")
    assert await refusal(bot.edit_message_text("x", CHAT, 99)) == "Message to edit not found"
    edit = bot.edit_message_text("x", CHAT, mine["message_id"])
    assert await refusal(edit) == "Message can't be edited"
    document = await bot.send_document(CHAT, b"x", filename="x.ics")
    edit = bot.edit_message_text("x", CHAT, document.message_id)
    assert await refusal(edit) == "There is no text in the message to edit"
    await bot.edit_message_reply_markup(CHAT, sent.message_id)
    await bot.delete_message(CHAT, sent.message_id)
    delete = bot.delete_message(CHAT, sent.message_id)
    assert await refusal(delete) == "Message to delete not found"


@with_bot
async def test_messages_are_refused_as_telegram_refuses_them(server, bot):
    assert await refusal(bot.send_message(CHAT, "x")) == "Chat not found"
    await server.client_says(CHAT, "hallo")
    assert await refusal(bot.send_message(CHAT, "")) == "Message text is empty"
    assert await refusal(bot.send_message(CHAT, "x" * 4097)) == "Message is too long"
    assert await refusal(bot.send_message(CHAT, "<b>x", "HTML")) == (
        "Can't parse entities: can't find end tag corresponding to start tag \"b\""
    )
    long = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="ü" * 33)]])
    assert await refusal(bot.send_message(CHAT, "x", reply_markup=long)) == "Button_data_invalid"
    action = bot.send_chat_action(CHAT, "tanzen")
    assert await refusal(action) == "Wrong parameter action in request"


@with_bot
async def test_a_client_who_blocked_the_bot_gets_nothing(server, bot):
    await server.client_says(CHAT, "hallo")
    await server.client_blocks(CHAT)
    blocked = await refusal(bot.send_message(CHAT, "x"), Forbidden)
    assert blocked == "Forbidden: bot was blocked by the user"
    change = (await bot.get_updates())[-1].my_chat_member
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")


@with_bot
async def test_files_can_be_sent_fetched_and_sent_again(server, bot):
    await server.client_says(CHAT, "hallo")
    content = b"BEGIN:VCALENDAR"
    sent = await bot.send_document(CHAT, InputFile(content, "Termin.ics"), caption="<i>neu</i>",
                                   parse_mode="HTML")  # fmt: skip
    assert (sent.document.file_name, sent.caption) == ("Termin.ics", "neu")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content
    again = await bot.send_document(CHAT, sent.document.file_id)
    assert again.document.file_unique_id == sent.document.file_unique_id
    caption = bot.send_document(CHAT, content, caption="x" * 1025)
    assert await refusal(caption) == "Message caption is too long"
    assert await refusal(bot.send_document(CHAT, b"", filename="x")) == "File must be non-empty"
    photo = (await bot.send_photo(CHAT, PIXEL)).photo[-1]
    assert (photo.width, photo.height) == (1, 1)
    assert await refusal(bot.send_photo(CHAT, content)) == "Image_process_failed"


@with_bot
async def test_places_are_sent_and_shared(server, bot):
    await server.client_shares_location(CHAT, 51.48, 7.13)
    assert (await bot.get_updates())[-1].message.location.latitude == 51.48
    venue = await bot.send_venue(CHAT, 51.48, 7.13, "Stadtteilbüro", "Musterstraße 1")
    assert venue.venue.title == "Stadtteilbüro"
    assert (await bot.send_location(CHAT, 51.48, 7.13)).location.longitude == 7.13


@with_bot
async def test_the_profile_is_kept_per_language_and_scope(server, bot):
    await bot.set_my_commands([BotCommand("hilfe", "Hilfe")])
    await bot.set_my_commands([BotCommand("help", "Help")], language_code="en")
    await bot.set_my_commands([BotCommand("x", "x")], scope=BotCommandScopeChat(CHAT))
    assert [c.command for c in await bot.get_my_commands(language_code="en")] == ["help"]
    await bot.delete_my_commands(language_code="en")
    assert await bot.get_my_commands(language_code="en") == ()
    await bot.set_my_description("Fragen?", language_code="tr")
    assert (await bot.get_my_description("tr")).description == "Fragen?"
    assert (await bot.get_my_name()).name == "Jobcenter Bochum"
    description = bot.set_my_short_description("x" * 121)
    assert await refusal(description) == "Short description is too long"
    assert (await bot.get_chat_menu_button()).type == "commands"


@with_bot
async def test_a_second_poller_ends_the_first(server, bot):
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.2)
    async with bot_for(server) as other:
        await other.get_updates()
    assert "terminated by other getUpdates request" in await refusal(first, Conflict)


@with_bot
async def test_tokens_are_checked(server, bot):
    for token, answer in (("1:other", "Unauthorized"), ("unsinn", "Not Found")):
        stranger = bot_for(server, token)
        await refusal(stranger.initialize(), InvalidToken)
        await stranger.shutdown()
        async with httpx.AsyncClient() as web:
            response = await web.get(f"{server.api_url}{token}/getMe")
        assert response.json()["description"] == answer
    async with httpx.AsyncClient() as web:
        unknown = await web.get(f"{server.api_url}1:preview/getNothing")
    assert (unknown.status_code, unknown.json()["description"]) == (
        404,
        "Not Found: method not found",
    )


@with_bot
async def test_calls_may_be_json_or_stand_in_the_address(server, bot):
    await server.client_says(CHAT, "hallo")
    call = {"chat_id": CHAT, "text": "x", "reply_markup": BUTTONS.to_dict()}
    async with httpx.AsyncClient(base_url=f"{server.api_url}{server.token}") as web:
        assert (await web.post("/sendMessage", json=call)).json()["result"]["text"] == "x"
        asked = await web.get("/SENDMESSAGE", params={"chat_id": CHAT, "text": "ä"})
        assert asked.json()["result"]["text"] == "ä"
        broken = await web.post(
            "/sendMessage", content=b"{", headers={"Content-Type": "application/json"}
        )
    assert broken.json()["description"] == "Bad Request: can't parse JSON object"
    assert [call.method for call in server.calls_of("sendMessage")] == ["sendMessage"] * 2


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # retry_after
@with_bot
async def test_planned_trouble_happens_once(server, bot):
    await server.client_says(CHAT, "hallo")
    server.faults.fail_next(code=429, retry_after=3)
    wait = await refusal(bot.send_message(CHAT, "x"), RetryAfter)
    assert wait == "Flood control exceeded. Retry in 3 seconds"
    server.faults.fail_next(code=502)
    assert "Bad Gateway" in await refusal(bot.send_message(CHAT, "x"), NetworkError)
    server.faults.fail_next(code=500)
    assert await refusal(bot.send_message(CHAT, "x"), TelegramError)
    server.faults.fail_next(code=0, methods=("sendMessage",), after=True)
    assert "disconnected" in await refusal(bot.send_message(CHAT, "da"), NetworkError)
    assert [reply["text"] for reply in await server.replies(CHAT)] == ["da"]
    server.faults.latency = 0.1
    start = time.monotonic()
    await bot.send_message(CHAT, "x")
    assert time.monotonic() - start >= 0.1


@with_bot
async def test_any_update_can_be_sent(server, bot):
    group = {"id": -5, "type": "group", "title": "Gruppe"}
    user = {"id": 7, "is_bot": False, "first_name": "<b>"}
    message = {"message_id": 1, "date": 1, "chat": group, "from": user, "text": "hallo"}
    number = await server.client_sends({"message": message})
    (update,) = await bot.get_updates()
    assert (update.update_id, update.effective_chat.type) == (number, "group")
    await bot.send_message(-5, "Bitte privat.")
    await bot.leave_chat(-5)
    assert await refusal(bot.get_chat(-5)) == "Chat not found"


@with_bot
async def test_a_webhook_gets_updates_with_its_secret_until_it_takes_them(server, bot):
    came = asyncio.Queue()

    class Hook(RequestHandler):
        tries = 0

        def post(self):
            Hook.tries += 1
            if Hook.tries == 1:
                self.set_status(503)
                return
            secret = self.request.headers["X-Telegram-Bot-Api-Secret-Token"]
            came.put_nowait((secret, json.loads(self.request.body)))
            self.finish({"method": "sendMessage", "chat_id": CHAT, "text": "aus dem Webhook"})

    hook = HTTPServer(WebApplication([("/hook", Hook)], log_function=lambda _: None))
    sockets = bind_sockets(0, "127.0.0.1")
    hook.add_sockets(sockets)
    url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/hook"
    insecure = bot.set_webhook("http://example.de/hook")
    assert "https url must be provided" in await refusal(insecure)
    await bot.set_webhook(url, secret_token="geheim")
    await refusal(bot.get_updates(), Conflict)
    await server.client_says(CHAT, "hallo")
    secret, update = await asyncio.wait_for(came.get(), 5)
    assert (secret, update["message"]["text"]) == ("geheim", "hallo")
    assert (await server.replies(CHAT))[0]["text"] == "aus dem Webhook"
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (url, 0)
    assert "503" in info.last_error_message
    await bot.delete_webhook()
    hook.stop()
    await hook.close_all_connections()


@with_bot
async def test_a_whole_application_runs_against_it(server, bot):
    async def start(update, context):
        await update.message.reply_text(f"Hallo {context.args}", reply_markup=BUTTONS)

    async def tap(update, _):
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("weiter")

    app = (
        Application.builder()
        .token(server.token)
        .base_url(server.api_url)
        .base_file_url(server.file_url)
        .build()
    )
    app.add_handlers([CommandHandler("start", start), CallbackQueryHandler(tap)])
    async with app:
        await app.start()
        await app.updater.start_polling()
        await server.client_says(CHAT, "/start quartier")
        assert (await server.replies(CHAT))[0]["text"] == "Hallo ['quartier']"
        await server.client_taps(CHAT, "Weiter")
        assert (await server.replies(CHAT))[0]["text"] == "weiter"
        await app.updater.stop()
        await app.stop()


@with_bot
async def test_the_page_is_only_for_this_machine_and_this_site(server, bot):
    wish = {"chat": CHAT, "text": "hallo"}
    async with httpx.AsyncClient(base_url=server.url) as web:
        page = await web.get("/")
        assert page.status_code == 200
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        assert (await web.post("/phone/say", json=wish)).status_code == 200
        for headers in (
            {"Host": "example.de"},
            {"Origin": "https://example.de"},
            {"Origin": "null"},
            {"Sec-Fetch-Site": "cross-site"},
        ):
            refused = await web.post("/phone/say", json=wish, headers=headers)
            assert refused.status_code == 403
            refused = await web.get(f"/bot{server.token}/getMe", headers=headers)
            assert refused.status_code == 403
        for path in ("/../server.py", "/%2e%2e/server.py", "/nichts.js", "/phone/file/nichts"):
            assert (await web.get(path)).status_code == 404
        for wrong in (b"", b"[]", b'{"chat": -1, "text": "x"}', b'{"chat": 1, "text": " "}'):
            assert (await web.post("/phone/say", content=wrong)).status_code == 400


@with_bot
async def test_the_page_is_told_of_everything_in_its_chat(server, bot):
    events = []

    async def listen(web):
        async with web.stream("GET", f"/phone/events?chat={CHAT}&language=de") as stream:
            async for line in stream.aiter_lines():
                if line.startswith("event: "):
                    events.append(line.removeprefix("event: "))

    async with httpx.AsyncClient(base_url=server.url, timeout=5) as web:
        listening = asyncio.create_task(listen(web))
        while "all" not in events:
            await asyncio.sleep(0.01)
        await server.client_says(CHAT, "hallo")
        await bot.send_chat_action(CHAT, "typing")
        sent = await bot.send_message(CHAT, "x")
        await bot.delete_message(CHAT, sent.message_id)
        server.show_outcome(CHAT, {"kind": "answer"})
        server.show_knowledge({"state": "ok"})
        await bot.set_my_commands([BotCommand("hilfe", "Hilfe")])
        await asyncio.sleep(0.1)
        await server.stop()
        await listening
    assert events == [
        "all", "message", "action", "message", "deleted", "outcome", "knowledge", "profile"
    ]  # fmt: skip


def test_a_used_port_is_an_os_error():
    async def scenario():
        first = PhoneServer(0)
        await first.start()
        with pytest.raises(OSError, match="in use"):
            await PhoneServer(first.port).start()
        await first.stop()

    asyncio.run(scenario())
