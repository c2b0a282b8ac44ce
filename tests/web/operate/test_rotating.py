"""Replacing a key on a page: the new one is shown once, the old one ends when it was said."""

from datetime import UTC, datetime, timedelta

import pytest

from selfcheck_service.core.rounds.spoken import spoken_moment
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases.days import HERE
from selfcheck_service.use_cases.keys import list_keys
from tests.web.operate.test_operate import make
from tests.web.reading import read, word
from tests.web.session.signing import form_of, post, sign_in


async def key_named(database, name: str):
    """Return the newest key of this name."""
    return [each for each in await list_keys(database) if each.name == name][-1]


async def rotate(operator, key_id: str, *pairs: tuple[str, str]):
    path = f"/operate/keys/{key_id}/rotate"
    form = form_of((await operator.get("/operate/keys/new")).text, "/operate/keys/new")
    return await post(operator, path, [pair for pair in form if pair[0] in ("csrf", "once")] + list(pairs))


@pytest.fixture
async def old(operator, database):
    await make(operator, ("name", "Redaktion"), ("scopes", "author"), ("municipalities", "05334002"))
    return await key_named(database, "Redaktion")


async def test_the_page_asks_and_says_when_the_old_one_would_end(operator, old):
    page = read((await operator.get(f"/operate/keys/{old.id}/rotate")).text)
    assert [each.attributes["value"] for each in page.all("input", type="radio")] == ["0", "24", "168", "720"]
    assert not any("checked" in each.attributes for each in page.all("input", type="radio"))
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert str(tomorrow.year) in page.one(id="grace-2-meaning").text


async def test_the_new_one_permits_the_same_and_both_hold_for_the_time_of_grace(operator, database, old):
    made = await rotate(operator, old.id, ("grace", "24"))
    assert made.status_code == 200
    assert made.headers["cache-control"] == "no-store"
    text = read(made.text).one("p", class_="card").text
    new, before = await key_named(database, "Redaktion"), (await list_keys(database))
    old_now = next(each for each in before if each.id == old.id)
    assert (new.scopes, new.municipalities) == (old.scopes, old.municipalities)
    assert new.id != old.id
    assert old_now.revoked_at is None
    assert old_now.expires_at is not None
    assert abs(old_now.expires_at - datetime.now(UTC) - timedelta(hours=24)) < timedelta(minutes=1)
    end = spoken_moment(old_now.expires_at.astimezone(HERE), "en")
    assert end in made.text
    assert old.id in made.text
    listed = await operator.get("/operate/keys")
    assert text not in listed.text
    assert end in listed.text
    async with database.reading() as transaction:
        (event,) = await list_events(transaction, EVERYWHERE, event="key_rotated", limit=9)
    assert (event.details["replaces"], event.details["grace_hours"]) == (old.id, 24)
    assert event.actor not in ("cli", old.id, new.id)
    await sign_in(operator, {"authorization": f"Bearer {text}"})
    assert (await operator.get("/author")).status_code == 200


async def test_a_form_that_is_sent_twice_replaces_once_and_says_so(operator, database, old):
    path = f"/operate/keys/{old.id}/rotate"
    form = form_of((await operator.get(path)).text, path)
    form = [*(pair for pair in form if pair[0] in ("csrf", "once")), ("grace", "0")]
    assert (await post(operator, path, form)).status_code == 200
    again = await post(operator, path, form)
    assert again.status_code == 409
    new = await key_named(database, "Redaktion")
    assert [each for each in read(again.text).all("a") if f"{new.id}/rotate" in each.attributes["href"]]


async def test_without_grace_the_old_one_ends_at_once(operator, database, old):
    made = await rotate(operator, old.id, ("grace", "0"))
    assert word("operate.old_ended", "en") in made.text
    assert next(each for each in await list_keys(database) if each.id == old.id).revoked_at is not None


async def test_an_earlier_end_stays(operator, database):
    day = (datetime.now(UTC) + timedelta(days=2)).date()
    await make(operator, ("name", "short"), ("scopes", "author"), ("last_day", str(day)))
    short = await key_named(database, "short")
    made = await rotate(operator, short.id, ("grace", "720"))
    assert made.status_code == 200
    assert next(each for each in await list_keys(database) if each.id == short.id).expires_at == short.expires_at


@pytest.mark.parametrize("pairs", [[], [("grace", "1")], [("grace", "soon")], [("grace", "-24")]])
async def test_a_time_that_was_not_offered_replaces_nothing(operator, database, old, pairs):
    before = await list_keys(database)
    response = await rotate(operator, old.id, *pairs)
    assert response.status_code == 422
    assert read(response.text).one(id="fault-grace").text.endswith(word("operate.rotate_faults.grace", "en"))
    assert await list_keys(database) == before


async def test_what_has_ended_or_was_replaced_is_not_replaced_again(operator, database, old):
    assert (await rotate(operator, old.id, ("grace", "24"))).status_code == 200
    before = await list_keys(database)
    again = await rotate(operator, old.id, ("grace", "24"))
    assert again.status_code == 409
    assert word("operate.rotate_faults.api_key_replaced", "en") in again.text
    await post(operator, f"/operate/keys/{old.id}/revoke", [*form_of(again.text, "/operate"), ("confirmed", "yes")])
    ended = await rotate(operator, old.id, ("grace", "0"))
    assert ended.status_code == 409
    assert word("operate.rotate_faults.api_key_ended", "en") in ended.text
    shown = await operator.get(f"/operate/keys/{old.id}/rotate")
    assert read(shown.text).all("input", type="radio") == []
    assert len(await list_keys(database)) == len(before)
    assert (await rotate(operator, "nobody", ("grace", "0"))).status_code == 404


async def test_ones_own_key_is_marked(operator, database):
    own = await key_named(database, "test")
    page = await operator.get(f"/operate/keys/{own.id}/rotate")
    assert word("operate.own_replaced", "en") in page.text
    made = await rotate(operator, own.id, ("grace", "0"))
    assert made.status_code == 200
    assert read(made.text).one("p", class_="card").text
