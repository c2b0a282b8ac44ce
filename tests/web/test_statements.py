"""What the site says of itself is true of this service, and complete."""

import re

import httpx
import pytest

from selfcheck_service.app import create_app
from selfcheck_service.edge import cookies
from selfcheck_service.settings import Settings, SettingsInvalid
from tests.databases import copy_of
from tests.web.reading import read, word


async def page_of(url: str, path: str, **settings: object):
    made = create_app(Settings.load(database_url=url, **settings))
    async with (
        made.router.lifespan_context(made),
        httpx.AsyncClient(transport=httpx.ASGITransport(made), base_url="http://t") as client,
    ):
        return read((await client.get(path, headers={"accept-language": "en"})).text)


@pytest.mark.parametrize("path", ["/accessibility", "/privacy"])
@pytest.mark.parametrize(
    ("contact", "address"),
    [("barriers@town.example", "mailto:barriers@town.example"), ("https://town.example/c", "https://town.example/c")],
)
async def test_who_is_asked_is_named(sqlite_template, tmp_path, path, contact, address):
    page = await page_of(copy_of(sqlite_template, tmp_path), path, contact=contact)
    (link,) = [each for each in page.one("main").all("a") if each.text == contact]
    assert link.attributes["href"] == address


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
async def test_that_nobody_is_named_is_said(sqlite_template, tmp_path, name):
    page = await page_of(copy_of(sqlite_template, tmp_path), f"/{name}")
    assert word(f"{name}.contact_missing", "en") in page.one("main").text


async def test_every_cookie_is_told_with_its_time(sqlite_template, tmp_path):
    page = await page_of(copy_of(sqlite_template, tmp_path), "/privacy", session_hours=7)
    told = {each.text for each in page.one("main").all("h3")}
    assert told == {value for name, value in vars(cookies).items() if name.endswith("_COOKIE")}
    assert "7 hours at most" in page.one("main").text
    assert not re.search(r"\{\w+\}", page.text)


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "a b@c", "@", "mailto:x@y z"])
def test_what_is_no_address_is_refused(contact):
    with pytest.raises(SettingsInvalid, match="SELFCHECK_CONTACT"):
        Settings.load(contact=contact)
