"""Chores go on whatever happens to them."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3

import pytest

from bot.commands.run import steadily


def test_a_failed_chore_is_logged_and_tried_again_sooner(caplog: pytest.LogCaptureFixture) -> None:
    times: list[float] = []

    async def step() -> None:
        times.append(asyncio.get_running_loop().time())
        if len(times) < 3:
            raise sqlite3.OperationalError("database is locked by somebody called Maier")

    async def main() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(steadily("forgetting", step, every=60.0, again=0.01), 0.5)

    asyncio.run(main())
    assert len(times) == 3  # two failures, one success, and then the long pause
    assert caplog.text.count("chore=failed name=forgetting error=OperationalError") == 2
    assert "Maier" not in caplog.text


def test_a_cancelled_chore_ends() -> None:
    async def step() -> None:
        return None

    async def main() -> bool:
        task = asyncio.create_task(steadily("x", step, every=60.0))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return task.cancelled()

    assert asyncio.run(main())
