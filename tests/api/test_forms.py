"""Forms on paper: printed for everybody and for a round, and typed in again by somebody who learns nothing from it."""

import asyncio
import json
import re
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, select

from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.tables import responses, tickets
from selfcheck_service.use_cases.printed_forms import PrintedForm, PrintedForms, Wanted
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests import builders as a
from tests.answering import QUESTIONNAIRE, invite, invite_people, make_round
from tests.reports.pdf.opened import opened, text_of

VERSION = f"/v1/questionnaires/{QUESTIONNAIRE['key']}/versions/{QUESTIONNAIRE['version']}"
ON_PAPER = {"1": 2, "responsible": {"no_answer": "dont_know"}}
COUNTS = ("issued", "redeemed", "left")
_CODE = re.compile(r"Form code ([0-9A-Z]{4}-[0-9A-Z]{4})")


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


@pytest.fixture
async def round_(database):
    return await make_round(database)


async def printed(client, facilitator, round_, **query):
    response = await client.get(f"/v1/rounds/{round_.id}/form.pdf", params=query, headers=facilitator)
    assert response.status_code == 200, response.text
    return response


async def form_code(client, facilitator, round_, **query):
    """The form code as it stands on the first page."""
    content = (await printed(client, facilitator, round_, language="en", **query)).content
    (found,) = _CODE.findall(text_of(content))
    return found


async def a_paper(client, facilitator, database, round_, perspective="office", **changes):
    (access,) = await invite(database, round_, perspective=perspective)
    code = await form_code(client, facilitator, round_, perspective=perspective)
    return {"form_code": code, "access_code": access, "answers": ON_PAPER, **changes}


async def type_in(client, facilitator, round_, body, **headers):
    return await client.post(f"/v1/rounds/{round_.id}/paper-responses", json=body, headers={**facilitator, **headers})


def faults(response):
    assert response.status_code == 422, response.text
    return {(each.get("pointer", each.get("parameter")), each["code"]) for each in response.json()["errors"]}


async def stored(database, round_):
    async with database.reading() as transaction:
        found = await transaction.connection.execute(select(responses).where(responses.c.round_id == round_.id))
        return [dict(row) for row in found.mappings()]


async def participation(client, facilitator, round_):
    found = (await client.get(f"/v1/rounds/{round_.id}/participation", headers=facilitator)).json()
    return {each["perspective"]: [each[name] for name in COUNTS] for each in found["perspectives"]}


async def nothing_to_make():
    raise AssertionError("It is not kept.")


