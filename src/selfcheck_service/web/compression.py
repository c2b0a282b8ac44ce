"""Pages over slow lines: their text shrinks to a fifth.

What is compressed shows in its length how much of it repeats. A page that held a secret of the visitor beside text that
somebody else had chosen would give the secret away, letter by letter, to whoever can see lengths. No page holds a
secret: there are no sessions, no tokens in forms, and a page says nothing but what its own request sent. The first page
that does must not pass through here.
"""

import asyncio
import gzip

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response

# Less than this fits into one packet anyhow.
_SMALLEST = 1000
# Beyond this a page gets a hundredth smaller and takes twice as long.
_LEVEL = 5


def takes_gzip(headers: Headers) -> bool:
    """Tell whether the browser takes what is compressed; `gzip;q=0` says that it does not."""
    weights: dict[str, bool] = {}
    for each in headers.get("accept-encoding", "").lower().split(","):
        name, _, parameter = each.partition(";")
        weights[name.strip()] = parameter.strip().rstrip("0.") != "q="
    return weights.get("gzip", weights.get("*", False))


async def compressed(response: Response, headers: Headers) -> Response:
    """Return a page compressed where that is worth it and the browser takes it; anything else as it is."""
    if not isinstance(response, HTMLResponse):
        return response
    response.headers.add_vary_header("accept-encoding")
    if len(response.body) >= _SMALLEST and takes_gzip(headers):
        # While it is compressed others are served.
        response.body = await asyncio.to_thread(gzip.compress, bytes(response.body), _LEVEL, mtime=0)
        response.headers["content-encoding"] = "gzip"
        response.headers["content-length"] = str(len(response.body))
    return response
