import pytest

from bot.matching.normalize import fold, words


@pytest.mark.parametrize("text", ["für", "fuer", "fur", "FÜR", "Fu\u0308r"])
def test_every_spelling_of_an_umlaut_is_the_same(text: str) -> None:
    assert words(text) == ("fur",)


@pytest.mark.parametrize("text", ["neue", "Quelle", "Mauer"])
def test_ue_that_is_no_umlaut_stays(text: str) -> None:
    assert words(text) == (text.lower(),)


def test_sharp_s_is_double_s() -> None:
    assert words("Straße") == words("STRASSE") == ("strasse",)


@pytest.mark.parametrize(
    "text",
    ["16k", "16 k", "§16k", "§ 16 k", "§§ 16k", "paragraf 16k", "Paragraph sechzehn k", "16 ka"],
)
def test_every_spelling_of_a_paragraph_is_one_word(text: str) -> None:
    assert words(text) == ("§16k",)


def test_a_paragraph_without_a_letter_needs_the_sign() -> None:
    assert words("§ 45 um 16 uhr") == ("§45", "um", "16", "uhr")


def test_roman_numbers_are_numbers() -> None:
    assert words("Hartz IV, SGB II") == ("hartz", "4", "sgb", "2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IŞIK ışık İşik", ("isik", "isik", "isik")),
        ("ЁЛКА Ґанок п’ять", ("елка", "ганок", "пять")),
        ("مُشاهدة أريد عــربي", ("مشاهده", "اريد", "عربي")),
        ("geht's z̷̨a̸l̵g̶o̷ \u200fx", ("gehts", "zalgo", "x")),
        ("E-Mail Online-Antrag", ("email", "online", "antrag")),
        ("٣٤", ("34",)),
        ("🎉 … !", ()),
    ],
)
def test_scripts_and_marks(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_folding_twice_changes_nothing() -> None:
    once = fold("Ärger über İstanbul, ЁЖ und مُشاهدة")
    assert fold(once) == once
