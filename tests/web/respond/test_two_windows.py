"""Two windows on one page: what was changed in one of them only is taken over, what in both is asked one by one."""

import pytest

from tests.web.everything import DOCUMENT, REPEATED
from tests.web.reading import fields_of, read, word
from tests.web.respond.answering import begin, follow, send, turn
from tests.web.respond.test_every_type import invited, stored
from tests.web.session.signing import post

FIRST = {"stufe": "1", "anteil": "62,5", "anmerkung": "Zwei\nZeilen"}


@pytest.fixture
async def leader(database):
    return await invited(database, DOCUMENT, "leitung", free_texts=True, profile={"art": "stadt"})


@pytest.fixture
async def windows(visitor, leader):
    """Two windows that show the same answers."""
    page = await begin(visitor, leader.code)
    await send(visitor, page, "stay", **FIRST)
    return [await visitor.get(page.url.path) for _ in range(2)]


def questions(page):
    """What is to be chosen: by question what is offered, here and elsewhere."""
    found = read(page.text).one("form", id="answers").all("fieldset")
    return {
        each.all("input")[0].attributes["name"].removeprefix("choice."): [
            " / ".join(line.text for line in label.all("span", class_="clashing")) for label in each.all("label")
        ]
        for each in found
    }


async def choose(visitor, page, step=None, query="", **chosen):
    form = read(page.text).one("form", id="answers")
    step = step or form.one("button", name_="step").attributes["value"]
    pairs = [*fields_of(read(page.text)), *((f"choice.{name}", side) for name, side in chosen.items())]
    return await post(visitor, form.attributes["action"] + query, [*pairs, ("step", step)])


async def test_what_one_window_alone_has_changed_is_taken_over(visitor, leader, windows):
    one, other = windows
    assert (await send(visitor, one, "next", stufe="2")).status_code == 303
    # The other window has not seen that, and changes two other answers.
    assert (await send(visitor, other, "next", anteil="", anmerkung="Drei")).status_code == 303
    assert await stored(visitor, leader) == {"stufe": 2, "anmerkung": "Drei"}


async def test_only_what_both_have_changed_is_asked_and_all_else_is_kept_at_once(visitor, leader, windows):
    one, other = windows
    await send(visitor, one, "next", stufe="2", anmerkung="Woanders", stellen="12")
    asked = await send(visitor, other, "back", stufe="2", anmerkung="Hier\nund dort", anteil="10")
    assert asked.status_code == 409
    assert questions(asked) == {"anmerkung": ["Hier und dort", "Woanders"]}
    kept = {"stufe": 2, "anteil": "10", "stellen": "12", "anmerkung": "Woanders"}
    assert await stored(visitor, leader) == kept
    for side, told in (("theirs", "Woanders"), ("mine", "Hier\nund dort")):
        done = await choose(visitor, asked, anmerkung=side)
        assert done.status_code == 303
        assert await stored(visitor, leader) == kept | {"anmerkung": told}


async def test_an_answer_that_was_taken_back_is_told_in_words(visitor, leader, windows):
    one, other = windows
    await send(visitor, one, "next", anteil="")
    asked = await send(visitor, other, "next", anteil="7")
    assert questions(asked) == {"anteil": ["7", word("answer_fill.conflict_open")]}
    await choose(visitor, asked, anteil="theirs")
    assert "anteil" not in await stored(visitor, leader)


async def test_who_chooses_nothing_is_asked_again_at_the_question(visitor, leader, windows):
    one, other = windows
    await send(visitor, one, "next", stufe="2", anteil="1")
    asked = await send(visitor, other, "next", stufe="0", anteil="3")
    again = await choose(visitor, asked, stufe="mine")
    assert again.status_code == 409
    assert questions(again).keys() == {"anteil"}
    (link,) = read(again.text).one("div", role="alert").all("a")
    assert read(again.text).one("input", id=link.attributes["href"].removeprefix("#")).attributes["value"] == "mine"
    # What was chosen is kept already.
    assert (await stored(visitor, leader))["stufe"] == 0
    assert (await choose(visitor, again, anteil="mine")).status_code == 303
    assert (await stored(visitor, leader))["anteil"] == "3"


