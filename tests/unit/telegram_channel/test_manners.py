from datetime import UTC, datetime, timedelta

from bot.telegram_channel.manners import HINT_AGAIN, ONCE_IN, Manners

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_flooding_chat_is_told_once_in_a_while_and_each_chat_for_itself() -> None:
    clock = Clock()
    manners = Manners(now=clock)
    assert [manners.may_hint(1), manners.may_hint(1), manners.may_hint(2)] == [True, False, True]
    clock.seconds = HINT_AGAIN
    assert manners.may_hint(1)


def test_a_message_is_late_after_an_hour() -> None:
    manners = Manners(today=lambda: NOON)
    assert not manners.is_late(NOON - timedelta(minutes=60))
    assert manners.is_late(NOON - timedelta(minutes=61))
    assert not manners.is_late(None)


def test_of_many_late_messages_the_last_is_answered() -> None:
    manners = Manners(now=Clock())
    assert not manners.may_answer_late(1, more=True)
    assert manners.may_answer_late(1, more=False)


def test_late_messages_that_were_fetched_afterwards_get_no_second_answer() -> None:
    clock = Clock()
    manners = Manners(now=clock)
    assert manners.may_answer_late(1, more=False)
    assert not manners.may_answer_late(1, more=False)
    clock.seconds = ONCE_IN
    assert manners.may_answer_late(1, more=False)
