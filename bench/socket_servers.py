"""One server of `bench/sockets.py`: `python -m bench.socket_servers service|echo PORT FOLDER`.

Writes what a client must show as authorization into FOLDER/<name> as soon as it listens.
"""

import json
import socket
import sys
from pathlib import Path

import uvicorn
import uvloop

from bench.asgi import App, answer_of, call_of
from bench.comparators.echo import create_echo
from bench.definition import bench_definition, request_bodies
from bench.service import running_service
from selfcheck_service.app import served_as
from selfcheck_service.settings import Settings

TYPICAL = "typical.json"


async def serve(name: str, port: int, folder: Path) -> None:
    """Serve until told to stop."""
    if name == "echo":
        await listen(create_echo((folder / TYPICAL).read_bytes()), port, folder / name, b"none")
        return
    async with running_service(folder, [bench_definition()]) as service:
        body = json.dumps(request_bodies()[0], ensure_ascii=False).encode()
        call = call_of(body, service.authorization, b"explanation=none")
        (folder / TYPICAL).write_bytes(await answer_of(service.app, call))
        await listen(service.app, port, folder / name, service.authorization, Settings.load())


async def listen(app: App, port: int, ready: Path, authorization: bytes, settings: Settings | None = None) -> None:
    """Serve an app until told to stop; write `ready`, with these bytes in it, as soon as it listens.

    With settings as the service is served by them; comparators are served by uvicorn as it comes.
    """
    if settings is None:
        config = uvicorn.Config(app, log_config=None, access_log=False, ws="none")
        config.proxy_headers = config.server_header = False
    else:
        config = served_as(app, settings)
    config.host, config.port, config.lifespan = "127.0.0.1", port, "off"
    await _Announcing(config, ready, authorization).serve()


class _Announcing(uvicorn.Server):
    """A server that writes a file when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Path, content: bytes) -> None:
        super().__init__(config)
        self._ready = ready
        self._content = content

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then say so; a file that is there is complete."""
        await super().startup(sockets)
        part = self._ready.with_suffix(".part")
        part.write_bytes(self._content)
        part.rename(self._ready)


if __name__ == "__main__":
    uvloop.run(serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
