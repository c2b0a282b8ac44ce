"""All pages on what a round has shown and what follows from it."""

from starlette.routing import Route

from selfcheck_service.web.manage_results.agreeing import ConsensusPages
from selfcheck_service.web.manage_results.files import FilePages
from selfcheck_service.web.manage_results.measures import MeasurePages
from selfcheck_service.web.manage_results.over_time import OverTimePages
from selfcheck_service.web.manage_results.recheck import RecheckPages
from selfcheck_service.web.manage_results.results import ResultPages
from selfcheck_service.web.manage_results.reviewing import ReviewPages
from selfcheck_service.web.manage_results.room import FocusPages, MatrixPages
from selfcheck_service.web.manage_results.workshop import WorkshopPages
from selfcheck_service.web.routing import Site

_PAGES = (
    ResultPages,
    OverTimePages,
    FilePages,
    WorkshopPages,
    FocusPages,
    ConsensusPages,
    MatrixPages,
    MeasurePages,
    ReviewPages,
    RecheckPages,
)


class AfterRelease:
    """The pages from the release of a round to its re-check."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        """Return the routes of all of them."""
        return [route for pages in _PAGES for route in pages(self._site).routes()]
