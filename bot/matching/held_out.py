"""Predictions for sentences the matcher has not learnt, by cross-validation."""

from __future__ import annotations

import random
from dataclasses import replace

from bot.matching.matcher import Matcher
from bot.matching.ranking import Example, TrainingSet
from bot.matching.thresholds import Prediction

_INTENTS_LEFT_OUT = 2
_FEW_STRANGERS = 50


def held_out_predictions(
    training: TrainingSet, *, folds: int = 5, seed: int = 1
) -> tuple[Prediction, ...]:
    """Predict each example and each stranger by a matcher that had not seen it.

    With fewer than 50 strangers, some intents of each fold play the stranger too: the matcher of
    that fold has never heard of them, and their sentences count as belonging to none.

    Args:
        training: Sentences of at least two intents.
        folds: Into how many parts the sentences are cut; each is predicted by the others.
        seed: Fixes the cut.
    Returns:
        In a fixed order for the same ``training``, ``folds`` and ``seed``.
    """
    dice = random.Random(seed)  # noqa: S311  no secret is drawn
    order = list(range(len(training.examples)))
    dice.shuffle(order)
    strangers = list(training.strangers)
    dice.shuffle(strangers)
    intents = sorted({example.intent for example in training.examples})
    dice.shuffle(intents)
    playing = len(strangers) < _FEW_STRANGERS and len(intents) >= 2 * folds
    predictions: list[Prediction] = []
    for fold in range(folds):
        unheard = set(intents[fold :: folds * _INTENTS_LEFT_OUT]) if playing else set()
        asked = set(order[fold::folds])
        kept = tuple(
            example
            for at, example in enumerate(training.examples)
            if at not in asked and example.intent not in unheard
        )
        heard = {example.intent for example in kept}
        if len(heard) < 2:
            continue
        matcher = Matcher.train(_without(training, kept, unheard, strangers[fold::folds]))
        for at in sorted(asked):
            example = training.examples[at]
            truths = (example.intent,) if example.intent in heard else ()
            predictions.append(Prediction(example.text, truths, matcher.rank(example.text)))
        predictions += [Prediction(text, (), matcher.rank(text)) for text in strangers[fold::folds]]
    return tuple(predictions)


def _without(
    training: TrainingSet, kept: tuple[Example, ...], unheard: set[str], asked: list[str]
) -> TrainingSet:
    return replace(
        training,
        examples=kept,
        strangers=tuple(text for text in training.strangers if text not in set(asked)),
        background={i: text for i, text in training.background.items() if i not in unheard},
    )
