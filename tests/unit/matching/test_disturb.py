import pytest

from bot.matching.disturb import DISTURBANCES, Disturbance, disturb

TEXT = "Wie hoch ist die Förderung für Überstunden in der Straße?"


@pytest.mark.parametrize("how", DISTURBANCES)
def test_the_same_seed_gives_the_same_text(how: Disturbance) -> None:
    assert disturb(TEXT, how, seed=3) == disturb(TEXT, how, seed=3)


def test_every_long_word_gets_a_typo() -> None:
    changed = disturb(TEXT, "jedes-wort").split()
    long_words = [(a, b) for a, b in zip(TEXT.split(), changed, strict=True) if len(a) > 5]
    assert all(a != b for a, b in long_words)


def test_umlauts_are_spelled_out_or_lost() -> None:
    assert disturb("Für Öl", "umschrift") == "Fuer Oel"
    assert disturb("Für Öl", "ohne-umlaute") == "Fur Ol"


@pytest.mark.parametrize("how", DISTURBANCES)
@pytest.mark.parametrize("text", ["", "a", "привет мир", "مرحبا بكم", "🎉"])
def test_any_text_can_be_disturbed(how: Disturbance, text: str) -> None:
    assert isinstance(disturb(text, how), str)
