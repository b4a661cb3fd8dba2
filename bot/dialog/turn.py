"""The values of a conversation: what a client did, what the bot says, what is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.dialog.kept import Instruction
from bot.matching.ranking import Ranking

Kind = Literal[
    "answer",
    "choices",
    "signpost",
    "fallback",
    "handover",
    "crisis",
    "privacy",
    "smalltalk",
    "menu",  # home, a topic, the languages: navigation without a question
]

MediaKind = Literal[
    "voice", "photo", "sticker", "document", "video", "location", "contact", "other"
]


@dataclass(frozen=True, slots=True)
class TextTurn:
    """The client typed something."""

    utterance: str


@dataclass(frozen=True, slots=True)
class CommandTurn:
    """The client sent a command such as ``/hilfe``; ``name`` has no slash."""

    name: str


@dataclass(frozen=True, slots=True)
class ButtonTurn:
    """The client tapped a button; ``payload`` is its text, possibly from an older version."""

    payload: str


@dataclass(frozen=True, slots=True)
class LinkTurn:
    """The client came through a deep link (``/start payload``); empty for a plain start."""

    payload: str


@dataclass(frozen=True, slots=True)
class MediaTurn:
    """The client sent something that is no text; a caption counts as a ``TextTurn`` instead."""

    kind: MediaKind


@dataclass(frozen=True, slots=True)
class LocationTurn:
    """The client shared a location, in degrees; used once and not kept."""

    latitude: float
    longitude: float


Turn = TextTurn | CommandTurn | ButtonTurn | LinkTurn | MediaTurn | LocationTurn


@dataclass(frozen=True, slots=True)
class ChatState:
    """What the bot remembers of a chat between two messages.

    Attributes:
        language: Code of the chat's language.
        poster: Id of the poster the client came from, if any.
        intent: The intent answered last, for questions that lean on it.
        misses: How many messages in a row were not understood.
        open_question: The last question not understood, redacted; in memory only, until the
            client taps to pass it on or sends something else.
    """

    language: str = "de"
    poster: str | None = None
    intent: str | None = None
    misses: int = 0
    open_question: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """One button below a reply: a payload of at most 64 bytes, or the address of a page."""

    label: str
    payload: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Venue:
    """A place on the map, in degrees, with name and address."""

    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to save; ``caption`` is the line below it."""

    name: str
    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the client reads.

    Attributes:
        body: Plain text in paragraphs; list lines start with "• ".
        title: One line above the body, shown bold.
        footer: Source and day below the body, shown small.
        buttons: Rows of buttons, top to bottom.
        replaces: Whether it takes the place of the message whose button was tapped.
        notice: A short text shown for a moment over the chat after a tap, instead of a message
            when ``body`` is empty.
        venue: A place on the map, sent below the text or alone.
        document: A file, sent below the text or alone.
    """

    body: str
    title: str = ""
    footer: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    replaces: bool = False
    notice: str = ""
    venue: Venue | None = None
    document: Document | None = None

    @property
    def text(self) -> str:
        """Return title, body and footer as a client reads them, without markup."""
        return "\n\n".join(part for part in (self.title, self.body, self.footer) if part)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where an answer comes from: source, place in it, day of the last review (ISO)."""

    source: str
    place: str
    url: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several intents offered: its id and the title the client reads."""

    intent: str
    title: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that follows from one turn.

    Attributes:
        kind: What sort of reply it is (``design.md``, section 1).
        reply: What the client reads.
        state: What the bot remembers from now on.
        intent: The intent answered or signposted, if one was.
        choices: The intents offered, for ``choices``.
        confidence: Of the first candidate, 0.0 to 1.0; 1.0 for commands and buttons.
        ranking: How the text was understood; ``None`` where no text was ranked.
        sources: Sources of the answer.
        feedback: ``True`` or ``False`` where the client said whether the last answer helped.
        keep: A redacted question that the client has just asked to pass on, else ``None``.
        poster: Id of the poster whose code was scanned just now, else ``None``.
        is_new_chat: Whether the bot knows nothing of the chat from before; set by the channel where
            a poster was scanned.
        warned: Whether the reply warns of personal data in the message.
        instructions: What becomes of what is kept of this chat.
    """

    kind: Kind
    reply: Reply
    state: ChatState
    intent: str | None = None
    choices: tuple[Choice, ...] = ()
    confidence: float = 1.0
    ranking: Ranking | None = None
    sources: tuple[SourceLine, ...] = ()
    feedback: bool | None = None
    keep: str | None = None
    poster: str | None = None
    is_new_chat: bool = False
    warned: bool = False
    instructions: tuple[Instruction, ...] = ()
