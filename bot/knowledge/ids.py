"""Ids: what one may look like, what a wrong one was meant to be."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.knowledge.yaml_reader import Scalar

if TYPE_CHECKING:
    from bot.knowledge.fields import Report

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_ID = 48  # a button's payload has 64 bytes and needs room for its verb


def nearest_key(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like ``name``, ``None`` where none does."""
    folded = slug(name).replace("-", "_")
    choices = {each.replace("-", "_"): each for each in known}
    # Only names of about the same length: difflib is slow on thousands of them.
    close = [each for each in choices if abs(len(each) - len(folded)) <= 4]
    found = difflib.get_close_matches(folded, close, n=1, cutoff=0.7)
    return choices[found[0]] if found else None


def nearest_id(name: str, known: Iterable[str]) -> str:
    """Return " Meinten Sie „…“?" for a mistyped id, or an empty text."""
    found = nearest_key(name, known)
    return f" Meinten Sie „{found}“?" if found else ""


def read_id(key: Scalar, report: Report, what: str) -> str | None:
    """Return the id behind ``key``, or report why it is none."""
    text = key.text
    if ID.fullmatch(text) and len(text) <= MAX_ID:
        return text
    if len(text) > MAX_ID:
        report.error(
            key.spot, "kennung", f"Die Kennung ist länger als {MAX_ID} Zeichen. Kürzen Sie sie."
        )
        return None
    proposal = slug(text)
    hint = f" Schreiben Sie „{proposal}“." if ID.fullmatch(proposal) else ""
    report.error(
        key.spot,
        "kennung",
        f"Die Kennung {what} „{text}“ darf nur kleine Buchstaben von a bis z, Ziffern und "
        f"einzelne Bindestriche enthalten.{hint}",
    )
    return None


def slug(text: str) -> str:
    """Return ``text`` in the form of an id."""
    folded = text.strip().lower()
    for umlaut, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        folded = folded.replace(umlaut, plain)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
