"""Figures for Prometheus: sums and times, never a text, a name or a chat.

Every label comes from a small fixed set: kinds of decisions, languages of the knowledge, names of
Python's and Telegram's error classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.dialog.turn import Outcome
from bot.telegram_channel.state import ChannelState

CONTENT_TYPE = CONTENT_TYPE_LATEST

# Deciding takes about 2 ms; with the way to Telegram 50 to 100 ms, in an outage minutes.
_DECIDING = (0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 1.0)
_ANSWERING = (0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0, 600.0)
_MOST_ERRORS = 40  # names; more would be a mistake of ours, not worth the memory of a monitor


class Figures:
    """The figures of one running bot.

    Args:
        state: How the channel is doing.
        knowledge: Returns the digest of the knowledge in use, and whether an edit is refused.
        switched_off: Returns how many questions staff switched off.
        refused: Returns how often staff commands were refused to others.
    """

    def __init__(
        self,
        state: ChannelState,
        *,
        knowledge: Callable[[], tuple[str, bool]],
        switched_off: Callable[[], int],
        refused: Callable[[], int],
    ) -> None:
        self.registry = CollectorRegistry()
        self._state = state
        self._knowledge = knowledge
        self._switched_off = switched_off
        self._refused = refused
        self._decisions = Counter(
            "jobcenter_decisions",
            "Turns decided, by kind and language of the chat.",
            ["kind", "lang"],
            registry=self.registry,
        )
        self._deciding = Histogram(
            "jobcenter_deciding_seconds",
            "Time from a turn to its reply, without the network.",
            buckets=_DECIDING,
            registry=self.registry,
        )
        self._answering = Histogram(
            "jobcenter_answering_seconds",
            "Time from an update's arrival until it was answered.",
            buckets=_ANSWERING,
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)
        self.registry.register(self)

    def decided(self, outcome: Outcome, seconds: float) -> None:
        """Count a decision and the time it took."""
        self._decisions.labels(outcome.kind, outcome.state.language).inc()
        self._deciding.observe(seconds)

    def answered(self, seconds: float) -> None:
        """Note how long an update waited until it was answered."""
        self._answering.observe(seconds)

    def text(self) -> bytes:
        """Return everything in Prometheus's format."""
        return generate_latest(self.registry)

    def collect(self) -> Iterator[Metric]:
        """Yield what is read off the bot at the moment it is asked for."""
        state = self._state
        gauges: tuple[tuple[str, str, float], ...] = (
            ("jobcenter_waiting", "Messages received and not being answered yet.", state.waiting),
            ("jobcenter_in_flight", "Messages being answered.", state.in_flight),
            ("jobcenter_silent_seconds", "Seconds since Telegram was reached.", state.silent_for),
            ("jobcenter_ready", "Whether the bot serves.", state.ready),
            ("jobcenter_switched_off", "Questions that staff switched off.", self._switched_off()),
        )
        for name, meaning, value in gauges:
            yield GaugeMetricFamily(name, meaning, value=float(value))
        counters = (
            ("jobcenter_answered", "Messages answered.", state.answered),
            ("jobcenter_duplicates", "Messages delivered again and left out.", state.duplicates),
            ("jobcenter_staff_refused", "Staff commands from others.", self._refused()),
        )
        for name, meaning, count in counters:
            yield CounterMetricFamily(name, meaning, value=float(count))
        errors = CounterMetricFamily("jobcenter_errors", "Errors by name.", labels=["kind"])
        for kind, count in state.errors.most_common(_MOST_ERRORS):
            errors.add_metric([kind], float(count))
        yield errors
        digest, is_refused = self._knowledge()
        version = GaugeMetricFamily(
            "jobcenter_knowledge", "The knowledge in use, by digest.", labels=["digest"]
        )
        version.add_metric([digest], 1.0)
        yield version
        yield GaugeMetricFamily(
            "jobcenter_knowledge_refused",
            "Whether the newest edit has errors and is not in use.",
            value=float(is_refused),
        )
