"""What the tests share: the shipped knowledge, once, and options to narrow the generated cases."""

from __future__ import annotations

from pathlib import Path

import pytest

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
