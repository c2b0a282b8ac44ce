"""Whatever stands in an address, a page answers, also where the database takes no such text."""

import uuid

import pytest

from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.fixtures import NOW
from tests.voting import released_round
from tests.web.everything import DOCUMENT
from tests.web.session.signing import sign_in

# A NUL, alone and behind a key, half a pair, what turns the direction, and very much.
ODD = ("%00", "a%20%00", "%ed%a0%80", "%e2%80%ae" + "9" * 30, "x" * 3000)
ASKED = (
    "after",
    "decision",
    "done",
    "earlier_round",
    "event",
    "in",
    "kind",
    "language",
    "later_round",
    "municipality",
    "people",
    "perspective",
    "questionnaire",
    "search",
    "since",
    "state",
    "suggestion",
    "to",
    "until",
)

WITH_MOST = ("/manage/rounds", "/manage/rounds/new", "/manage/municipalities", "/operate/trail")


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url, anonymous_evaluations=True, key_rate=0, guest_rate=0)


@pytest.fixture
async def visitor(client, app, make_key):
    await publish_questionnaire(app.state.context.database, DOCUMENT, now=NOW)
    client.headers.update({"accept": "text/html", "accept-language": "de"})
    await sign_in(client, await make_key("author", "facilitator", "operator", "service"))
    return client


def addresses_of(app, value: str, round_id: uuid.UUID) -> list[str]:
    """Return an address for each page that can be opened, with this value wherever a part of it is free."""
    found = []
    for route in app.router.routes:
        if hasattr(route, "needs") and "GET" in route.methods:
            path = route.path.replace("{round_id:uuid}", str(round_id)).replace("{round_id}", str(round_id))
            free = [part.partition("}")[0] for part in path.split("{")[1:]]
            for name in free:
                path = path.replace(f"{{{name}}}", str(round_id) if name.endswith(":uuid") else value)
            found.append(path)
    return found


async def ask(visitor, addresses: list[str]) -> None:
    for address in addresses:
        response = await visitor.get(address)
        assert response.status_code < 500, address


# What SQLite takes PostgreSQL may not, as a NUL in a text.
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.parametrize("value", ODD)
async def test_what_stands_in_an_address_is_answered_by_a_page(visitor, app, value):
    round_ = await released_round(app.state.context.database)
    addresses = addresses_of(app, value[:200], round_.id)
    assert len(addresses) > 50
    # Each page with all of them at once, and those with most of them with one after the other: none hides the next.
    await ask(visitor, [f"{address}?{'&'.join(f'{name}={value}' for name in ASKED)}" for address in addresses])
    await ask(visitor, [f"{path}?{name}={value}" for path in WITH_MOST for name in ASKED])
