"""What a client rules out: "nicht X, sondern Y" asks about Y."""

from __future__ import annotations

_INSTEAD = {
    "nicht": frozenset({"sondern"}),
    "kein": frozenset({"sondern"}),
    "keine": frozenset({"sondern"}),
    "keinen": frozenset({"sondern"}),
    "not": frozenset({"but"}),
    "не": frozenset({"а", "але"}),
    "ни": frozenset({"а"}),
    "ні": frozenset({"а"}),
    "ليس": frozenset({"بل"}),
    "لا": frozenset({"بل"}),
}
"""Word that rules out → word after which the real wish stands (folded)."""

_FARTHEST = 8


def wanted(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without what "nicht X sondern Y" rules out.

    Turkish puts the word behind ("X değil Y"): there the word before it goes.
    """
    if "degil" in words:
        at = words.index("degil")
        if 0 < at < len(words) - 1:
            return words[: at - 1] + words[at + 1 :]
    for at, word in enumerate(words):
        turns = _INSTEAD.get(word)
        if turns is None:
            continue
        for other in range(at + 2, min(at + 2 + _FARTHEST, len(words) - 1)):
            if words[other] in turns:
                return words[:at] + words[other + 1 :]
    return words
