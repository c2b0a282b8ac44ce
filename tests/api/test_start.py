"""The database is let go of however the service ends."""

import pytest

from selfcheck_service.app import create_app
from selfcheck_service.storage import Database


async def test_it_is_closed_where_the_service_fails(settings, monkeypatch):
    made = create_app(settings)
    closed = []

    async def close(database):
        closed.append(True)
        await really_close(database)

    really_close = Database.close
    monkeypatch.setattr(Database, "close", close)
    with pytest.raises(ZeroDivisionError):
        async with made.router.lifespan_context(made):
            raise ZeroDivisionError
    assert closed == [True]
