"""Places at the database: few can be there at once, and whoever comes then waits, but not for ever."""

import asyncio
from collections import deque


class Seats:
    """Places at the database, one for each connection. Who waits for one gets it in the order of asking."""

    def __init__(self, count: int, seconds: float) -> None:
        """Nobody waits longer than so many seconds: who has, gets a `TimeoutError` on entering."""
        self._free = count
        self._seconds = seconds
        # Each is told whether there is a seat, or that the time is over.
        self._waiting: deque[asyncio.Future[bool]] = deque()

    async def __aenter__(self) -> None:
        if self._free:
            self._free -= 1
        else:
            await self._wait()

    async def __aexit__(self, *_: object) -> None:
        self._hand_over()

    async def _wait(self) -> None:
        # A semaphore under asyncio.timeout takes four times as long, and under load nearly everybody waits.
        loop = asyncio.get_running_loop()
        seat = loop.create_future()
        self._waiting.append(seat)
        timer = loop.call_later(self._seconds, _give_up, seat)
        try:
            if not await seat:
                raise TimeoutError
        except asyncio.CancelledError:
            if not seat.cancelled() and seat.result():
                # It came in the same moment, and is for the next one.
                self._hand_over()
            raise
        finally:
            timer.cancel()

    def _hand_over(self) -> None:
        """Give a seat to whoever has waited for it the longest, and waits still."""
        while self._waiting:
            seat = self._waiting.popleft()
            if not seat.done():
                seat.set_result(True)
                return
        self._free += 1


def _give_up(seat: asyncio.Future[bool]) -> None:
    if not seat.done():
        seat.set_result(False)
