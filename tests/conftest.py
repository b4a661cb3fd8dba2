"""What the tests share: the shipped knowledge, once, and options to narrow the generated cases."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

# Before numpy is imported: with another number of threads the last bits of what is learnt differ,
# and a check sentence on the edge of a threshold with them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot.matching.live import Known, LiveKnowledge

ROOT = Path(__file__).parent.parent
KNOWLEDGE = ROOT / "knowledge"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--language", help="only generated cases of this language")
    parser.addoption("--topic", help="only generated cases of this topic")


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> LiveKnowledge:
    return LiveKnowledge(KNOWLEDGE, cache=ROOT / ".cache")


@pytest.fixture(scope="session")
def known(live: LiveKnowledge) -> Known:
    return live.current
