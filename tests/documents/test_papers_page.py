"""What docs/papers.md shows is sent and answered as it says, and it names every paper there is."""

import re

from selfcheck_service.reports.privacy.papers import PAPERS
from tests.answering import make_round
from tests.checkout import CHECKOUT

PAGE = (CHECKOUT / "docs" / "papers.md").read_text(encoding="utf-8")


def test_the_page_names_every_paper():
    assert re.findall(r"^\| `([a-z-]+)`", PAGE, flags=re.MULTILINE) == list(PAPERS)


async def test_the_page_can_be_followed(app, client, make_key):
    headers = await make_key("facilitator")
    made = await make_round(app.state.context.database)
    requests = re.findall(r"^GET (\S+)$", PAGE, flags=re.MULTILINE)
    assert len(requests) == 2
    for path in requests:
        response = await client.get(path.format(round=made.id), headers=headers)
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/markdown" if ".md" in path else "application/json")
