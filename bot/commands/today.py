"""The one place that looks at the clock for the dialog."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BOCHUM = ZoneInfo("Europe/Berlin")


def today() -> date:
    """Return the day in Bochum, whatever zone the machine runs in."""
    return datetime.now(BOCHUM).date()