class TestPrinting:
    async def test_everybody_may_print_a_version(self, client, round_):
        response = await client.get(f"{VERSION}/form.pdf?language=de")
        assert (response.status_code, response.headers["content-type"]) == (200, "application/pdf")
        assert response.headers["content-disposition"] == (
            f'attachment; filename="{QUESTIONNAIRE["key"]}-{QUESTIONNAIRE["version"]}-de.pdf"'
        )
        text = text_of(response.content)
        assert QUESTIONNAIRE["fields"][0]["items"][0]["prompt"]["de"] in text
        assert "Zum Ansehen und Vorbereiten" in text
        root: Any = opened(response.content).trailer["/Root"]
        assert root["/Lang"] == "de"

    async def test_the_same_has_the_same_bytes(self, client, round_):
        first = await client.get(f"{VERSION}/form.pdf")
        again = await client.get(f"{VERSION}/form.pdf", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert (await client.get(f"{VERSION}/form.pdf")).content == first.content

    async def test_it_is_printed_once(self, app, client, round_):
        first = await client.get(f"{VERSION}/form.pdf?language=de")
        plan = await app.state.context.plans.get(QUESTIONNAIRE["key"], QUESTIONNAIRE["version"])
        wanted = Wanted(plan.definition_hash, "full", "de")
        # Whatever is not at hand would have to be made here.
        kept = await app.state.context.printed_forms.get(wanted, nothing_to_make)
        assert (kept.content, f'"{kept.digest}"') == (first.content, first.headers["etag"])

    async def test_no_more_forms_are_kept_than_there_is_room_for(self):
        forms, made = PrintedForms(size=2), []

        async def ask(language):
            async def make():
                made.append(language)
                return PrintedForm(language.encode(), "", "", language)

            return (await forms.get(Wanted("", None, language), make)).language

        order = ["de", "en", "de", "fr", "de", "en"]
        assert [await ask(each) for each in order] == order
        assert made == ["de", "en", "fr", "en"]

    async def test_a_form_asks_what_it_asks_and_nothing_else(self, client, round_):
        full, short = [
            text_of((await client.get(f"{VERSION}/form.pdf", params={"form": form, "language": "en"})).content)
            for form in ("full", "short")
        ]
        only_full = QUESTIONNAIRE["fields"][0]["items"][1]["prompt"]["en"]
        assert only_full in full
        assert only_full not in short

    @pytest.mark.parametrize(
        ("query", "fault"),
        [
            ({"form": "long"}, ("form", "unknown_form")),
            ({"language": "fr"}, ("language", "unknown_language_asked")),
            ({"perspective": "office"}, ("perspective", "unknown_parameter")),
        ],
    )
    async def test_what_cannot_be_printed_is_refused(self, client, round_, query, fault):
        assert faults(await client.get(f"{VERSION}/form.pdf", params=query)) == {fault}

    async def test_a_version_that_was_never_published_has_none(self, client, round_):
        response = await client.get(f"/v1/questionnaires/{QUESTIONNAIRE['key']}/versions/9.9.9/form.pdf")
        assert (response.status_code, response.json()["code"]) == (404, "unknown_version")

    async def test_the_form_of_a_round_says_who_reads_the_answers(self, client, facilitator, round_):
        response = await printed(client, facilitator, round_, perspective="office", language="de")
        text = text_of(response.content)
        for said in ("Diesen Bogen überträgt jemand", "Musterstadt", "Verwaltung", "Zugangscode"):
            assert said in text
        assert "persönlichen Schlüssel" not in text
        assert response.headers["cache-control"] == "private, no-store"

    async def test_plain_german_comes_with_german(self, client, facilitator, round_):
        response = await printed(client, facilitator, round_, perspective="office", language="de-simple")
        assert "Machen Sie bei jeder Frage ein Kreuz." in text_of(response.content)

    async def test_no_text_is_asked_for_where_the_round_has_none(self, client, facilitator, database, round_):
        asking = await make_round(database, free_texts=True)
        texts = [
            text_of((await printed(client, facilitator, each, perspective="office", language="en")).content)
            for each in (round_, asking)
        ]
        assert ["What are you proud of?" in text for text in texts] == [False, True]

    async def test_a_perspective_has_to_be_one_of_the_round(self, client, facilitator, round_):
        path = f"/v1/rounds/{round_.id}/form.pdf"
        assert faults(await client.get(path, headers=facilitator)) == {("perspective", "missing")}
        asked = await client.get(f"{path}?perspective=mayor", headers=facilitator)
        assert faults(asked) == {("perspective", "unknown_perspective")}

    async def test_each_perspective_and_each_state_of_the_terms_has_a_code_of_its_own(
        self, client, facilitator, database, round_
    ):
        codes = [await form_code(client, facilitator, round_, perspective=each) for each in ("office", "citizens")]
        codes.append(await form_code(client, facilitator, await make_round(database), perspective="office"))
        change = {"retention_days": 30}
        assert (await client.patch(f"/v1/rounds/{round_.id}", json=change, headers=facilitator)).status_code == 200
        codes.append(await form_code(client, facilitator, round_, perspective="office"))
        assert len(set(codes)) == len(codes)


class TestTypingIn:
    async def test_it_is_a_response_that_nobody_has_the_key_to(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        response = await type_in(client, facilitator, round_, paper)
        assert (response.status_code, response.json()) == (201, {"taken": True, "perspective": "office"})
        assert response.headers["location"] == f"/v1/rounds/{round_.id}/participation"
        (row,) = await stored(database, round_)
        assert row["answers"] == b'{"leadership":2,"responsible":{"no_answer":"dont_know"}}'
        assert (row["perspective"], row["language"], row["draft"]) == ("office", "de", None)
        assert (await participation(client, facilitator, round_))["office"] == [1, 1, 0]

    async def test_the_same_form_is_not_taken_twice(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        assert (await type_in(client, facilitator, round_, paper)).status_code == 201
        again = await type_in(client, facilitator, round_, paper)
        assert (again.status_code, again.json()["code"]) == (409, "access_code_not_left")
        assert len(await stored(database, round_)) == 1

    async def test_a_repeated_request_makes_nothing_anew(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        key = {"idempotency-key": "paper-1"}
        first = await type_in(client, facilitator, round_, paper, **key)
        again = await type_in(client, facilitator, round_, paper, **key)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.headers["idempotency-replayed"] == "true"
        assert len(await stored(database, round_)) == 1

    async def test_of_two_at_once_one_is_taken(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        sent = await asyncio.gather(*(type_in(client, facilitator, round_, paper) for _ in range(4)))
        assert sorted(each.status_code for each in sent) == [201, 409, 409, 409]
        assert len(await stored(database, round_)) == 1
        assert (await participation(client, facilitator, round_))["office"] == [1, 1, 0]

    async def test_every_fault_is_named_where_it_was_typed(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        answers = {"1": 7, "leadership": 2, "99": 1, "mayor": 1, "responsible": {"no_answer": "maybe"}}
        body = {**paper, "form_code": "ABCD-EFGH", "access_code": "nonsense", "answers": answers, "language": "fr"}
        assert faults(await type_in(client, facilitator, round_, body)) == {
            ("/form_code", "not_a_form_code"),
            ("/access_code", "not_an_access_code"),
            ("/language", "unknown_language_asked"),
            ("/answers/1", "unknown_option"),
            ("/answers/leadership", "answered_twice"),
            ("/answers/99", "unknown_number_on_form"),
            ("/answers/mayor", "unknown_item"),
            ("/answers/responsible/no_answer", "not_one_of"),
        }
        assert await stored(database, round_) == []

    @pytest.mark.parametrize("answers", [{}, {"responsible": 1}])
    async def test_a_form_without_answers_to_what_it_asks_spends_no_code(
        self, client, facilitator, database, round_, answers
    ):
        paper = await a_paper(client, facilitator, database, round_, perspective="citizens", answers=answers)
        assert faults(await type_in(client, facilitator, round_, paper)) == {("/answers", "paper_without_answers")}
        assert await stored(database, round_) == []
        assert (await participation(client, facilitator, round_))["citizens"] == [1, 0, 1]

    async def test_not_to_know_is_an_answer(self, client, facilitator, database, round_):
        answers = {"2": {"no_answer": "dont_know"}}
        paper = await a_paper(client, facilitator, database, round_, answers=answers)
        assert (await type_in(client, facilitator, round_, paper)).status_code == 201

    async def test_a_profile_leaves_out_what_it_rules_out_and_numbers_the_rest(self, client, facilitator, database):
        town = {"kind": "town"}
        plain = a.a_questionnaire(
            a.a_field(
                "f",
                a.an_item("counties", applies_to={"profile": "kind", "is": "county"}, prompt="Asked of counties"),
                a.an_item("everywhere", prompt="Asked everywhere"),
            ),
            key="by-kind",
            profile=[a.an_attribute("kind", "town", "county")],
        )
        round_ = await make_round_of(database, plain, profile=town)
        text = text_of((await printed(client, facilitator, round_, language="en")).content)
        assert "Asked everywhere" in text
        assert "Asked of counties" not in text
        assert "Answer only if" not in text
        (access,) = await invite(database, round_, perspective="")
        body = {"form_code": _CODE.findall(text)[0], "access_code": access, "answers": {"2": 1}}
        assert faults(await type_in(client, facilitator, round_, body)) == {("/answers/2", "unknown_number_on_form")}
        assert (await type_in(client, facilitator, round_, {**body, "answers": {"1": 3}})).status_code == 201
        (row,) = await stored(database, round_)
        assert row["answers"] == b'{"everywhere":3}'

    async def test_a_form_of_something_else_is_noticed(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        other = await make_round(database)
        public = _CODE.findall(text_of((await client.get(f"{VERSION}/form.pdf")).content))[0]
        for code, fault in (
            (await form_code(client, facilitator, other, perspective="office"), "form_of_another_version"),
            (public, "form_without_round"),
        ):
            assert faults(await type_in(client, facilitator, round_, {**paper, "form_code": code})) == {
                ("/form_code", fault)
            }
        named = {**paper, "perspective": "citizens"}
        assert faults(await type_in(client, facilitator, round_, named)) == {("/perspective", "not_one_of")}
        unknown = {**paper, "form_code": public, "perspective": "mayor"}
        assert ("/perspective", "unknown_perspective") in faults(await type_in(client, facilitator, round_, unknown))

    async def test_a_form_from_before_the_terms_changed_is_not_taken(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        change = {"retention_days": 30}
        assert (await client.patch(f"/v1/rounds/{round_.id}", json=change, headers=facilitator)).status_code == 200
        assert faults(await type_in(client, facilitator, round_, paper)) == {("/form_code", "form_of_another_version")}

    async def test_a_code_for_another_perspective_is_not_spent(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        (theirs,) = await invite(database, round_, perspective="citizens")
        response = await type_in(client, facilitator, round_, {**paper, "access_code": theirs})
        assert faults(response) == {("/access_code", "access_code_of_another_perspective")}
        assert (await participation(client, facilitator, round_))["citizens"] == [1, 0, 1]

    @pytest.mark.parametrize(
        ("hours", "code"),
        [({"opens_in": 1}, "round_not_open"), ({"opens_in": -2, "closes_in": -1}, "round_closed")],
    )
    async def test_nothing_is_taken_outside_the_hours(self, client, facilitator, database, hours, code):
        round_ = await make_round(database, **hours)
        paper = await a_paper(client, facilitator, database, round_)
        response = await type_in(client, facilitator, round_, paper)
        assert (response.status_code, response.json()["code"]) == (409, code)

    async def test_an_open_round_has_no_paper(self, client, facilitator, database):
        round_ = await make_round(database, mode="open")
        (access,) = await invite(database, round_)
        body = {"form_code": "0000-0000", "access_code": access, "answers": ON_PAPER}
        for refused in (
            await client.get(f"/v1/rounds/{round_.id}/form.pdf?perspective=office", headers=facilitator),
            await type_in(client, facilitator, round_, body),
        ):
            assert (refused.status_code, refused.json()["code"]) == (409, "paper_in_open_round")
        assert await stored(database, round_) == []
        assert (await participation(client, facilitator, round_))["office"] == [1, 0, 1]

    async def test_a_code_for_many_is_not_taken(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        (shared,) = await invite(database, round_, 3, kind="open")
        response = await type_in(client, facilitator, round_, {**paper, "access_code": shared})
        assert faults(response) == {("/access_code", "access_code_not_personal")}
        assert await stored(database, round_) == []
        assert (await participation(client, facilitator, round_))["office"] == [4, 0, 4]

    @pytest.mark.parametrize("gives_up", [True, False])
    async def test_it_waits_for_whoever_is_spending_the_code(self, client, facilitator, database, round_, gives_up):
        paper = await a_paper(client, facilitator, database, round_)
        async with database.transaction() as transaction:
            spent = delete(tickets).where(tickets.c.round_id == round_.id)
            assert (await transaction.connection.execute(spent)).rowcount == 1
            sending = asyncio.create_task(type_in(client, facilitator, round_, paper))
            done, _ = await asyncio.wait({sending}, timeout=0.5)
            assert not done
            if gives_up:
                await transaction.connection.rollback()
        assert (await sending).status_code == (201 if gives_up else 409)
        assert len(await stored(database, round_)) == int(gives_up)

    async def test_one_joint_answer_may_come_on_paper(self, client, facilitator, database):
        round_ = await make_round(database, mode="institutional")
        paper = await a_paper(client, facilitator, database, round_)
        assert (await type_in(client, facilitator, round_, paper)).status_code == 201

    async def test_the_trail_says_that_somebody_typed_and_not_what(self, client, facilitator, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        assert (await type_in(client, facilitator, round_, paper)).status_code == 201
        async with database.reading() as transaction:
            events = await list_events(transaction, EVERYWHERE, limit=100)
        (event,) = [each for each in events if each.event == "paper_response_taken"]
        assert (event.round_id, event.details) == (round_.id, {})

    async def test_a_round_out_of_reach_takes_nothing(self, client, facilitator, make_key, database, round_):
        paper = await a_paper(client, facilitator, database, round_)
        elsewhere = await make_key("facilitator", municipalities=frozenset({str(uuid.uuid4())}))
        for response in (
            await type_in(client, elsewhere, round_, paper),
            await client.get(f"/v1/rounds/{round_.id}/form.pdf", headers=elsewhere),
        ):
            assert (response.status_code, response.json()["code"]) == (404, "unknown_round")


class TestFreeTexts:
    async def test_none_is_taken_wherever_it_is_asked_where_the_round_has_none(self, client, facilitator, database):
        units = {"minimum": 1, "maximum": 2, "title": "Team", "scoring": a.a_rule()}
        inner = a.a_field("inner", a.an_item("first"), a.a_text("deep"))
        teams = a.a_field("teams", a.an_item("size"), a.a_text("words"), units=units)
        plain = a.a_questionnaire(a.a_parent("outer", inner), teams, key="deep-texts")
        round_ = await make_round_of(database, plain)
        (person,) = await invite_people(database, round_, perspective="")
        sent = {
            "first": 1,
            "deep": "Anna is ill.",
            "words.1": "So is Bert.",
            "teams": [{"size": 1}, {"words": "Cem too"}],
        }
        places = ("/answers/deep", "/answers/words.1", "/answers/teams/1/words")
        assert faults(await person.submit(client, sent)) == {(place, "free_texts_off") for place in places}
        assert await stored(database, round_) == []


class TestUnits:
    """A field that is asked for each team: two must be, five may be, and on paper there is room for four."""

    @pytest.fixture
    async def round_(self, database):
        units = {"minimum": 2, "maximum": 5, "title": "Team", "scoring": a.a_rule()}
        items = (a.an_item("size"), a.a_pairwise("pairs", "x", "y"), a.a_text("words"))
        plain = a.a_questionnaire(
            a.a_field("f", a.an_item("first")), a.a_field("teams", *items, units=units), key="teams"
        )
        return await make_round_of(database, plain)

    async def sent(self, client, facilitator, database, round_, answers):
        text = text_of((await printed(client, facilitator, round_, language="en")).content)
        assert "Team 4" in text
        assert "Team 5" not in text
        (access,) = await invite(database, round_, perspective="")
        body = {"form_code": _CODE.findall(text)[0], "access_code": access, "answers": answers}
        return await type_in(client, facilitator, round_, body)

    async def test_units_are_stored_as_a_screen_sends_them(self, client, facilitator, database, round_):
        # 1 is outside of the units; 2 and 3, 4 and 5, … are the items of a team: its size, its pair.
        answers = {"1": 4, "2": 3, "6": 1, "7": "y"}
        response = await self.sent(client, facilitator, database, round_, answers)
        assert response.status_code == 201, response.text
        (row,) = await stored(database, round_)
        found = json.loads(row["answers"])
        assert found["teams"] == [{"size": 3}, {}, {"size": 1}]
        assert {key: value for key, value in found.items() if key not in ("first", "teams")} == {"pairs.3.x.y": "y"}

    async def test_what_is_not_written_about_is_no_unit(self, client, facilitator, database, round_):
        assert (await self.sent(client, facilitator, database, round_, {"2": 3})).status_code == 201
        (row,) = await stored(database, round_)
        assert json.loads(row["answers"]) == {"teams": [{"size": 3}, {}]}

    async def test_more_units_than_there_is_room_for_are_sent_as_a_list(self, client, facilitator, database, round_):
        teams = [{"size": size} for size in (0, 1, 2, 3, 4)]
        assert (await self.sent(client, facilitator, database, round_, {"teams": teams})).status_code == 201
        (row,) = await stored(database, round_)
        assert json.loads(row["answers"]) == {"teams": teams}

    @pytest.mark.parametrize("said", [{"size": 4}, {"pairs.5.x.y": "y"}])
    async def test_the_fifth_unit_alone_is_an_answer(self, client, facilitator, database, round_, said):
        teams: list[dict[str, object]] = [{} for _ in range(5)]
        fifth = {key: value for key, value in said.items() if key == "size"}
        answers = {"teams": [*teams[:4], fifth], **{key: value for key, value in said.items() if key not in fifth}}
        response = await self.sent(client, facilitator, database, round_, answers)
        assert response.status_code == 201, response.text
        empty = await self.sent(client, facilitator, database, round_, {"teams": teams})
        assert faults(empty) == {("/answers", "paper_without_answers")}

    async def test_faults_stand_where_they_were_typed(self, client, facilitator, database, round_):
        answers = {"2": 9, "size.1": 2, "words.2": "Anna is ill.", "4": {"no_answer": "maybe"}}
        assert faults(await self.sent(client, facilitator, database, round_, answers)) == {
            ("/answers/2", "unknown_option"),
            ("/answers/size.1", "answered_twice"),
            ("/answers/words.2", "free_texts_off"),
            ("/answers/4/no_answer", "not_one_of"),
        }
        both = {"2": 1, "teams": [{"size": 1}, {}]}
        assert faults(await self.sent(client, facilitator, database, round_, both)) == {
            ("/answers/2", "answered_twice")
        }


async def make_round_of(database, document, **changes):
    """A confidential round of another questionnaire, without perspectives."""
    await publish_questionnaire(database, document, now=datetime.now(UTC))
    which = {"questionnaire": document["key"], "version": document["version"], "languages": ("en",)}
    return await make_round(database, perspectives=(), **which, **changes)
