"""Comparisons over HTTP: what a facilitator reads of two rounds of one municipality."""

import copy
import threading
import uuid
from datetime import UTC, datetime

import msgspec
import pytest

from selfcheck_service.core.releases import canonical_release, read_release, release_hash
from selfcheck_service.settings import Settings
from selfcheck_service.storage.questionnaires import get_definition
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.releases import StoredRelease, add_release, find_release
from selfcheck_service.use_cases.comparing import Named, compare_releases
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import QUESTIONNAIRE, make_round
from tests.sealing.answered import a_sealer, answer

LATER = {"office": [2, 2, 2, 2, 2, 2, 2], "citizens": [2, 2, 2, 2, {"no_answer": "dont_know"}]}
EARLY = {"office": [0] * 7, "citizens": [0] * 5}


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


async def sealed(database, given, *, days, **changes):
    """A round that closed so many days ago and is sealed."""
    round_ = await make_round(database, opens_in=-24 * days - 30, closes_in=-24 * days - 1, **changes)
    await answer(database, round_, given)
    await a_sealer(database).seal(round_.id)
    return round_


async def two_rounds(database, **changes):
    earlier = await sealed(database, EARLY, days=20)
    return earlier, await sealed(database, LATER, days=2, municipality_id=earlier.municipality_id, **changes)


async def compared(client, earlier, later, headers, **parameters):
    asked = {"earlier_round": str(earlier.id), **parameters}
    return await client.get(f"/v1/rounds/{later.id}/releases/1/comparison", params=asked, headers=headers)


async def compared_both(client, rounds, headers):
    return await compared(client, rounds[0], rounds[1], headers)


def faults(response):
    return response.status_code, [(each.get("parameter"), each["code"]) for each in response.json()["errors"]]


class TestComparing:
    async def test_two_rounds_of_a_municipality(self, client, database, facilitator):
        earlier, later = await two_rounds(database)
        response = await compared(client, earlier, later, {**facilitator, "accept-language": "en"})
        assert response.status_code == 200, response.text
        found = response.json()
        sides = found["earlier"], found["later"]
        assert [each["round"] for each in sides] == [str(earlier.id), str(later.id)]
        assert [(each["number"], each["n"], each["months"], each["outdated"]) for each in sides] == [
            (1, 12, 0, False)
        ] * 2
        assert found["as_of"] > found["later"]["closed_on"] > found["earlier"]["closed_on"]
        assert [note["key"] for note in found["notes"]] == ["other_people"]
        assert "not the same people" in found["notes"][0]["text"]
        (item,) = [each for each in found["total"]["items"] if each["key"] == "leadership"]
        assert (item["movement"], item["text"]) == ("higher", "Higher than in the earlier round.")
        assert item["difference"]["lowest"] > 8
        (grade,) = [each for each in found["items"] if each["key"] == "leadership"]
        assert (grade["text"], grade["continuation"]) == ("same, comparable", "same")
        assert grade["title"]
        silent = [each for each in found["total"]["items"] if each["difference"]["reason"] == "type"]
        assert {each["movement"] for each in silent} == {"not_determinable"}
        assert {each["difference"]["reason_text"] for each in silent} == {"Only items with one choice are counted."}
        assert item["difference"]["reason_text"] is None
        assert (found["earlier"]["mode"], found["earlier"]["mode_text"]) == ("confidential", "confidential")
        told_of = {each["basis"]: each["basis_text"] for each in found["total"]["fields"]}
        assert told_of == {None: None}
        assert {each["text"] for each in silent} == {"Only items with one choice are counted."}

    async def test_in_german_and_always_the_same(self, client, database, facilitator):
        rounds = await two_rounds(database)
        response = await compared_both(client, rounds, {**facilitator, "accept-language": "de"})
        assert (response.headers["content-language"], response.headers["vary"]) == ("de", "accept-language")
        found = response.json()
        assert found["language"] == "de"
        assert "nicht dieselben Menschen" in found["notes"][0]["text"]
        assert {each["text"] for each in found["fields"]} == {"gleich, vergleichbar"}
        path, asked = f"/v1/rounds/{rounds[1].id}/releases/1/comparison", {"earlier_round": str(rounds[0].id)}
        for language in ("de", "en"):
            other = await client.get(path, params={**asked, "language": language}, headers=facilitator)
            assert (other.headers["content-language"], other.json()["language"]) == (language, language)
        refused = await client.get(path, params={**asked, "language": "fr"}, headers=facilitator)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "not_one_of")
        again = await compared_both(client, rounds, {**facilitator, "accept-language": "de"})
        assert again.content == response.content

    async def test_small_groups_show_quarters_and_joint_answers_scores(self, client, database, facilitator):
        earlier = await sealed(database, {"office": [0] * 6}, days=20)
        later = await sealed(database, {"office": [2] * 8}, days=2, municipality_id=earlier.municipality_id)
        found = (await compared(client, earlier, later, facilitator)).json()
        assert (found["total"], found["blocks"]) == (None, [])
        assert [(group["earlier_n"], group["later_n"]) for group in found["groups"]] == [(6, 8)]
        assert all(each["text"] for each in found["groups"][0]["fields"])
        joint = [
            await sealed(
                database, {"office": [said]}, days=days, mode="institutional", municipality_id=earlier.municipality_id
            )
            for said, days in ((0, 20), (2, 2))
        ]
        found = (await compared_both(client, joint, facilitator)).json()
        assert [note["key"] for note in found["notes"]] == ["joint_answers"]
        assert all(each["text"] for each in found["scores"])
        mixed = (await compared(client, joint[0], later, facilitator)).json()
        assert (mixed["scores"], mixed["notes"][0]["key"]) == (None, "joint_and_single")

    async def test_other_modes_are_named_in_words(self, client, database, facilitator):
        rounds = await two_rounds(database, mode="open")
        found = (await compared_both(client, rounds, {**facilitator, "accept-language": "de"})).json()
        (note,) = [each for each in found["notes"] if each["key"] == "other_mode"]
        assert (note["earlier"], note["later"]) == ("confidential", "open")
        assert "„vertraulich“" in note["text"]
        assert "office 1" not in str(found)


