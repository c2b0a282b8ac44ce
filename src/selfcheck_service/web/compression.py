"""Pages over slow lines: their text shrinks to a fifth.

What is compressed shows in its length how much of it repeats. A page that held a secret of the visitor beside text that
somebody else had chosen would give the secret away, letter by letter, to whoever can see lengths. The tokens in forms
are crossed with new chance for each page, so that nothing can repeat them. A page that shows another secret, as the one
that opens a response, says so by the header below and is sent as it is.
"""

import asyncio
import gzip

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, Response

# Set on a page that must not be compressed; browsers never see it.
HOLDS_SECRET = "selfcheck-holds-secret"  # noqa: S105 - the name of a header
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
    if response.headers.get(HOLDS_SECRET):
        del response.headers[HOLDS_SECRET]
        return response
    response.headers.add_vary_header("accept-encoding")
    if len(response.body) >= _SMALLEST and takes_gzip(headers):
        # While it is compressed others are served.
        response.body = await asyncio.to_thread(gzip.compress, bytes(response.body), _LEVEL, mtime=0)
        response.headers["content-encoding"] = "gzip"
        response.headers["content-length"] = str(len(response.body))
    return response
