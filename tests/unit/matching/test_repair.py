import pytest

from bot.matching.normalize import words
from bot.matching.ranking import Repair
from bot.matching.repair import Repairer

_TAUGHT = "sprechstunde sprechstunden termin wie viel geld weiterbildung antrag freiwillig hoch"
VOCABULARY = dict.fromkeys(_TAUGHT.split(), 2) | {"wetter": 0}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("trmin", "termin"),
        ("temrin", "termin"),
        ("terminn", "termin"),
        ("gelf", "geld"),
        ("goch", "hoch"),
        ("weiterbildugn", "weiterbildung"),
        ("weiterbidlugn", "weiterbildung"),
        ("sprech stunde", "sprechstunde"),
        ("sprechstundentermin", "sprechstunden termin"),
        ("wieviel", "wie viel"),
    ],
)
def test_what_was_meant_is_found(typed: str, read: str) -> None:
    found, repairs = Repairer(VOCABULARY).apply(words(typed))
    assert found == tuple(read.split())
    assert repairs == (Repair(typed, read),)


@pytest.mark.parametrize("typed", ["wetter", "unfreiwillig", "xy", "hunger", "42", "§16k"])
def test_what_is_no_slip_stays(typed: str) -> None:
    assert Repairer(VOCABULARY).apply((typed,)) == ((typed,), ())


def test_a_known_word_without_examples_is_never_read_into() -> None:
    assert Repairer(VOCABULARY).best("wettter") is None
