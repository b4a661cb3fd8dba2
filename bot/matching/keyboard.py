"""Which letters lie beside which: the keyboards clients type on."""

from __future__ import annotations

_LAYOUTS = (
    ("qwertzuiopü", "asdfghjklöä", "yxcvbnm"),  # German
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),  # English
    ("qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç"),  # Turkish
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),  # Russian
    ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),  # Ukrainian
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرلاىةوزظ"),  # Arabic
)


def _collect() -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for rows in _LAYOUTS:
        for number, row in enumerate(rows):
            below = rows[number + 1] if number < 2 else ""
            for at, letter in enumerate(row):
                beside = [row[at - 1]] if at else []
                beside += row[at + 1 : at + 2]
                beside += below[max(0, at - 1) : at + 1]
                for other in beside:
                    for a, b in ((letter, other), (other, letter)):
                        if b not in found.setdefault(a, []):
                            found[a].append(b)
    return {letter: "".join(others) for letter, others in found.items()}


NEIGHBOURS = _collect()
"""Letter → the letters a thumb hits instead of it."""
