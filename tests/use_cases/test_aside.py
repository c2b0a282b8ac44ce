"""Papers in turn: few at once, none lost, and nobody waits without end."""

import asyncio

import pytest

from selfcheck_service.reports.pdf import MOST_WAITING, PrintersBusy, printers
from selfcheck_service.use_cases.aside import in_turn


class Desk:
    """Where papers are made: counts how many at once, and in which order."""

    def __init__(self) -> None:
        self.now, self.most = 0, 0
        self.done: list[int] = []

    @in_turn
    async def make(self, number: int) -> int:
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0.001)
        self.now -= 1
        self.done.append(number)
        return number

    @in_turn
    async def make_of_parts(self, number: int) -> int:
        return await self.make(number)

    @in_turn
    async def fail(self) -> None:
        raise LookupError("no such paper")


async def test_no_more_at_once_than_are_printed_and_in_the_order_of_asking():
    desk = Desk()

    assert await asyncio.gather(*[desk.make(each) for each in range(20)]) == list(range(20))

    assert desk.most == printers()
    assert desk.done == list(range(20))


async def test_a_paper_that_is_part_of_another_does_not_wait_for_it():
    desk = Desk()

    async with asyncio.timeout(10):
        made = await asyncio.gather(*[desk.make_of_parts(each) for each in range(3 * printers())])

    assert made == list(range(3 * printers()))
    assert desk.most == printers()


async def test_who_fails_or_leaves_makes_room():
    desk = Desk()
    left = [asyncio.ensure_future(desk.make(each)) for each in range(2 * printers())]
    await asyncio.sleep(0)
    for each in left:
        each.cancel()
    for _ in range(printers()):
        with pytest.raises(LookupError):
            await desk.fail()

    async with asyncio.timeout(10):
        assert await desk.make(7) == 7


async def test_a_line_that_is_too_long_is_told_at_once():
    desk = Desk()
    taken = [asyncio.ensure_future(desk.make(each)) for each in range(printers() + MOST_WAITING)]
    await asyncio.sleep(0)

    with pytest.raises(PrintersBusy):
        await desk.make(0)

    # Nobody who waits already is sent away for it.
    assert len(await asyncio.gather(*taken)) == printers() + MOST_WAITING


def test_each_event_loop_has_its_own_line():
    desk = Desk()

    async def many() -> None:
        await asyncio.gather(*[desk.make(each) for each in range(10)])

    asyncio.run(many())
    asyncio.run(many())

    assert len(desk.done) == 20
