"""Questions of every type, units and conditions: what is filled in comes back as it was, and is submitted as it is."""

import pytest

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import invite_people, make_round
from tests.fixtures import NOW
from tests.web.everything import DOCUMENT, REPEATED
from tests.web.reading import fields_of, read
from tests.web.respond.answering import begin, follow, send, turn
from tests.web.session.signing import form_of, post


async def invited(database, document, perspective, **changes):
    await publish_questionnaire(database, document, now=NOW)
    named = {"questionnaire": document["key"], "version": document["version"]}
    round_ = await make_round(database, **named, perspectives=(perspective,) if perspective else (), **changes)
    return (await invite_people(database, round_, perspective=perspective))[0]


@pytest.fixture
async def leader(database):
    """Somebody who is asked everything, in a round that takes free texts."""
    return await invited(database, DOCUMENT, "leitung", free_texts=True, profile={"art": "stadt"})


async def stored(visitor, person):
    found = (await visitor.get(f"/answer/{person.round.id}/answers.json")).json()
    return (found["draft"] or found)["answers"]


def filled(page):
    """What stands in the form, but for what is left open and what only the page itself wants to know."""
    own = ("csrf", "seen")
    return {pair for pair in fields_of(read(page.text)) if pair[1] and pair[0] not in own}


FIRST = {
    "stufe": "1",
    "wege": '"x"',
    "kanal": '"keiner"',
    "anteil": "62,5",
    "stellen": "12",
    "anmerkung": "Zwei\nZeilen",
}


async def test_every_answer_comes_back_as_it_was(visitor, leader):
    page = await begin(visitor, leader.code)
    await send(visitor, page, "stay", **FIRST)
    again = await visitor.get(page.url.path)
    assert {(f"answer.{name}", value) for name, value in FIRST.items()} <= filled(again)
    kept = await stored(visitor, leader)
    assert kept == {
        "stufe": 1,
        "wege": ["x"],
        "kanal": ["keiner"],
        "anteil": "62.5",
        "stellen": "12",
        "anmerkung": "Zwei\nZeilen",
    }
    # To send the page as it came changes nothing.
    await send(visitor, again, "stay")
    assert await stored(visitor, leader) == kept


async def test_numbers_read_in_two_ways_are_asked_about_and_kept_as_they_were_typed(visitor, leader):
    page = await begin(visitor, leader.code)
    faulty = await send(visitor, page, "next", stufe="1", anteil="1.500")
    assert faulty.status_code == 422
    again = await visitor.get(page.url.path)
    assert ("answer.anteil", "1.500") in filled(again)
    review = await visitor.get(f"/answer/{leader.round.id}/review")
    refused = await post(visitor, review.url.path, form_of(review.text, review.url.path))
    assert refused.status_code == 422
    assert "#item-anteil" in refused.text


async def test_a_text_that_is_too_long_is_kept_whole_and_refused_at_its_place(visitor, leader):
    page = await begin(visitor, leader.code)
    long = "x" * 3000
    assert "maxlength" not in read(page.text).one("textarea", id="item-anmerkung").attributes
    refused = await send(visitor, page, "next", stufe="1", anmerkung=long)
    assert refused.status_code == 422
    assert ("answer.anmerkung", long) in filled(refused)
    assert "3000" in read(refused.text).one("p", id="fault-anmerkung").text.replace(".", "")
    assert ("answer.anmerkung", long) in filled(await visitor.get(page.url.path))


async def test_what_hangs_on_another_page_is_asked_where_that_is_so(visitor, leader):
    page = await begin(visitor, leader.code)
    second = await turn(visitor, page, "to.zweites")
    # "frei" hangs on "last", which stands on the same page: so it is there, with a word about when it counts.
    assert "item-frei" in second.text
    await send(visitor, second, "stay", last="0")
    assert "item-frei" in (await visitor.get(second.url.path)).text


async def test_pairs_and_reasons_not_to_answer(visitor, leader):
    page = await begin(visitor, leader.code)
    key = await turn(visitor, page, "to.zweites")
    await send(visitor, key, "stay", **{"vergleich.reden.schreiben": '"reden"', "last": "dont_know"})
    assert await stored(visitor, leader) == {"vergleich.reden.schreiben": "reden", "last": {"no_answer": "dont_know"}}
    again = await visitor.get(key.url.path)
    assert {("answer.vergleich.reden.schreiben", '"reden"'), ("answer.last", "dont_know")} <= filled(again)


async def test_a_reason_that_another_client_has_sent_stays(visitor, client, leader):
    page = await begin(visitor, leader.code)
    await send(visitor, page, "stay", stufe="1")
    cookie = visitor.cookies.get("selfcheck_answer").split(".")
    path = f"/v1/rounds/{leader.round.id}/drafts/{cookie[1]}"
    own = {"selfcheck-response-secret": cookie[2]}
    draft = await client.get(path, headers=own)
    reason = {"no_answer": "dont_know", "reason": "Das weiß nur das Hauptamt."}
    sent = {"answers": {"stufe": reason, "anteil": 62.25}}
    await client.put(path, headers={**own, "if-match": draft.headers["etag"]}, json=sent)
    page = await visitor.get(page.url.path)
    await send(visitor, page, "stay", kanal="0")
    assert await stored(visitor, leader) == {"stufe": reason, "anteil": 62.25, "kanal": [0]}


async def test_units_come_and_go_with_what_was_said_of_them(visitor, database):
    person = await invited(database, REPEATED, "")
    page = await begin(visitor, person.code)
    more = await turn(visitor, page, "more.teams", **{"schwung.1": "2"})
    two = await turn(visitor, more, "stay", **{"schwung.2": "1"})
    assert await stored(visitor, person) == {"teams": [{}, {}], "schwung.1": 2, "schwung.2": 1}
    one = await turn(visitor, two, "less.teams.1")
    assert await stored(visitor, person) == {"teams": [{}], "schwung.1": 1}
    assert ("answer.schwung.1", "1") in filled(one)
    review = await visitor.get(f"/answer/{person.round.id}/review")
    done = await follow(visitor, await post(visitor, review.url.path, form_of(review.text, review.url.path)))
    assert done.url.path.endswith("/receipt")
    assert (await visitor.get(f"/answer/{person.round.id}/evaluation")).status_code == 200


async def test_units_alone_are_no_answer(visitor, client, database):
    person = await invited(database, REPEATED, "")
    page = await begin(visitor, person.code)
    await turn(visitor, page, "next")
    welcome = f"/v1/rounds/{person.round.id}/welcome"
    assert (await client.get(welcome, headers={"selfcheck-access-code": person.code})).status_code == 200
