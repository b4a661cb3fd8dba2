"""A message → the questions in it; a long story → the sentence that asks.

Works on marks and on the words questions begin with, in every language of the bot at once; a word
of one language that begins no question in another costs nothing.
"""

from __future__ import annotations

import re

from bot.matching.normalize import words

LONG = 25
"""Words above which a message is read as a story with a question in it."""


_END = re.compile(r"(?<=[.!?؟…])[\s\"“”»)]+|\n+|(?<=[?؟])(?=\S)")
_ABBREVIATION = re.compile(r"\b([a-zäöü]|bzw|ca|nr|str|dr|abs|evtl|inkl|ggf|usw|st|tel)\.\Z", re.I)
_ASKS = frozenset(
    """
    wer was wie wo wann warum wieso weshalb wohin woher welche welcher welches welchen welchem wem
    wen wozu womit wofur woran wieviel wieviele inwiefern wat wia wos
    who what how where when why which whose
    ne nasil nerede nereye nereden neden nicin niye kim hangi kac kacta misin misiniz miyim mi mu
    что как где когда почему зачем кто какой какая какие какое куда откуда сколько можно ли нужно
    що як де коли чому навіщо хто який яка які яке куди звідки скільки чи треба
    ما ماذا كيف اين متي لماذا من هل كم اي
    """.split()  # noqa: SIM905  readable without quotes
)
_VERBS = frozenset(
    """
    kann konnen konnte konnt darf durfen durft muss mussen musst soll sollen sollte sollt gibt gilt
    ist sind bin habe hab hat haben bekomme bekommt bekommen krieg kriege kriegt kriegen wird werden
    wurde zahlt zahlen bezahlt brauche brauch braucht brauchen hilft helfen helft steht stehen
    verliere verlier geht gehen macht zahle lohnt wisst weiss wissen
    can could do does did is are am may must should will would have has
    """.split()  # noqa: SIM905  readable without quotes
)
_SECOND = frozenset(
    """
    ich man wir mir mich er sie es das die der mein meine meinem meinen unser unsere jemand ihr i we
    my it there you the he she they jetzt da nun eigentlich auch denn dann
    """.split()  # noqa: SIM905  readable without quotes
)
_CONNECTS = frozenset(
    """
    und aber oder auch dann fur mit ohne bei wenn falls and but or for with if what ve ama icin
    a и но для і але чи و لكن
    """.split()  # noqa: SIM905  readable without quotes
)
_LEANING = 6  # words; a longer message says what it is about
_WISH = re.compile(
    r"\b(ich (will|wollte|mocht|brauch|such|frag|hatte gern)|meine frage|wollte (fragen|wissen)|"
    r"weiss nicht|wust gern|i (want|need)|хочу|хотів|хотела|istiyorum|اريد|бажаю)"
)
_AND = re.compile(r"(?:,|;)?\s+(?:und|oder|sowie|and|und außerdem|ve|и|та|و)\s+(?=\S)", re.I)


def sentences(text: str) -> tuple[str, ...]:
    """Split a text at the ends of sentences and lines; abbreviations end none."""
    found: list[str] = []
    for part in _END.split(text):
        piece = part.strip()
        if not piece:
            continue
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return tuple(found)


def asks(sentence: str) -> bool:
    """Return whether a sentence reads like a question or a wish."""
    if sentence.rstrip('"“” )').endswith(("?", "؟")):
        return True
    folded = words(sentence)
    while folded and folded[0] in {
        "und",
        "also",
        "aber",
        "oder",
        "and",
        "hallo",
        "hi",
        "ok",
        "а",
        "и",
        "و",
        "so",
        "nun",
        "jetzt",
    }:
        folded = folded[1:]
    if not folded:
        return False
    if folded[0] in _ASKS or folded[-1] in {"mi", "mu", "miyim", "misin"}:
        return True
    if len(folded) > 1 and folded[1] in _ASKS and len(folded[0]) <= 3:
        return True
    if len(folded) > 1 and folded[0] in _VERBS and folded[1] in _SECOND:
        return True
    return bool(_WISH.search(" ".join(folded)))


def questions(utterance: str) -> tuple[str, ...]:
    """Split a message into its questions.

    Returns:
        Each part that asks, in order, at most four; the whole message as one part when nothing or
        only one thing is asked in a short message; empty without any letter or digit.
    """
    if not words(utterance):
        return ()
    parts = sentences(utterance)
    asking = [part for part in parts if asks(part)]
    if len(asking) > 1:
        return tuple(asking[-4:])
    if len(parts) == 1 or len(words(utterance)) <= LONG:
        joined = _joined(asking[0] if asking else utterance)
        return joined if len(joined) > 1 else (utterance.strip(),)
    return (asking[0],) if asking else (utterance.strip(),)


def _joined(sentence: str) -> tuple[str, ...]:
    """Split "wie … und wann …": both sides must ask by themselves."""
    pieces = [piece.strip() for piece in _AND.split(sentence)]
    parts = [pieces[0]]
    for piece in pieces[1:]:
        folded = words(piece)
        begins = (
            bool(folded)
            and len(folded) > 2
            and (folded[0] in _ASKS or (folded[0] in _VERBS and folded[1] in _SECOND))
        )
        if begins and len(words(parts[-1])) > 2:
            parts.append(piece)
        else:
            parts[-1] = f"{parts[-1]} {piece}" if parts[-1] else piece
    return tuple(parts)


def leans(utterance: str) -> bool:
    """Tell whether a message may only make sense after another one: "und wie lange"."""
    folded = words(utterance)
    if not 1 <= len(folded) <= _LEANING:
        return False
    return folded[0] in _CONNECTS or folded[0] in _ASKS or len(folded) <= 2


def asked(utterance: str) -> str | None:
    """Return the part of a story that asks, ``None`` for a message short enough to be read whole.

    The last sentence that asks; without any mark the words from the last cue on.
    """
    folded = words(utterance)
    return _asked(utterance, folded) if len(folded) > LONG else None


def _asked(utterance: str, folded: tuple[str, ...]) -> str:
    """Return the last sentence that asks; without any mark the words from the last cue on."""
    parts = sentences(utterance)
    asking = [at for at, part in enumerate(parts) if asks(part)]
    if asking:
        last = asking[-1]
        chosen = parts[last]
        if len(words(chosen)) < 4 and last:
            chosen = f"{parts[last - 1]} {chosen}"
        if len(words(chosen)) <= 2 * LONG:
            return chosen
        folded = words(chosen)
    elif len(parts) > 1:
        return " ".join(parts[-2:])
    starts = [
        at
        for at in range(len(folded) - 2)
        if folded[at] in _ASKS or (folded[at] in _VERBS and folded[at + 1] in _SECOND)
    ]
    # "kann ich … bezahlt bekommen oder wie geht das": a cue a few words earlier belongs to it.
    near = [at for at in starts if starts[-1] - at <= 10]
    begin = near[0] if near else max(0, len(folded) - LONG)
    return " ".join(folded[begin : begin + LONG])
