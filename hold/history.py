"""What each client did and was told, on disk before it goes on: the only witness that the checker believes."""

import asyncio
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]


class History:
    """An append-only file with one JSON object a line; a record is on the disk when `write` returns.

    Records that come while the disk is busy go there together.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._waiting: list[bytes] = []
        self._written: asyncio.Future[None] | None = None
        self._writer: asyncio.Task[None] | None = None

    async def write(self, event: str, **members: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
        """Append a record of now."""
        record = {"at": round(time.monotonic(), 6), "event": event, **members}
        self._waiting.append(json.dumps(record, separators=(",", ":")).encode() + b"\n")
        if self._written is None:
            self._written = asyncio.get_running_loop().create_future()
        written = self._written
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_out())
        await asyncio.shield(written)

    async def _write_out(self) -> None:
        while self._waiting:
            lines, written = b"".join(self._waiting), self._written
            self._waiting, self._written = [], None
            await asyncio.to_thread(self._append, lines)
            assert written is not None
            written.set_result(None)

    def _append(self, lines: bytes) -> None:
        while lines:
            lines = lines[os.write(self._file, lines) :]
        os.fsync(self._file)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


def read_history(path: Path) -> Iterator[Record]:
    """Yield the records in the order in which they were written."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
