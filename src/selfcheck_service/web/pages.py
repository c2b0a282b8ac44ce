"""All pages: the areas, and the style sheets, scripts and icons that they share."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from selfcheck_service.core.definition import NotFound
from selfcheck_service.web.again import SentAgain
from selfcheck_service.web.author.pages import DraftPages
from selfcheck_service.web.author.versions import VersionPages
from selfcheck_service.web.guest import Guests
from selfcheck_service.web.manage.ballot_ending import BallotEnding
from selfcheck_service.web.manage.ballot_making import BallotMaking
from selfcheck_service.web.manage.ballots import Ballots
from selfcheck_service.web.manage.changing import Changing
from selfcheck_service.web.manage.inviting import Inviting
from selfcheck_service.web.manage.making import Making
from selfcheck_service.web.manage.municipalities import Municipalities
from selfcheck_service.web.manage.pages import Home
from selfcheck_service.web.manage.programmes import Programmes
from selfcheck_service.web.manage.round_page import RoundPage
from selfcheck_service.web.manage.rounds import Rounds
from selfcheck_service.web.manage.sealing import Sealing
from selfcheck_service.web.manage.typing_in import TypingIn
from selfcheck_service.web.manage_results.pages import AfterRelease
from selfcheck_service.web.operate.house import HousePages
from selfcheck_service.web.operate.keys import KeyPages
from selfcheck_service.web.operate.pages import OperatorPages
from selfcheck_service.web.operate.trail import TrailPages
from selfcheck_service.web.respond.entering import Entering
from selfcheck_service.web.respond.filling import Filling
from selfcheck_service.web.respond.finishing import Finishing
from selfcheck_service.web.respond.sharing import Sharing
from selfcheck_service.web.routing import Site
from selfcheck_service.web.session.pages import SignIn
from selfcheck_service.web.statements import Statements
from selfcheck_service.web.trying import Trying
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.vote.entering import EnteringBallot
from selfcheck_service.web.vote.voting import Voting

# Each is made with the site, and has `routes()`.
_AREAS = (
    Trying,
    Entering,
    Filling,
    Finishing,
    Sharing,
    SignIn,
    SentAgain,
    Guests,
    Home,
    Municipalities,
    Programmes,
    Rounds,
    Making,
    RoundPage,
    Changing,
    Inviting,
    TypingIn,
    Sealing,
    AfterRelease,
    VersionPages,
    DraftPages,
    OperatorPages,
    KeyPages,
    TrailPages,
    HousePages,
    Statements,
    BallotMaking,
    Ballots,
    BallotEnding,
    EnteringBallot,
    Voting,
)


class Pages:
    """All pages."""

    def __init__(self) -> None:
        """Prepare what they share; nothing else is kept between requests."""
        self._site = Site()

    def routes(self) -> list[Route]:
        """Return the routes of the pages, to be mounted under `/`."""
        routes = [route for area in _AREAS for route in area(self._site).routes()]
        return [*routes, self._site.route("/static/{name}", get=self.asset)]

    async def asset(self, request: Request, visit: Visit) -> Response:
        """Return a style sheet, script or icon."""
        del visit
        found = self._site.asset(request.path_params["name"], request)
        if found is None:
            raise NotFound("unknown_path")
        return found

    def problem_page(self, scope: Scope, error: BaseException) -> Response | None:
        """Return the page that says what went wrong; None where no page is looked at: programs read documents."""
        return self._site.problem(scope, error) if self._site.wanted(scope) else None