async def test_what_changes_while_one_chooses_is_asked_once_more(visitor, leader, windows):
    one, other = windows
    await send(visitor, one, "stay", stufe="2")
    asked = await send(visitor, other, "next", stufe="0")
    await send(visitor, await visitor.get(one.url.path), "stay", stufe="dont_know")
    again = await choose(visitor, asked, stufe="mine")
    assert again.status_code == 409
    assert questions(again) != questions(asked)
    assert (await stored(visitor, leader))["stufe"] == {"no_answer": "dont_know"}


async def test_another_language_chooses_nothing_and_keeps_what_is_chosen(visitor, leader, windows):
    one, other = windows
    await send(visitor, one, "next", stufe="2")
    asked = await send(visitor, other, "to.zweites", stufe="0")
    offered = read(asked.text).one("nav", class_="languages").all("button")
    assert {each.attributes["form"] for each in offered} == {"answers"}
    english = await choose(visitor, asked, "language", "?language=en", stufe="mine")
    assert english.status_code == 409
    assert word("answer_fill.conflict", "en") in english.text
    assert 'role="alert"' not in english.text
    assert (await stored(visitor, leader))["stufe"] == 2
    assert "checked" in read(english.text).one("input", value="mine").attributes
    assert (await choose(visitor, english)).headers["location"].partition("?")[0].endswith("/key")
    assert (await stored(visitor, leader))["stufe"] == 0


async def test_a_page_that_does_not_say_what_it_has_shown_overwrites_nothing(visitor, leader, windows):
    one, _ = windows
    pairs = [pair for pair in fields_of(read(one.text)) if pair[0] not in ("seen", "answer.stufe", "answer.anteil")]
    for seen in ("", "3666d32fa78a680a", "stufe", ": : stufe:x"):
        asked = await post(visitor, one.url.path, [*pairs, ("seen", seen), ("answer.stufe", "0"), ("step", "stay")])
        assert asked.status_code == 409
    assert await stored(visitor, leader) == {"stufe": 1, "anteil": "62.5", "anmerkung": "Zwei\nZeilen"}


async def test_units_that_were_added_elsewhere_are_chosen_together(visitor, database):
    person = await invited(database, REPEATED, "")
    page = await begin(visitor, person.code)
    await send(visitor, page, "stay", **{"schwung.1": "2"})
    one, other = [await visitor.get(page.url.path) for _ in range(2)]
    more = await turn(visitor, one, "more.teams")
    await send(visitor, more, "stay", **{"schwung.1": "1", "schwung.2": "0"})
    asked = await send(visitor, other, "next", **{"schwung.1": "0"})
    assert asked.status_code == 409
    (mine, theirs) = questions(asked)["teams"]
    assert mine.endswith(f"Schwung? : {word('answer_fill.conflict_open')}")
    assert theirs.count("Schwung?") == 2
    assert await stored(visitor, person) == {"teams": [{}, {}], "schwung.1": 1, "schwung.2": 0}
    await choose(visitor, asked, teams="mine")
    assert await stored(visitor, person) == {"teams": [{}], "schwung.1": 0}


async def test_the_script_keeps_what_does_not_clash_and_shows_nothing_it_has_not_seen(visitor, leader, windows):
    one, other = windows
    await send(visitor, one, "next", stufe="2")
    visitor.headers["accept"] = "application/json"
    told = await send(visitor, other, "keep", anteil="5")
    assert told.status_code == 200
    # Its page still shows the old answer: to send it again changes nothing that was changed elsewhere.
    pairs = [pair for pair in fields_of(read(other.text)) if pair[0] not in ("csrf", "seen", "answer.anteil")]
    pairs += [("csrf", told.json()["csrf"]), ("seen", told.json()["seen"]), ("answer.anteil", "6"), ("step", "keep")]
    assert (await post(visitor, other.url.path, pairs)).status_code == 200
    visitor.headers["accept"] = "text/html"
    assert await stored(visitor, leader) == {"stufe": 2, "anteil": "6", "anmerkung": "Zwei\nZeilen"}
    page = await follow(visitor, await visitor.get(other.url.path))
    assert page.status_code == 200
