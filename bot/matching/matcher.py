"""The matcher: one utterance → the intents it may mean, with calibrated confidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.matching.anchors import Anchors
from bot.matching.cache import digest, load, save
from bot.matching.calibration import probability, spread_over
from bot.matching.features import Floats, Row
from bot.matching.linear import softmax
from bot.matching.model import NEVER, Lesson, Model, learn
from bot.matching.ranking import OFFERED, Candidate, Ranking, TrainingSet
from bot.matching.reading import Reader, Reading, teach, vocabulary
from bot.matching.segments import sentences
from bot.matching.synonyms import Synonyms

_LONGEST_BACKGROUND = 80
_SENTENCES = 3
_LEAST = 0.001
_KNOWN_ENOUGH = 0.3
_ALARM = "!"  # before the id of a crisis case among the columns; no intent's id begins so
_TRUST_IN_STORIES = 0.8  # where no real stories were there to measure it
_ENOUGH_TO_TUNE = 200  # sentences, for a dozen coefficients


class _Weighed(NamedTuple):
    """What the model makes of a reading: its row, the score of every column, signs, alarm."""

    row: Row
    scores: Floats
    signs: npt.NDArray[np.float64]
    alarm: float
    alarm_case: str


class Matcher:
    """Rank intents; everything is learnt in ``train``, nothing is kept of what is asked."""

    def __init__(self, model: Model, reader: Reader, anchors: Anchors) -> None:
        """Hold what was learnt; use ``train`` to make one."""
        self._model = model
        self._reader = reader
        self._anchors = anchors
        self._alarms = [at for at, intent in enumerate(model.intents) if intent.startswith(_ALARM)]

    @classmethod
    def train(cls, training: TrainingSet, *, cache: Path | None = None) -> Matcher:
        """Learn from a training set.

        Args:
            training: Sentences of at least two intents.
            cache: Folder for what was learnt, so that the next start is faster; may be deleted.
        Raises:
            ValueError: There are fewer than two intents with a word in their examples.
        """
        synonyms = Synonyms(training.synonyms)
        name = digest(training) if cache else ""
        learnt = load(cache, name) if cache else None
        if learnt is None:
            model, counts = _learn(training, synonyms)
            matcher = cls(model, Reader(synonyms, counts), Anchors(training.anchors))
            if len(training.calibration) >= _ENOUGH_TO_TUNE:
                tuned = matcher._tuned(training.calibration)
                matcher = cls(tuned, matcher._reader, matcher._anchors)
            if cache:
                save(cache, name, matcher._model, counts)
            return matcher
        model, counts = learnt
        return cls(model, Reader(synonyms, counts), Anchors(training.anchors))

    def prepare(self) -> None:
        """Build now what else the first messages would wait for; may run in a thread."""
        self._reader.prepare()

    def rank(self, utterance: str, *, limit: int = OFFERED) -> Ranking:
        """Order the intents by how probably they are meant.

        Args:
            utterance: The client's text as typed, 0 to 4096 characters; any text is allowed.
            limit: How many candidates to keep, at least 1.
        Returns:
            Candidates by falling confidence (0.0 to 1.0), ties by id. Empty without any letter
            or digit.
        Raises:
            ValueError: ``limit`` is below 1.
        """
        return self._rank(utterance, limit)[0]

    def explain(self, utterance: str, *, limit: int = 3) -> Ranking:
        """Return the same as ``rank``, with the words that counted for each candidate."""
        ranking, reading = self._rank(utterance, limit)
        if not ranking.candidates:
            return ranking
        shares = self._shares(reading, [candidate.intent for candidate in ranking.candidates])
        candidates = tuple(replace(c, words=shares[c.intent]) for c in ranking.candidates)
        return replace(ranking, candidates=candidates)

    def _rank(self, utterance: str, limit: int) -> tuple[Ranking, Reading]:
        if limit < 1:
            raise ValueError("limit is below 1")
        reading = self._reader.read(utterance)
        if not reading.words:
            return Ranking(), reading
        weighed, sure, reach = self._weigh(reading)
        model = self._model
        confidences = spread_over(weighed.scores[: len(model.intents)], sure)
        ranked, held = self._candidates(confidences, reading, limit)
        candidates = tuple(Candidate(model.intents[at], float(confidences[at])) for at in ranked)
        unanchored = tuple(model.intents[at] for at in held)
        found = Ranking(
            candidates,
            reading.repairs,
            unanchored[:limit],
            weighed.alarm,
            weighed.alarm_case,
            reach,
        )
        return found, reading

    def _candidates(
        self, values: Floats, reading: Reading, limit: int
    ) -> tuple[list[int], list[int]]:
        """Return the columns ranked first, and those held back for want of an anchor word."""
        ranked: list[int] = []
        held: list[int] = []
        for at in np.argsort(-values, kind="stable")[: limit + len(self._anchors)].tolist():
            if len(ranked) == limit or at in self._alarms:
                break
            (held if self._anchors.hold(self._model.intents[at], reading) else ranked).append(at)
        return ranked, held

    def cross_tuned(
        self, sentences: Sequence[tuple[str, tuple[str, ...]]], *, folds: int = 10
    ) -> tuple[Ranking, ...]:
        """Rank sentences as sure as it would be had it been tuned to the others only.

        Args:
            sentences: With the intents that serve them, none for a stranger; never taught.
            folds: Into how many parts they are cut; each is ranked by the others' calibrator.
        """
        rankings: list[Ranking] = [Ranking()] * len(sentences)
        for fold in range(folds):
            others = [each for at, each in enumerate(sentences) if at % folds != fold]
            matcher = Matcher(self._tuned(others), self._reader, self._anchors)
            for at in range(fold, len(sentences), folds):
                rankings[at] = matcher.rank(sentences[at][0])
        return tuple(rankings)

    def _tuned(self, sentences: Sequence[tuple[str, tuple[str, ...]]]) -> Model:
        """Return the model, its calibrator fitted to sentences that it never learnt."""
        values, right, within, known = [], [], [], []
        for text, truths in sentences:
            reading = self._reader.read(text)
            if not reading.words:
                continue
            weighed = self._read_off(reading)
            scores = weighed.scores[: len(self._model.intents)]
            ranked, _ = self._candidates(scores, reading, OFFERED)
            serves = [self._model.intents[at] in truths for at in ranked]
            values.append(weighed.signs)
            right.append(any(serves[:1]))
            within.append(any(serves))
            known.append(bool(truths))
        return self._model.tuned_to(
            np.array(values), np.array(right), np.array(within), np.array(known)
        )

    def _read_off(self, reading: Reading) -> _Weighed:
        """Return what the model makes of a reading."""
        model = self._model
        row = model.features.row(reading.words)
        # A word read as another one is only half known: the reading may be wrong.
        row = replace(row, unseen=row.unseen + 0.5 * len(reading.repairs))
        scores = model.scores(row)
        if reading.question:
            share = _share_of_question(len(reading.words))
            scores = scores + share * model.scores(model.features.row(reading.question))
        alarm, case = 0.0, ""
        if self._alarms:
            shares = softmax(scores)[self._alarms]
            alarm = float(shares.sum())
            case = model.intents[self._alarms[int(shares.argmax())]].removeprefix(_ALARM)
            scores[self._alarms] = NEVER
        scores, nearness = model.compare(row, scores)
        signs = model.signs(
            row,
            scores,
            nearness,
            len(reading.words),
            story=bool(reading.question),
            repairs=len(reading.repairs),
        )
        return _Weighed(row, scores, signs, alarm, case)

    def _weigh(self, reading: Reading) -> tuple[_Weighed, float, float]:
        """Return what the model makes of it, and how probable it is that the right one is found.

        First that it is the first intent, then that it is among those that may be offered.
        """
        model = self._model
        weighed = self._read_off(reading)
        # Of a few dozen examples nothing can be learnt about strangers: a text of which nearly
        # nothing is known must not be trusted whatever the calibration says.
        _, letters, single = model.features.known(weighed.row)
        trust = min(1.0, (letters + single) / _KNOWN_ENOUGH)
        if reading.question and not model.tuned:
            trust *= _TRUST_IN_STORIES
        sure = trust * probability(model.calibrator, weighed.signs)
        return weighed, sure, max(sure, trust * probability(model.reach, weighed.signs))

    def _shares(
        self, reading: Reading, intents: list[str]
    ) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """Say what each word adds to an intent: the score with it less the score without."""
        model = self._model
        columns = [model.intents.index(intent) for intent in intents]
        whole = model.scores(model.features.row(reading.words))[columns]
        gains: dict[str, Floats] = {}
        for at, word in enumerate(reading.words):
            others = reading.words[:at] + reading.words[at + 1 :]
            without = model.scores(model.features.row(others))[columns] if others else 0.0 * whole
            gains[word] = gains.get(word, 0.0 * whole) + np.maximum(whole - without, 0.0)
        result = {}
        for place, intent in enumerate(intents):
            total = sum(float(gain[place]) for gain in gains.values()) or 1.0
            ranked = sorted(
                ((word, float(gain[place]) / total) for word, gain in gains.items()),
                key=lambda item: (-item[1], item[0]),
            )
            result[intent] = tuple((word, share) for word, share in ranked if share > _LEAST)
        return result


def _share_of_question(length: int) -> float:
    """Return how much the part that asks counts beside a whole story of ``length`` words.

    Measured on 115 stories of 30 to 120 words: the whole alone 54 % right, with 0.2 of the
    question 57 %, with 0.5 51 %, the question alone 29 %. The longer a story, the more of it is
    only context.
    """
    return min(1.0, max(0.2, 0.2 + (length - 60) / 125))


def _learn(training: TrainingSet, synonyms: Synonyms) -> tuple[Model, dict[str, int]]:
    lessons = _lessons(training, synonyms)
    if len({lesson.intent for lesson in lessons if lesson.intent is not None}) < 2:
        raise ValueError("fewer than two intents to tell apart")
    taught = (lesson.words for lesson in lessons if lesson.intent is not None)
    tuned = len(training.calibration) >= _ENOUGH_TO_TUNE
    model = learn(lessons, calibrate=not tuned)
    return model, vocabulary(taught, training.strangers, synonyms)


def _lessons(training: TrainingSet, synonyms: Synonyms) -> list[Lesson]:
    lessons = [Lesson(teach(e.text, synonyms), e.intent) for e in training.examples]
    taught = {e.intent for e in training.examples}
    for intent, text in sorted(training.background.items()):
        if intent in taught:
            lessons += [
                Lesson(teach(part, synonyms)[:_LONGEST_BACKGROUND], intent, background=True)
                for part in _parts(text)
            ]
    lessons += [
        Lesson(teach(text, synonyms), f"{_ALARM}{case}")
        for case, texts in sorted(training.alarms.items())
        for text in texts
    ]
    lessons += [Lesson(teach(text, synonyms), None) for text in training.strangers]
    return [lesson for lesson in lessons if lesson.words]


def _parts(text: str) -> list[str]:
    """Return the title, then the answer in parts of three sentences.

    One part for the whole answer lost 1.5 points against three sentences each, one sentence
    each gained nothing over three and doubled the loading time.
    """
    first, *others = sentences(text) or ("",)
    return [first] + [
        " ".join(others[at : at + _SENTENCES]) for at in range(0, len(others), _SENTENCES)
    ]
