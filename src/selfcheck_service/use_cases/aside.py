"""Work that takes a while: beside the event loop, and a few pieces at a time."""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import cache
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from selfcheck_service.reports.pdf import MOST_WAITING, PrintersBusy, printers

_Result = TypeVar("_Result")
_Arguments = ParamSpec("_Arguments")


async def aside(work: Callable[[], _Result]) -> _Result:
    """Return what a piece of work returns, which is all Python; raises what it raises.

    Threads take turns. Many at once would not be done sooner, and everybody else would wait for a turn among them.
    """
    return await asyncio.get_running_loop().run_in_executor(_one_thread(), work)


def in_turn(
    make: Callable[_Arguments, Awaitable[_Result]],
) -> Callable[_Arguments, Coroutine[Any, Any, _Result]]:
    """Let only as many run at once, of all that are marked so, as there are printers; the others wait in line.

    A paper is read, worked out, printed and noted. Where many people wish for one at the same moment, all of them would
    be read at once, and whoever submits meanwhile would wait for the database behind them. Nobody has their paper
    later for it. Raises `PrintersBusy` where too many wait already.
    """

    @functools.wraps(make)
    async def made(*arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Result:
        if _HAS_TURN.get():
            # A paper that is part of another one: who has a turn would wait for themselves.
            return await make(*arguments, **named)
        line = _line()
        async with line:
            mark = _HAS_TURN.set(True)
            try:
                return await make(*arguments, **named)
            finally:
                _HAS_TURN.reset(mark)

    return made


class _Line:
    """A place for each printer, given in the order of asking."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(printers())
        self._waiting = 0

    async def __aenter__(self) -> None:
        if self._waiting >= MOST_WAITING:
            raise PrintersBusy("too many papers wait")
        self._waiting += 1
        try:
            await self._places.acquire()
        finally:
            self._waiting -= 1

    async def __aexit__(self, *_: object) -> None:
        self._places.release()


_HAS_TURN: ContextVar[bool] = ContextVar("_HAS_TURN", default=False)
# Who waits does so in an event loop, and in no other.
_LINES: WeakKeyDictionary[asyncio.AbstractEventLoop, _Line] = WeakKeyDictionary()


def _line() -> _Line:
    loop = asyncio.get_running_loop()
    found = _LINES.get(loop)
    if found is None:
        found = _LINES[loop] = _Line()
    return found


@cache
def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "aside")
