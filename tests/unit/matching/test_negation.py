import pytest

from bot.matching.negation import wanted
from bot.matching.normalize import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ich will nicht das Coaching, sondern einen Kurs", "ich will einen kurs"),
        ("not the course but the bonus", "the bonus"),
        ("не курс а премия", "премия"),
        ("kurs değil prim istiyorum", "prim istiyorum"),
        ("ich will nicht zum coaching", "ich will nicht zum coaching"),
        ("nicht sondern", "nicht sondern"),
    ],
)
def test_what_is_ruled_out_is_left_out(text: str, expected: str) -> None:
    assert wanted(words(text)) == words(expected)
