"""The matcher and the public ways of doing the same, behind one small interface.

Each peer is built from labelled sentences and returns its three best intents with scores; which
scale a score has is its own affair (only its order is used).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from rank_bm25 import BM25Okapi
from rapidfuzz import fuzz, process, utils
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from bot.matching.matcher import Matcher
from bot.matching.ranking import Example, TrainingSet

Ranked = list[tuple[str, float]]


class Peer(Protocol):
    """Something that ranks intents."""

    def rank(self, text: str) -> Ranked:
        """Return at most three intents, best first."""


class Ours:
    def __init__(self, texts: Sequence[str], intents: Sequence[str], _language: str) -> None:
        examples = tuple(Example(t, i) for t, i in zip(texts, intents, strict=True))
        self._matcher = Matcher.train(TrainingSet(examples))

    def rank(self, text: str) -> Ranked:
        return [(c.intent, c.confidence) for c in self._matcher.rank(text).candidates]


class _BestExample:
    """The intent of the most similar example."""

    def __init__(self, intents: Sequence[str]) -> None:
        self._names = sorted(set(intents))
        number = {name: at for at, name in enumerate(self._names)}
        self._labels = np.array([number[intent] for intent in intents])

    def _three(self, scores: np.ndarray) -> Ranked:
        best = np.full(len(self._names), -1.0)
        np.maximum.at(best, self._labels, scores)
        return [(self._names[at], float(best[at])) for at in np.argsort(-best)[:3]]


class Fuzzy(_BestExample):
    def __init__(
        self, texts: Sequence[str], intents: Sequence[str], scorer: Callable[..., float]
    ) -> None:
        super().__init__(intents)
        self._texts = [utils.default_process(text) for text in texts]
        self._scorer = scorer

    def rank(self, text: str) -> Ranked:
        query = [utils.default_process(text)]
        return self._three(process.cdist(query, self._texts, scorer=self._scorer)[0])


class Bm25(_BestExample):
    def __init__(self, texts: Sequence[str], intents: Sequence[str], _language: str) -> None:
        super().__init__(intents)
        self._index = BM25Okapi([utils.default_process(text).split() for text in texts])

    def rank(self, text: str) -> Ranked:
        return self._three(np.asarray(self._index.get_scores(utils.default_process(text).split())))


class Sklearn:
    def __init__(self, texts: Sequence[str], intents: Sequence[str], model: object) -> None:
        features = make_union(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        )
        self._pipeline = make_pipeline(features, model).fit(texts, intents)
        self._scores = (
            getattr(self._pipeline, "predict_proba", None) or self._pipeline.decision_function
        )
        self._names = list(self._pipeline.classes_)

    def rank(self, text: str) -> Ranked:
        scores = self._scores([text])[0]
        if np.ndim(scores) == 0:  # two classes: one signed distance
            scores = np.array([-scores, scores])
        return [(self._names[at], float(scores[at])) for at in np.argsort(-scores)[:3]]


class NlpJs:
    """node-nlp in a process of its own; queries and answers go over its standard streams."""

    def __init__(self, texts: Sequence[str], intents: Sequence[str], language: str) -> None:
        script = Path(__file__).with_name("nlpjs_peer.js")
        self._process = subprocess.Popen(
            [shutil.which("node") or "node", str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.milliseconds = 0.0
        rows = [{"text": t, "intent": i} for t, i in zip(texts, intents, strict=True)]
        self._ask({"language": language, "examples": rows})

    def _ask(self, message: dict[str, object]) -> dict[str, object]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()
        answer: dict[str, object] = json.loads(self._process.stdout.readline())
        return answer

    def rank(self, text: str) -> Ranked:
        answer = self._ask({"text": text})
        self.milliseconds = float(str(answer["ms"]))  # measured inside, without the pipe
        ranked: Ranked = answer["ranked"]  # type: ignore[assignment]
        return [(str(i), float(s)) for i, s in ranked]

    def close(self) -> None:
        self._process.terminate()
        self._process.communicate()


def available(nlpjs: Path | None) -> dict[str, Callable[[Sequence[str], Sequence[str], str], Peer]]:
    """Return the peers that can run here by name; nlp.js only with its installation folder."""
    peers: dict[str, Callable[[Sequence[str], Sequence[str], str], Peer]] = {
        "jobcenter-bot": Ours,
        "rapidfuzz token_set_ratio": lambda t, i, _: Fuzzy(t, i, fuzz.token_set_ratio),
        "rapidfuzz WRatio": lambda t, i, _: Fuzzy(t, i, fuzz.WRatio),
        "BM25": Bm25,
        "scikit-learn SVM": lambda t, i, _: Sklearn(t, i, LinearSVC()),
        "scikit-learn logistic": lambda t, i, _: Sklearn(
            t, i, LogisticRegression(C=10, max_iter=300)
        ),
    }
    if nlpjs and shutil.which("node") and (nlpjs / "node_modules" / "node-nlp").is_dir():
        os.environ["NODE_PATH"] = str(nlpjs / "node_modules")
        peers["nlp.js"] = NlpJs
    return peers
