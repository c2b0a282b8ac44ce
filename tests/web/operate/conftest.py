"""An operator who has signed in, and the database behind the service."""

import pytest

from tests.web.session.signing import sign_in


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def operator(client, make_key):
    """A browser in which an operator has signed in."""
    client.headers.update({"accept": "text/html", "accept-language": "en"})
    await sign_in(client, await make_key("operator"))
    return client