class TestVersions:
    async def test_bridges_on_the_way_are_found(self, client, database, facilitator):
        """Version 2.0.0 renames an item; the later round asked by 2.1.0, which has no bridge of its own."""
        earlier, _ = await two_rounds(database)
        renamed = copy.deepcopy(QUESTIONNAIRE)
        item = renamed["fields"][0]["items"][0]
        assert item["key"] == "leadership"
        item["key"] = "guidance"
        steps = [{"is": "same", "from": ["leadership"], "to": ["guidance"]}]
        await publish_questionnaire(
            database,
            {**renamed, "version": "2.0.0", "bridge": {"from": "1.0.0", "items": steps}},
            now=datetime.now(UTC),
        )
        await publish_questionnaire(database, {**renamed, "version": "2.1.0"}, now=datetime.now(UTC))
        later = await make_round(
            database, opens_in=-30, closes_in=-25, municipality_id=earlier.municipality_id, version="2.1.0"
        )
        await a_release_like(database, earlier, later, "guidance")
        found = (await compared(client, earlier, later, facilitator)).json()
        (item,) = [each for each in found["items"] if each["key"] == "guidance"]
        assert (item["continuation"], item["partners"]) == ("same", ["leadership"])


async def a_release_like(database, earlier, later, key="leadership", **changes):
    """Store a release of the later round that says what the earlier one said, under another key."""
    async with database.transaction() as transaction:
        stored = await find_release(transaction, earlier.id, 1)
        assert stored is not None
        definition = await get_definition(transaction, later.questionnaire, later.version)
        text = stored.document.replace(b'"leadership"', f'"{key}"'.encode())
        said = {
            "round": str(later.id),
            "version": later.version,
            "closed_on": later.closes_at.date().isoformat(),
            "definition_hash": definition.definition_hash,
        }
        document = canonical_release(msgspec.structs.replace(read_release(text), **{**said, **changes}))
        await add_release(
            transaction,
            StoredRelease(later.municipality_id, later.id, 1, release_hash(document), datetime.now(UTC), document),
        )


