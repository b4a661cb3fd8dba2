import random
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching.held_out import held_out_predictions
from bot.matching.matcher import Matcher
from bot.matching.ranking import Example, TrainingSet

EXAMPLES = {
    "termin-absagen": (
        "kann ich meinen termin absagen",
        "termin verschieben",
        "ich kann nicht zum termin kommen",
        "termin verlegen auf nächste woche",
        "wie sage ich einen termin ab",
    ),
    "weiterbildung": (
        "bezahlt ihr eine weiterbildung",
        "ich möchte einen kurs machen",
        "wie bekomme ich eine umschulung",
        "weiterbildung beantragen",
        "welche kurse fördert das amt",
    ),
    "coaching-16k": (
        "was ist § 16k",
        "wer bekommt das coaching",
        "hilfe durch einen coach",
        "coaching nach paragraf 16k",
        "begleitung im alltag",
    ),
    "auszahlung": (
        "wann kommt mein geld",
        "geld ist nicht auf dem konto",
        "an welchem tag wird das bürgergeld überwiesen",
        "auszahlung bürgergeld datum",
        "geld noch nicht da",
    ),
}
TRAINING = TrainingSet(
    tuple(Example(text, intent) for intent, texts in EXAMPLES.items() for text in texts),
    strangers=("wie wird das wetter", "erzähl einen witz", "wer wird deutscher meister"),
    background={"weiterbildung": "Weiterbildung. Wir zahlen Lehrgänge. Fahrkosten auch."},
    synonyms={"bürgergeld": ("hartz 4", "stütze")},
    anchors={"coaching-16k": ("16k", "coach", "begleitung")},
)

TINY = TrainingSet((Example("ja", "a"), Example("nein", "b")))
TINY_MATCHER = Matcher.train(TINY)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher.train(TRAINING)


@pytest.mark.parametrize(
    ("utterance", "intent"),
    [
        ("termin verschieben", "termin-absagen"),
        ("Tremin verschibeen!!", "termin-absagen"),
        ("wann wird Hartz IV überwiesen", "auszahlung"),
        ("stütze auszahlung", "auszahlung"),
        ("Paragraph sechzehn k", "coaching-16k"),
        ("16 ka", "coaching-16k"),
        ("weiter bildung", "weiterbildung"),
        ("Zahlt ihr Fahrkosten zum Lehrgang", "weiterbildung"),
        ("ich will nicht das coaching sondern eine umschulung", "weiterbildung"),
    ],
)
def test_what_is_meant_comes_first(matcher: Matcher, utterance: str, intent: str) -> None:
    assert matcher.rank(utterance).candidates[0].intent == intent


def test_the_question_at_the_end_of_a_story_decides(matcher: Matcher) -> None:
    story = (
        "Guten Tag, ich bin neu in der Stadt und habe zwei Kinder. Letztes Jahr hatte ich noch "
        "eine Arbeit im Lager, dann war Schluss. Meine Nachbarin hat mir von euch erzählt. "
        "Wann kommt mein Geld?"
    )
    assert matcher.rank(story).candidates[0].intent == "auszahlung"


def test_a_stranger_gets_little_confidence(matcher: Matcher) -> None:
    known = matcher.rank("wann kommt mein geld").confidence
    assert matcher.rank("Ich habe Hunger").confidence < known / 2
    assert matcher.rank("xkcd qwrt zzz").confidence < known / 2


def test_of_what_nothing_is_known_nothing_is_believed() -> None:
    assert TINY_MATCHER.rank("xyzzy qwrtz").confidence < 0.01


def test_the_confidences_are_a_distribution(matcher: Matcher) -> None:
    candidates = matcher.rank("geld für kurs", limit=10).candidates
    confidences = [candidate.confidence for candidate in candidates]
    assert len(candidates) == len(EXAMPLES) - 1  # the coaching lacks its anchor
    assert confidences == sorted(confidences, reverse=True)
    assert 0 <= sum(confidences) <= 1


def test_without_an_anchor_an_intent_is_held_back(matcher: Matcher) -> None:
    ranking = matcher.rank("wer bekommt das", limit=4)
    assert "coaching-16k" not in [candidate.intent for candidate in ranking.candidates]
    assert ranking.unanchored == ("coaching-16k",)


def test_an_anchor_counts_inside_a_compound(matcher: Matcher) -> None:
    assert matcher.rank("wer bekommt das jobcoaching").unanchored == ()


