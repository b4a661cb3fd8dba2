"""All that is needed to understand a client: one matcher a language, crises, thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.knowledge.model import PLACEHOLDER, Intent, Knowledge
from bot.matching.calibration_set import CalibrationSet
from bot.matching.crisis import CrisisDetector
from bot.matching.crisis_cache import train_or_load
from bot.matching.matcher import Matcher
from bot.matching.ranking import Example, Ranking, TrainingSet
from bot.matching.segments import leans, questions, sentences
from bot.matching.thresholds import Thresholds

MAX_QUESTIONS = 3
_IS_CRISIS = 0.6
"""Margin of the detector and the matcher's probability of a crisis, added up. Of 0.5 to 0.8, and of
weights from 0.7 to 1.2 for the margin, the best: 480 of 497 crises, 12 of 6,893 other messages."""
_DOUBT_OF_A_PART = 0.1  # a sentence alone has less around it that would explain it
_WORDS_OF_A_PART = 5  # "ich und mein mann" begins many cries for help
_FEW_WORDS = 3
_OWN_CASE = "eigener-fall"
_OWN_CASE_LEAST = 0.02
LONGEST = 4096  # Telegram's limit; more is cut, never refused


@dataclass(frozen=True, slots=True)
class Look:
    """What the first look at a message found.

    Attributes:
        crisis: The crisis case it speaks of, ``None`` for none.
        whole: The message ranked in the chat's language, where there is a matcher for it.
    """

    crisis: str | None
    whole: Ranking | None


@dataclass(frozen=True)
class Understanding:
    """What was learnt from one ``Knowledge``; replaced together with it."""

    matchers: Mapping[str, Matcher]
    detectors: Mapping[str, CrisisDetector]
    thresholds: Thresholds
    topics: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def learn(
        cls,
        knowledge: Knowledge,
        *,
        thresholds: Thresholds | None = None,
        calibration: CalibrationSet | None = None,
        cache: Path | None = None,
    ) -> Understanding:
        """Learn from the examples of every language.

        Args:
            knowledge: What to learn from.
            thresholds: How sure is sure enough; the defaults where none were computed.
            calibration: Sentences that teach nothing but what "sure" means, by language.
            cache: A folder in which trained matchers are kept; safe to delete.
        """
        matchers: dict[str, Matcher] = {}
        detectors: dict[str, CrisisDetector] = {}
        for language in knowledge.languages:
            training = training_set(knowledge, language, calibration)
            if len({example.intent for example in training.examples}) < 2:
                continue
            matchers[language] = Matcher.train(training, cache=cache)
            wording = knowledge.wordings[language]
            detectors[language] = train_or_load(
                wording.crises,
                wording.harmless,
                other=[*(example.text for example in training.examples), *wording.strangers],
                cache=cache,
            )
        topics = {intent.id: intent.topic for intent in knowledge.intents.values()}
        return cls(matchers, detectors, thresholds or Thresholds(), topics)

    def prepare(self) -> None:
        """Build now what else the first messages would wait for; may run in a thread."""
        for matcher in self.matchers.values():
            matcher.prepare()

    def rank(
        self,
        utterance: str,
        language: str,
        *,
        previous: str | None = None,
        whole: Ranking | None = None,
    ) -> tuple[Ranking, ...]:
        """Rank the intents for a message.

        Args:
            utterance: The client's text.
            language: The chat's language.
            previous: The intent answered last.
            whole: Its ranking as ``look`` found it, where the text is still the same.
        Returns:
            One ranking; several where the message holds several questions that are each
            understood surely and differently.
        """
        matcher = self._matcher(language)
        if matcher is None:
            return (Ranking(),)
        utterance = utterance[:LONGEST]
        whole = whole or matcher.rank(utterance)
        if previous and whole.confidence < self.thresholds.answer and leans(utterance):
            return (self._following(utterance, previous, matcher) or whole,)
        parts = questions(utterance)
        if len(parts) < 2:
            return (whole,)
        sure: dict[str, Ranking] = {}
        for part in parts:
            ranking = matcher.rank(part)
            if ranking.confidence >= self.thresholds.answer:
                sure.setdefault(ranking.candidates[0].intent, ranking)
        if len(sure) > 1:
            return tuple(sure.values())[:MAX_QUESTIONS]
        return (whole,)

    def _following(self, utterance: str, previous: str, matcher: Matcher) -> Ranking | None:
        """Rank a message that leans on the answer before it, among that answer's neighbours.

        "und wie lange" says nothing by itself; among the questions about coaching it does. The
        result is only ever offered, never answered as sure.
        """
        topic = self.topics.get(previous)
        everything = matcher.rank(utterance, limit=len(self.topics) or 1)
        near = [each for each in everything.candidates if self.topics.get(each.intent) == topic]
        total = sum(each.confidence for each in near)
        if len(near) < 2 or total <= 0:
            return None
        most = self.thresholds.answer - 0.01
        return replace(
            everything,
            candidates=tuple(
                replace(each, confidence=min(most, each.confidence / total)) for each in near[:3]
            ),
            reach=None,
        )

    def explain(self, utterance: str, language: str) -> Ranking:
        """Rank with the words that counted, for people who look after the knowledge."""
        matcher = self._matcher(language)
        return matcher.explain(utterance[:LONGEST], limit=5) if matcher else Ranking()

    def crisis(self, utterance: str, language: str) -> str | None:
        """Return the crisis case a message speaks of, ``None`` for none."""
        return self.look(utterance, language).crisis

    def look(self, utterance: str, language: str) -> Look:
        """Look whether a message speaks of a crisis, before anything else.

        The chat's language is asked first, then all others: a person in danger may fall back on
        another language. In each, two readers look for danger, the detector and the matcher, which
        also knows what else the words may mean; what they found is added up.
        """
        utterance = utterance[:LONGEST]
        own: Ranking | None = None
        for code in (language, *(code for code in self.detectors if code != language)):
            if code not in self.detectors:
                continue
            found, margin = self.detectors[code].weigh(utterance)
            whole = self.matchers[code].rank(utterance)
            if self.matchers[code] is self._matcher(language):
                own = whole
            if found is None and margin:
                continue  # listed as harmless
            case = found or whole.alarm_case
            if case and self._is_crisis(utterance, code, margin, whole.alarm):
                return Look(case, own)
        return Look(None, own)

    def _is_crisis(self, utterance: str, language: str, margin: float, alarm: float) -> bool:
        """Tell whether both readers together are sure enough."""
        wanted = _IS_CRISIS - margin
        if wanted <= 0:
            return True
        if len(utterance.split()) < _FEW_WORDS:
            return False  # "hunger" alone may be anything
        if alarm >= wanted:
            return True
        parts = sentences(utterance) if margin else ()
        wanted += _DOUBT_OF_A_PART
        return len(parts) > 1 and any(
            self.matchers[language].rank(part, limit=1).alarm >= wanted
            for part in parts
            if len(part.split()) >= _WORDS_OF_A_PART
        )

    @staticmethod
    def is_own_case(ranking: Ranking) -> bool:
        """Tell whether a message asks about the client's own file beside a general question."""
        return any(
            candidate.intent == _OWN_CASE and candidate.confidence >= _OWN_CASE_LEAST
            for candidate in ranking.candidates
        )

    def _matcher(self, language: str) -> Matcher | None:
        return self.matchers.get(language) or self.matchers.get("de")


def training_set(
    knowledge: Knowledge, language: str, calibration: CalibrationSet | None = None
) -> TrainingSet:
    """Return what the matcher of one language learns from."""
    examples: list[Example] = []
    background: dict[str, str] = {}
    anchors: dict[str, tuple[str, ...]] = {}
    for intent in knowledge.intents.values():
        text = intent.texts.get(language)
        if text is None:
            continue
        examples.extend(Example(example, intent.id) for example in text.examples)
        examples.append(Example(_bare(text.title), intent.id))
        background[intent.id] = _background(intent, language)
        if intent.anchors and language == "de":
            anchors[intent.id] = intent.anchors
    wording = knowledge.wordings[language]
    return TrainingSet(
        tuple(examples),
        (*wording.strangers, *wording.harmless),
        background,
        wording.synonyms,
        anchors,
        (calibration or {}).get(language, ()),
        {case.id: case.phrases for case in wording.crises},
    )


def _background(intent: Intent, language: str) -> str:
    text = intent.texts[language]
    wordings = "\n".join(f"{version.answer}\n{version.more}" for version in text.versions)
    return _bare(f"{text.title}\n{text.short}\n{wordings}")


def _bare(text: str) -> str:
    return PLACEHOLDER.sub(" ", text)