class TestAges:
    async def test_old_releases_say_so(self, client, database, facilitator):
        _, later = await two_rounds(database)
        old = await make_round(database, opens_in=-30, closes_in=-25, municipality_id=later.municipality_id)
        await a_release_like(database, later, old, closed_on="2022-05-31")
        found = (await compared(client, old, later, {**facilitator, "accept-language": "de"})).json()
        assert (found["earlier"]["outdated"], found["later"]["outdated"]) == (True, False)
        assert found["earlier"]["months"] > 24
        (note,) = [each for each in found["notes"] if each["key"] == "earlier_outdated"]
        assert f"{found['earlier']['months']} volle Monate" in note["text"]


class TestRefusing:
    async def test_the_wrong_order(self, client, database, facilitator):
        earlier, later = await two_rounds(database)
        response = await compared(client, later, earlier, {**facilitator, "accept-language": "de"})
        assert faults(response) == (422, [("earlier_round", "compared_not_earlier")])
        assert "tauschen" in response.json()["errors"][0]["message"]
        assert faults(await compared(client, later, later, facilitator)) == (
            422,
            [("earlier_round", "compared_same_day")],
        )

    async def test_another_municipality(self, client, database, facilitator):
        _, later = await two_rounds(database)
        other = await sealed(database, EARLY, days=20)
        assert faults(await compared(client, other, later, facilitator)) == (
            422,
            [("earlier_round", "compared_other_municipality")],
        )

    async def test_another_questionnaire(self, client, database, facilitator):
        _, later = await two_rounds(database)
        other = {**QUESTIONNAIRE, "key": "anderer"}
        await publish_questionnaire(database, other, now=datetime.now(UTC))
        round_ = await make_round(
            database, opens_in=-99, closes_in=-98, municipality_id=later.municipality_id, questionnaire="anderer"
        )
        await a_release_like(database, later, round_, questionnaire="anderer")
        assert faults(await compared(client, round_, later, facilitator)) == (
            422,
            [("earlier_round", "compared_other_questionnaire")],
        )

    async def test_what_is_out_of_reach_looks_like_what_is_not_there(self, client, database, make_key):
        earlier, later = await two_rounds(database)
        foreign = await sealed(database, EARLY, days=20)
        own = await make_key("facilitator", municipalities=frozenset({str(later.municipality_id)}))
        missing = await make_round(database, opens_in=-30, closes_in=-25, municipality_id=later.municipality_id)
        assert faults(await compared(client, foreign, later, own)) == (422, [("earlier_round", "unknown_round")])
        assert faults(await compared(client, missing, later, own)) == (422, [("earlier_number", "unknown_release")])
        assert faults(await compared(client, earlier, later, own, earlier_number=2)) == (
            422,
            [("earlier_number", "unknown_release")],
        )
        for round_, code in ((foreign, "unknown_round"), (missing, "unknown_release")):
            response = await compared(client, earlier, round_, own)
            assert (response.status_code, response.json()["code"]) == (404, code)

    async def test_parameters_that_say_nothing(self, client, facilitator):
        path = f"/v1/rounds/{uuid.UUID(int=1)}/releases/1/comparison"
        for asked in ({}, {"earlier_round": "x"}, {"earlier_round": str(uuid.UUID(int=1)), "other": "1"}):
            assert (await client.get(path, params=asked, headers=facilitator)).status_code == 422


async def test_others_are_answered_while_releases_are_read_and_shown(app, database):
    """What is shown is made where it is shown, beside the loop: releases can be large."""
    earlier, later = await two_rounds(database)
    names = Named(earlier.id, 1), Named(later.id, 1)
    found = await compare_releases(
        database,
        app.state.context.plans,
        EVERYWHERE,
        names,
        now=datetime.now(UTC),
        show=lambda shown: (threading.get_ident(), shown.numbers),
    )
    assert found[0] != threading.get_ident()
    assert found[1] == (1, 1)
