"""Posters as printed: the words, the fonts, the direction of Arabic."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pypdfium2
import pytest

from bot.knowledge.fields import Report
from bot.knowledge.yaml_reader import read_file
from bot.quartier.links import LinkError
from bot.quartier.poster import Target, compose, draw, unreviewed
from bot.quartier.poster_canvas import Canvas, MissingGlyphError, TextTooLongError
from bot.quartier.poster_page import A4, A6, Measures
from bot.quartier.poster_style import Box, Style
from bot.quartier.poster_texts import PosterTexts, read_poster_texts
from bot.quartier.posters_file import Layout, PosterEntry
from bot.quartier.qr import QUIET
from tests.conftest import KNOWLEDGE

DAY = date(2026, 11, 23)
DATES = (
    "Dienstag, 1. Dezember, 10 bis 12 Uhr",
    "Mittwoch, 16. Dezember, 14:30 bis 16:30 Uhr",
    "Donnerstag, 31. Dezember 2026, 10 bis 12 Uhr",
    "Dienstag, 5. Januar, 10 bis 12 Uhr",
)
PLACE = Target("Haus am Markt", is_place=True, address="Markt 1, 44793 Bochum", dates=DATES)
QUESTION = Target("Zahlt das Jobcenter meine Miete?")
POINTS_PER_MM = 72 / 25.4


@cache
def shipped() -> PosterTexts:
    file = read_file(KNOWLEDGE / "quartier" / "aushang-texte.yaml", "quartier/aushang-texte.yaml")
    return read_poster_texts(file, Report(file))


@pytest.fixture
def texts() -> PosterTexts:
    return shipped()


ALL = ("de", "uk", "ar", "tr")


@cache
def drawn(
    layout: Layout = Layout.A4, target: Target = QUESTION, languages: tuple[str, ...] = ALL
) -> bytes:
    return draw_new(layout, target, languages)


def draw_new(layout: Layout, target: Target, languages: tuple[str, ...] = ALL) -> bytes:
    entry = PosterEntry("wat-03", "miete", languages, layout, "Schaukasten")
    poster = compose(
        entry, target, shipped(), bot="JobcenterBochumBot", web="jobcenter-bochum.de", day=DAY
    )
    return draw(poster, layout)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    return " ".join(document[0].get_textpage().get_text_range().split())


def letters(pdf: bytes, first: str, last: str) -> list[tuple[str, float, float, float]]:
    """Return the letters between two code points with left, right and lower edge in points."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = []
    for index in range(page.count_chars()):
        letter = page.get_text_range(index, 1)
        if letter and first <= letter[0] <= last:
            left, bottom, right, _ = page.get_charbox(index)
            found.append((letter, left, right, bottom))
    return found


@pytest.mark.parametrize("layout", Layout)
def test_a_poster_says_everything(texts: PosterTexts, layout: Layout) -> None:
    said = text_of(drawn(layout, PLACE))
    cards = layout is Layout.CARDS
    for expected in (
        "Sprechstunde: Haus am Markt",
        "Markt 1, 44793 Bochum",
        "@JobcenterBochumBot",
        "jobcenter-bochum.de",
        "Stand: 23.11.2026",
        texts.labels["datenschutz_karte" if cards else "datenschutz"],
        texts.sentences["tr"].card if cards else texts.sentences["tr"].place,
        texts.sentences["uk"].card if cards else texts.sentences["uk"].place,
        *(("Termine nennt der Bot.",) if cards else DATES[:3]),
    ):
        assert expected in said
    assert DATES[3] not in said
    assert "Beispiel" not in said


@pytest.mark.parametrize("layout", Layout)
def test_an_example_says_so(layout: Layout) -> None:
    said = text_of(drawn(layout, replace(PLACE, example=True)))
    assert said.count("Beispiel – nicht aufhängen") == (10 if layout is Layout.CARDS else 1)


def test_without_dates_the_bot_names_them(texts: PosterTexts) -> None:
    said = text_of(drawn(target=replace(PLACE, dates=())))
    assert "Termine nennt der Bot." in said
    assert texts.sentences["de"].place in said


@pytest.mark.parametrize("layout", Layout)
def test_a_question_s_poster_speaks_of_no_dates(layout: Layout, texts: PosterTexts) -> None:
    said = text_of(drawn(layout))
    assert "Termine" not in said
    assert texts.labels["schritte"] in said


@pytest.mark.parametrize("measures", [A4, A6], ids=["a4", "a6"])
@pytest.mark.parametrize("modules", [29, 33, 37, 41], ids=lambda size: f"{size} modules")
def test_the_quiet_zone_ends_above_the_example_s_band(measures: Measures, modules: int) -> None:
    panel = measures.symbol * (1 + 2 * QUIET / modules)
    assert measures.title.y + measures.title.height <= measures.code
    assert measures.code + panel <= measures.field - 0.8 * measures.gap
    assert measures.margin + panel <= measures.width - measures.margin


