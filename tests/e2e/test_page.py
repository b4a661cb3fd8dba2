"""The phone in a real browser: what a client and an editor see and can do."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.preview.server import PhoneServer

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no /usr/bin/chromium: page not tested"),
]


@pytest.fixture(scope="module")
def runner():
    with asyncio.Runner() as running:
        yield running


@pytest.fixture(scope="module")
def browser(runner):
    async def launch():
        driver = await async_playwright().start()
        return driver, await driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)

    async def close(driver, chromium):
        await chromium.close()
        await driver.stop()

    driver, chromium = runner.run(launch())
    yield chromium
    runner.run(close(driver, chromium))


@pytest.fixture
def desk(runner, browser):
    """Run a scenario with a server, a bot and a way to open pages; no page may complain."""

    def run(scenario):
        async def main():
            server = PhoneServer(0)
            await server.start()
            complaints = []
            contexts = []

            async def open_page(path="/", *, viewport=None, may_complain=False, **options):
                context = await browser.new_context(
                    viewport=viewport or DESK, locale="de-DE", **options
                )
                contexts.append(context)
                page = await context.new_page()
                if not may_complain:
                    page.on("console", lambda message: complaints.append(message.text))
                    page.on("pageerror", lambda error: complaints.append(str(error)))
                page.on("request", lambda request: asked(request.url))
                await page.goto(server.url + path)
                await expect(page.locator("#intro, #log li").first).to_be_attached()
                return page

            def asked(url):
                if not url.startswith((server.url, "data:")):
                    complaints.append(f"asked {url}")

            bot = Bot(server.token, base_url=server.api_url, base_file_url=server.file_url)
            try:
                async with bot:
                    await scenario(server, bot, open_page)
                assert complaints == []
            finally:
                for context in contexts:
                    await context.close()
                await server.stop()

        runner.run(main())

    return run


async def next_update(bot):
    """Return the next update and confirm it."""
    updates = await bot.get_updates(timeout=5, limit=1)
    assert updates, "the page sent nothing"
    await bot.get_updates(offset=updates[0].update_id + 1)
    return updates[0]


async def say(page, text):
    await page.fill("#text", text)
    await page.press("#text", "Enter")


def test_a_client_starts_reads_and_taps(desk):
    async def scenario(server, bot, open_page):
        await bot.set_my_description("Ich beantworte Fragen.")
        page = await open_page()
        await expect(page.locator("#description")).to_have_text("Ich beantworte Fragen.")
        await page.get_by_role("button", name="Starten").click()
        update = await next_update(bot)
        chat = update.effective_chat.id
        assert update.message.text == "/start"
        await expect(page.locator("#intro")).to_be_hidden()

        await bot.send_chat_action(chat, "typing")
        await expect(page.locator("#typing")).to_be_visible()
        buttons = InlineKeyboardMarkup(
            [
                [InlineKeyboardButton("Weiter", callback_data="w:1")],
                [InlineKeyboardButton("Seite", url="https://www.example.de/")],
            ]
        )
        answer = await bot.send_message(
            chat,
            "<b>Ja.</b> <a href='https://example.de/a'>mehr</a> &lt;img src=x onerror=alert(1)&gt;",
            "HTML",
            reply_markup=buttons,
        )
        bubble = page.locator(f"#message-{answer.message_id}")
        await expect(page.locator("#typing")).to_be_hidden()
        await expect(bubble.locator("strong")).to_have_text("Ja.")
        await expect(bubble.locator(".words")).to_contain_text("<img src=x onerror=alert(1)>")
        for link in (bubble.get_by_role("link", name="mehr"), bubble.locator("a.key")):
            await expect(link).to_have_attribute("rel", "noopener noreferrer")
            await expect(link).to_have_attribute("target", "_blank")

        key = bubble.get_by_role("button", name="Weiter")
        await key.click()
        await expect(key).to_have_attribute("aria-busy", "true")
        query = (await next_update(bot)).callback_query
        await query.answer("Gern geschehen")
        await expect(page.locator("#toast")).to_have_text("Gern geschehen")
        await query.edit_message_text("Neuer Text")
        await expect(bubble.locator(".words")).to_have_text("Neuer Text")
        await expect(bubble.locator("time")).to_contain_text("bearbeitet")
        assert await page.locator("#log .message").count() == 2

        await bot.edit_message_reply_markup(chat, answer.message_id, reply_markup=buttons)
        await bubble.get_by_role("button", name="Weiter").click()
        await (await next_update(bot)).callback_query.answer("Wichtig", show_alert=True)
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("Wichtig")
        await dialog.get_by_role("button", name="OK").click()
        await bot.delete_message(chat, answer.message_id)
        await expect(bubble).to_have_count(0)

    desk(scenario)


def test_everything_works_from_the_keyboard(desk):
    async def scenario(server, bot, open_page):
        await bot.set_my_commands([BotCommand("hilfe", "Hilfe")])
        page = await open_page()
        await expect(page.locator("#text")).to_be_focused()
        await page.keyboard.type("erste Zeile")
        await page.keyboard.press("Shift+Enter")
        await page.keyboard.type("zweite Zeile")
        await page.keyboard.press("Enter")
        assert (await next_update(bot)).message.text == "erste Zeile\nzweite Zeile"
        await expect(page.locator("#text")).to_have_value("")
        await page.locator("#open-commands").focus()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("button", name="/hilfe Hilfe")).to_be_focused()
        await page.keyboard.press("Enter")
        assert (await next_update(bot)).message.text == "/hilfe"
        await expect(page.get_by_role("log")).to_have_attribute("aria-live", "polite")
        nameless = await page.eval_on_selector_all(
            "button:not([hidden]), select, textarea",
            """found => found.filter(e => !(e.innerText || e.ariaLabel || e.labels?.length))
                             .map(e => e.outerHTML)""",
        )
        assert nameless == []

    desk(scenario)


def test_a_link_starts_a_chat_and_every_tab_has_its_own(desk):
    async def scenario(server, bot, open_page):
        page = await open_page("/?start=quartier", viewport=PHONE)
        first = await next_update(bot)
        assert first.message.text == "/start quartier"
        assert page.url == f"{server.url}/"
        await page.reload()
        await expect(page.locator("#log .message")).to_have_count(1)
        await say(await open_page(), "hallo")
        assert (await next_update(bot)).effective_chat.id != first.effective_chat.id
        await page.get_by_role("button", name="Einstellungen des Telefons").click()
        await page.get_by_role("button", name="Neuer Chat").click()
        await expect(page.locator("#intro")).to_be_visible()
        box = await page.locator(".phone").bounding_box()
        assert (box["width"], box["height"]) == (390, 844)

    desk(scenario)


def test_the_language_of_the_phone_changes_commands_and_user(desk):
    async def scenario(server, bot, open_page):
        await bot.set_my_commands([BotCommand("hilfe", "Hilfe")])
        await bot.set_my_commands([BotCommand("help", "مساعدة")], language_code="ar")
        page = await open_page()
        await page.get_by_role("button", name="Einstellungen des Telefons").click()
        await page.get_by_label("Sprache des Telefons").select_option("ar")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Befehle des Bots").click()
        await expect(page.locator("#command-list")).to_contain_text("/help")
        await page.keyboard.press("Escape")
        await say(page, "مرحبا Bochum")
        update = await next_update(bot)
        assert update.effective_user.language_code == "ar"
        text = page.locator("#log .own .text")
        assert await text.evaluate("e => getComputedStyle(e).direction") == "rtl"

    desk(scenario)


def test_places_files_and_pictures_are_shown(desk):
    async def scenario(server, bot, open_page):
        page = await open_page()
        await say(page, "hallo")
        chat = (await next_update(bot)).effective_chat.id
        where = KeyboardButton("Standort senden", request_location=True)
        await bot.send_message(
            chat, "Wo?", reply_markup=ReplyKeyboardMarkup([[where]], one_time_keyboard=True)
        )
        await page.get_by_role("button", name="Standort senden").click()
        await page.get_by_role("button", name="Wattenscheid").click()
        assert round((await next_update(bot)).message.location.longitude, 1) == 7.1
        await expect(page.get_by_role("button", name="Standort senden")).to_be_hidden()
        await bot.send_venue(chat, 51.48, 7.13, "Stadtteilbüro", "Musterstraße 1")
        await expect(page.locator(".place").last).to_contain_text("Musterstraße 1")
        await bot.send_document(chat, b"BEGIN:VCALENDAR", filename="Termin.ics")
        async with page.expect_download() as waiting:
            await page.get_by_role("link", name="Termin.ics").click()
        download = await waiting.value
        assert download.suggested_filename == "Termin.ics"
        assert Path(await download.path()).read_bytes() == b"BEGIN:VCALENDAR"

    desk(scenario)


def test_editors_see_how_it_was_understood_and_how_the_knowledge_stands(desk):
    async def scenario(server, bot, open_page):
        page = await open_page()
        await say(page, "hallo")
        chat = (await next_update(bot)).effective_chat.id
        strip = page.get_by_role("complementary", name="Für Redaktion")
        server.show_outcome(
            chat,
            {
                "kind": "choices",
                "intent": None,
                "title": "",
                "confidence": 0.41,
                "ranking": [
                    {
                        "intent": "miete",
                        "title": "Wer zahlt die Miete?",
                        "confidence": 0.41,
                        "words": [["miete", 0.8]],
                    }
                ],
                "repairs": [{"typed": "mite", "read_as": "miete"}],
                "sources": [
                    {
                        "source": "SGB II",
                        "place": "§ 22",
                        "url": "javascript:alert(1)",
                        "reviewed": "2026-11-02",
                    }
                ],
                "reason": "zu unsicher",
            },
        )
        for text in ("Rückfrage", "Wer zahlt die Miete?", "41", "zu unsicher", "mite", "§ 22"):
            await expect(strip).to_contain_text(text)
        assert await strip.locator("a[href^=javascript]").count() == 0
        problem = {
            "file": "knowledge/de/termine.yaml",
            "line": 6,
            "column": 5,
            "text": "„beispeile“ gibt es nicht.",
            "severity": "error",
            "excerpt": "    frage: x\n    beispeile:",
        }
        server.show_knowledge({"state": "broken", "summary": "1 Fehler", "problems": [problem]})
        await expect(strip).to_contain_text("Fehler: Bot antwortet mit altem Stand")
        await expect(strip).to_contain_text("knowledge/de/termine.yaml, Zeile 6")
        await expect(strip.locator("mark")).to_have_text("6 |     beispeile:")
        server.show_knowledge({"state": "ok", "summary": "Alles in Ordnung", "problems": []})
        await expect(strip).to_contain_text("aktuell")
        await expect(strip).not_to_contain_text("Was Ihre Änderung bewirkt")
        await expect(strip).not_to_contain_text("null")
        edited = {"state": "ok", "summary": "Alles in Ordnung", "problems": []}
        server.show_knowledge({**edited, "effect": ["umzug: neuer Text"], "objections": []})
        await expect(strip.locator(".effect")).to_contain_text("umzug: neuer Text")
        await expect(strip.locator(".effect")).to_contain_text("darf veröffentlicht werden")
        server.show_knowledge({**edited, "effect": ["x"], "objections": ["2 Sätze nun falsch."]})
        await expect(strip.locator(".effect")).to_contain_text("Dagegen spricht: 2 Sätze nun")
        await expect(strip.locator(".effect")).not_to_contain_text("darf veröffentlicht")
        await page.get_by_role("button", name="Seitenleiste zuklappen").click()
        await expect(strip).to_be_hidden()
        await page.reload()
        await expect(strip).to_be_hidden()

    desk(scenario)


def test_on_a_small_screen_the_strip_covers_the_phone_until_escape(desk):
    async def scenario(server, bot, open_page):
        page = await open_page(viewport=PHONE)
        strip = page.locator("#strip")
        await expect(strip).to_be_hidden()
        await page.get_by_role("button", name="Für Redaktion").click()
        await expect(strip).to_be_visible()
        assert await page.locator(".phone").evaluate("phone => phone.inert")
        await page.keyboard.press("Escape")
        await expect(strip).to_be_hidden()
        await expect(page.locator("#open-strip")).to_be_focused()

    desk(scenario)


def test_a_long_answer_is_shown_from_its_first_line(desk):
    async def scenario(server, bot, open_page):
        page = await open_page(viewport=PHONE)
        await say(page, "hallo")
        chat = (await next_update(bot)).effective_chat.id
        answer = await bot.send_message(chat, "Zeile\n" * 200)
        await expect(page.locator("#newest")).to_be_visible()
        await page.wait_for_timeout(600)  # the view glides
        top = (await page.locator(f"#message-{answer.message_id}").bounding_box())["y"]
        assert 60 < top < 140
        await page.locator("#newest").click()
        await expect(page.locator("#newest")).to_be_hidden()

    desk(scenario)


def test_dark_and_light_follow_the_device_or_the_choice(desk):
    async def scenario(server, bot, open_page):
        page = await open_page(color_scheme="dark")
        root = page.locator("html")
        await expect(root).to_have_attribute("data-theme", "dark")
        await page.get_by_role("button", name="Einstellungen des Telefons").click()
        await page.get_by_label("Darstellung").select_option("light")
        await expect(root).to_have_attribute("data-theme", "light")
        await page.reload()
        await expect(root).to_have_attribute("data-theme", "light")

    desk(scenario)


def test_the_page_says_when_the_program_is_gone(desk):
    async def scenario(server, bot, open_page):
        page = await open_page(may_complain=True)
        await server.stop()
        await expect(page.locator("#offline")).to_be_visible()
        await say(page, "geht das verloren?")
        await expect(page.locator("#text")).to_have_value("geht das verloren?")
        again = PhoneServer(server.port)
        await again.start()
        await expect(page.locator("#offline")).to_be_hidden(timeout=10_000)
        await page.close()
        await again.stop()

    desk(scenario)
