"""Style sheet, script and icon: read once, named by their content, kept by browsers for a year."""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from selfcheck_service.web.compression import takes_gzip

_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class _Asset:
    body: bytes
    compressed: bytes
    media_type: str


class Assets:
    """The static files of the pages."""

    def __init__(self, folder: Path) -> None:
        """Read every file of a known type in the folder. The files in `style` are served as one, in their order."""
        self._kept: dict[str, _Asset] = {}
        self._names: dict[str, str] = {}
        for path in sorted(folder.iterdir()):
            if path.suffix in _TYPES:
                self._keep(path.name, path.read_bytes())
        self._keep("style.css", b"\n".join(path.read_bytes() for path in sorted((folder / "style").glob("*.css"))))

    def _keep(self, given: str, body: bytes) -> None:
        stem, suffix = Path(given).stem, Path(given).suffix
        name = f"{stem}-{hashlib.sha256(body).hexdigest()[:12]}{suffix}"
        self._kept[name] = _Asset(body, gzip.compress(body, mtime=0), _TYPES[suffix])
        self._names[given] = name

    def path(self, name: str) -> str:
        """Return the path of a file; a file with other content has another path."""
        return f"/static/{self._names[name]}"

    def find(self, name: str, request: Request) -> Response | None:
        """Return a file, compressed where the browser takes that, or None where there is none of this name."""
        asset = self._kept.get(name)
        if asset is None:
            return None
        headers = {"cache-control": f"public, max-age={_A_YEAR}, immutable", "vary": "accept-encoding"}
        body = asset.body
        if takes_gzip(request.headers):
            body, headers["content-encoding"] = asset.compressed, "gzip"
        return Response(body, media_type=asset.media_type, headers=headers)
