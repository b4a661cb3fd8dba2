"""The errors of the house: German for the person, English for the log."""

from __future__ import annotations


class BotError(Exception):
    """Something went wrong that a person can do something about.

    Args:
        german: One or two sentences for the person at the screen: what is wrong, what to do.
        english: The same fact for the log; the German text where none is given.
    """

    def __init__(self, german: str, english: str | None = None) -> None:
        super().__init__(english or german)
        self.german = german


class SettingsError(BotError):
    """A setting (environment variable or option) has a value that cannot be used."""


class KnowledgeError(BotError):
    """The knowledge folder cannot be used at all."""


class PortInUseError(BotError):
    """Another program already listens on the wanted port."""
