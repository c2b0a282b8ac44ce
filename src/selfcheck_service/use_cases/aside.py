"""Work that takes a while: beside the event loop, and one piece after the other."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

_Result = TypeVar("_Result")


async def aside(work: Callable[[], _Result]) -> _Result:
    """Return what a piece of work returns, which is all Python; raises what it raises.

    Threads take turns. Many at once would not be done sooner, and everybody else would wait for a turn among them.
    """
    return await asyncio.get_running_loop().run_in_executor(_one_thread(), work)


@cache
def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "aside")