def test_explain_is_rank_with_words(matcher: Matcher) -> None:
    plain, explained = matcher.rank("termin absagn"), matcher.explain("termin absagn")
    assert [(c.intent, c.confidence) for c in explained.candidates] == [
        (c.intent, c.confidence) for c in plain.candidates
    ]
    assert explained.repairs == plain.repairs != ()
    words = dict(explained.candidates[0].words)
    assert set(words) <= {"termin", "absagen"}
    assert sum(words.values()) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("text", ["", " \n", "🎉🎉", "?!", "\u200f\u200e"])
def test_without_any_letter_nothing_is_ranked(matcher: Matcher, text: str) -> None:
    assert matcher.rank(text).candidates == ()
    assert matcher.explain(text).candidates == ()


@pytest.mark.parametrize(
    "text",
    [
        "a" * 4096,
        "wort " * 819,
        "? " * 2000 + "geld",
        "z\u0335\u0336\u0337" * 1000,
        "<b onclick='x'>termin</b>",
        "0" * 4096,
        "§" * 500,
        "nicht " * 300,
        "değil değil değil",
        "\x00\ud800",
    ],
)
def test_strange_texts_do_no_harm(matcher: Matcher, text: str) -> None:
    assert 0.0 <= matcher.rank(text).confidence <= 1.0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_ranked(text: str) -> None:
    ranking = TINY_MATCHER.rank(text)
    assert sum(candidate.confidence for candidate in ranking.candidates) <= 1 + 1e-6


def test_two_examples_are_enough() -> None:
    ranking = Matcher.train(TINY).rank("nein")
    assert ranking.candidates[0].intent == "b"


def test_one_intent_is_not_enough() -> None:
    with pytest.raises(ValueError, match="fewer than two"):
        Matcher.train(TrainingSet((Example("ja", "a"), Example("?", "b"))))


def test_a_limit_below_one_is_refused(matcher: Matcher) -> None:
    with pytest.raises(ValueError, match="limit"):
        matcher.rank("geld", limit=0)


def test_training_twice_gives_the_same(matcher: Matcher) -> None:
    again = Matcher.train(TRAINING)
    for text in ("wann kommt geld", "kurs", "was anderes"):
        assert again.rank(text) == matcher.rank(text)


def test_many_threads_get_the_same_answers() -> None:
    fresh = Matcher.train(TRAINING)
    texts = [f"{e.text} {n}" for n in range(20) for e in TRAINING.examples]
    other = Matcher.train(TRAINING)
    expected = [other.rank(text) for text in texts]
    found: list[list[object]] = [[] for _ in range(4)]

    def ask(place: int) -> None:
        found[place] = [fresh.rank(text) for text in texts]

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_the_cache_gives_the_same_matcher(matcher: Matcher, tmp_path: Path) -> None:
    Matcher.train(TRAINING, cache=tmp_path)
    files = list(tmp_path.iterdir())
    warm = Matcher.train(TRAINING, cache=tmp_path)
    assert len(files) == 1
    assert list(tmp_path.iterdir()) == files
    assert warm.rank("wann kommt mein gedl") == matcher.rank("wann kommt mein gedl")


def test_other_sentences_get_another_cache(tmp_path: Path) -> None:
    Matcher.train(TRAINING, cache=tmp_path)
    Matcher.train(TINY, cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_cache_is_never_trusted(matcher: Matcher, tmp_path: Path) -> None:
    Matcher.train(TRAINING, cache=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    dice = random.Random(1)
    damaged = [b"", b"no archive", whole[: len(whole) // 2]]
    for _ in range(12):
        place = dice.randrange(len(whole))
        damaged.append(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
    for content in damaged:
        file.write_bytes(content)
        found = Matcher.train(TRAINING, cache=tmp_path).rank("wann kommt mein geld")
        assert found == matcher.rank("wann kommt mein geld")


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Matcher.train(TINY, cache=tmp_path / "file" / "folder")


def test_held_out_predictions_cover_every_sentence_once() -> None:
    predictions = held_out_predictions(TRAINING, folds=5, seed=2)
    assert sorted(p.text for p in predictions) == sorted(
        [*(e.text for e in TRAINING.examples), *TRAINING.strangers]
    )
    assert predictions == held_out_predictions(TRAINING, folds=5, seed=2)
    assert {p.text for p in predictions if not p.truths} == set(TRAINING.strangers)
