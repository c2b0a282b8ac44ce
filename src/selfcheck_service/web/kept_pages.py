"""Pages that are the same for everybody who comes as their visitor does: made once, shown again."""

from collections import OrderedDict
from collections.abc import Hashable

from starlette.responses import HTMLResponse, Response


class KeptPages:
    """The pages that were shown last, so many at most. What decides how a page looks belongs into its name."""

    def __init__(self, most: int) -> None:
        """Keep nothing yet."""
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[bytes, dict[str, str]]] = OrderedDict()

    def find(self, name: Hashable) -> HTMLResponse | None:
        """Return a page as it was kept, or None where it is not there."""
        if name not in self._kept:
            return None
        self._kept.move_to_end(name)
        body, headers = self._kept[name]
        return HTMLResponse(body, headers=headers)

    def keep(self, name: Hashable, page: Response) -> None:
        """Keep a page, and let go of the one that nobody has asked for longest."""
        # Not the page itself: on its way out it is compressed.
        self._kept[name] = bytes(page.body), dict(page.headers)
        self._kept.move_to_end(name)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
