"""The queue of updates: what is confirmed leaves, what is not stays."""

import asyncio

import pytest

from bot.preview.api_error import ApiError
from bot.preview.updates import Updates


def poll(updates, offset=0, *, limit=100, timeout=0.0):
    return updates.poll(offset=offset, limit=limit, timeout=timeout)


def test_updates_stay_until_a_later_one_is_asked_for():
    async def scenario():
        updates = Updates()
        first = updates.add("message", {"text": "a"})
        updates.add("message", {"text": "b"})
        assert len(await poll(updates)) == 2
        assert len(await poll(updates, first)) == 2
        assert [update["message"]["text"] for update in await poll(updates, first + 1)] == ["b"]
        assert await poll(updates, first + 2) == []

    asyncio.run(scenario())


def test_the_limit_and_a_negative_offset_are_honoured():
    async def scenario():
        updates = Updates()
        for number in range(5):
            updates.add("message", {"text": str(number)})
        assert len(await poll(updates, limit=2)) == 2
        last = await poll(updates, -2)
        assert [update["message"]["text"] for update in last] == ["3", "4"]

    asyncio.run(scenario())


def test_kinds_nobody_asked_for_are_dropped():
    updates = Updates()
    updates.allow(["message"])
    updates.add("callback_query", {})
    updates.add("message", {})
    assert [list(update)[1] for update in updates.waiting] == ["message"]


def test_a_waiting_poll_gets_a_new_update_at_once():
    async def scenario():
        updates = Updates()
        waiting = asyncio.create_task(poll(updates, timeout=5))
        await asyncio.sleep(0)
        updates.add("message", {"text": "a"})
        assert len(await asyncio.wait_for(waiting, 1)) == 1

    asyncio.run(scenario())


def test_a_second_poll_ends_the_first_with_409():
    async def scenario():
        updates = Updates()
        waiting = asyncio.create_task(poll(updates, timeout=5))
        await asyncio.sleep(0)
        await poll(updates)
        with pytest.raises(ApiError) as refused:
            await waiting
        assert refused.value.code == 409

    asyncio.run(scenario())