@pytest.mark.parametrize(
    ("layout", "size"), [("a4", (210, 297)), ("a6", (105, 148)), ("visitenkarten", (210, 297))]
)
def test_the_page_has_its_printed_size(layout: str, size: tuple[int, int]) -> None:
    page = pypdfium2.PdfDocument(drawn(Layout(layout)))[0]
    assert tuple(round(each / POINTS_PER_MM) for each in page.get_size()) == size


@pytest.mark.parametrize("layout", Layout)
def test_every_font_is_embedded(layout: Layout) -> None:
    pdf = drawn(layout)
    names = set(re.findall(rb"/FontName /([^\s/]+)", pdf))
    families = {name.split(b"+")[-1].removesuffix(b"Bold") for name in names}
    assert families == {b"NotoSans", b"NotoSansArabic"}
    assert len(re.findall(rb"/FontFile2 ", pdf)) == len(names)
    assert b"/Type1" not in pdf
    assert len(pdf) < 60_000


def test_arabic_runs_from_the_right_edge_to_the_left(texts: PosterTexts) -> None:
    seen = letters(drawn(), "\u0600", "\u06ff")
    edge = (A4.words.x + A4.words.width) * POINTS_PER_MM
    lines = sorted({round(bottom / 16) for *_, bottom in seen})
    assert seen[0][0] == texts.sentences["ar"].question[0]
    assert seen[0][2] == pytest.approx(edge, abs=1.5)
    first_word = [left for _, left, _, _ in seen[:4]]
    assert first_word == sorted(first_word, reverse=True)
    assert len(lines) >= 2
    read = "".join(letter for letter, *_ in seen)
    assert read.startswith("لديكأسئلةعنالجوبسنتر")


def test_arabic_letters_are_joined() -> None:
    def width(text: str, *, shaped: bool) -> float:
        with Canvas(210, 297, title="", day=DAY) as canvas:
            canvas.fit(text, Box(0, 0, 200, 20), Style(20, 20), language="ar")
            canvas.pdf.set_text_shaping(shaped, direction="rtl", script="arab", language="ar")
            return float(canvas.pdf.get_string_width(text))

    # Alone, the letters have their wide final forms.
    assert width("هاتفك", shaped=True) < 0.9 * width("هاتفك", shaped=False)


def test_other_languages_run_from_the_left() -> None:
    seen = letters(drawn(languages=("uk",)), "\u0400", "\u04ff")
    assert seen[0][1] == pytest.approx(A4.words.x * POINTS_PER_MM, abs=3)
    assert [left for _, left, _, _ in seen[:5]] == sorted(left for _, left, _, _ in seen[:5])


@pytest.mark.parametrize(
    ("layout", "languages"),
    [
        (Layout.A4, ("de", "ar")),
        (Layout.A6, ("de",)),
        (Layout.A6, ("en", "uk", "ru")),
        (Layout.CARDS, ("de", "ar")),
    ],
)
def test_one_two_and_three_languages_fit(
    texts: PosterTexts, layout: Layout, languages: tuple[str, ...]
) -> None:
    said = text_of(drawn(layout, languages=languages))
    first = texts.sentences[languages[0]]
    assert (first.card if layout is Layout.CARDS else first.question) in said


def test_the_same_content_gives_the_same_file() -> None:
    assert draw_new(Layout.A6, QUESTION) == draw_new(Layout.A6, QUESTION)


def test_a_title_that_does_not_fit_is_refused_in_german() -> None:
    with pytest.raises(TextTooLongError) as caught:
        draw_new(Layout.A6, Target("Ein sehr langer Titel " * 14))
    assert caught.value.german.startswith("Der Text „Ein sehr langer Titel")
    assert caught.value.german.endswith("“ ist zu lang für diesen Aushang. Kürzen Sie ihn.")


def test_a_letter_the_fonts_lack_is_refused_in_german() -> None:
    with pytest.raises(MissingGlyphError) as caught:
        draw_new(Layout.A4, Target("Miete 房"))
    assert caught.value.german == (
        "Das Zeichen „房“ fehlt in der Schrift der Aushänge. Ersetzen Sie es in: „Miete 房“."
    )


def test_a_link_too_long_for_the_code_makes_no_poster(texts: PosterTexts) -> None:
    entry = PosterEntry("w-03", "x" * 48, ("de",), Layout.A4, "Bus")
    with pytest.raises(LinkError):
        compose(entry, QUESTION, texts, bot="JobcenterBochumBot", web="", day=DAY)


def test_who_has_not_proofread_is_named(texts: PosterTexts) -> None:
    assert unreviewed(("de", "uk", "ar"), texts) == ("uk", "ar")
