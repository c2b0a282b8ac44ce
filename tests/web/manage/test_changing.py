"""Changing a round on its page: everything until the first response, and afterwards what nobody relies on."""

from datetime import UTC, datetime, timedelta

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import QUESTIONNAIRE, WITHOUT_WORDS, make_round
from tests.rounds import add_municipality, add_programme
from tests.sealing.answered import a_sealer, answer, closed_round
from tests.web.manage.filling import faults_of, fields_of, send, send_page
from tests.web.manage.test_rounds import stored
from tests.web.reading import read, word

ATTRIBUTES = [
    {
        "key": "kind",
        "title": {"de": "Art", "en": "Kind"},
        "options": [
            {"value": "city", "title": {"de": "Stadt", "en": "City"}},
            {"value": 2, "title": {"de": "Kreis", "en": "District"}},
        ],
    },
    {"key": "share", "title": {"de": "Anteil", "en": "Share"}, "number": {"range": "[0, 100]"}},
]
PROFILE = {"kind": 2, "share": 12.345}


async def test_title_and_closing_move(facilitator, database):
    row = await make_round(database)
    path = f"/manage/rounds/{row.id}"
    day = (datetime.now(UTC) + timedelta(days=50)).date().isoformat()
    changed = await send(facilitator, f"{path}/change", title="Anew", closes_on=day, closes_time="12:00")
    assert changed.headers["location"] == path
    found = await stored(database, path)
    assert (found.title, found.closes_at.date().isoformat()) == ("Anew", day)


async def test_a_time_that_nobody_touches_stays_to_the_second(facilitator, database):
    row = await make_round(database)
    await send(facilitator, f"/manage/rounds/{row.id}/change", title="Only this")
    assert (await stored(database, f"/{row.id}")).closes_at == row.closes_at


async def test_two_who_change_it_lose_nothing(facilitator, database):
    row = await make_round(database)
    path = f"/manage/rounds/{row.id}"
    opened = (await facilitator.get(f"{path}/change")).text
    await send_page(facilitator, opened, f"{path}/change", title="First")
    second = await send_page(facilitator, opened, f"{path}/change", title="Second")
    assert second.status_code == 409
    assert dict(fields_of(read(second.text), f"{path}/change"))["title"] == "Second"
    assert (await stored(database, path)).title == "First"
    again = await send_page(facilitator, second.text, f"{path}/change")
    assert again.status_code == 303
    assert (await stored(database, path)).title == "Second"


async def test_a_fault_stands_at_its_field(facilitator, database):
    row = await make_round(database)
    refused = await send(facilitator, f"/manage/rounds/{row.id}/change", title="", closes_on="2020-01-01")
    assert (refused.status_code, faults_of(refused)) == (422, ["title", "closes_on"])


async def test_until_the_first_response_all_terms_change(facilitator, database):
    row = await make_round(database)
    path = f"/manage/rounds/{row.id}"
    changed = await send(
        facilitator,
        f"{path}/change",
        mode="confidential",
        perspectives=["citizens"],
        minimum_group_size="8",
        free_texts="yes",
        retention_days="30",
        languages=["en"],
    )
    assert changed.headers["location"] == path, changed.text
    found = await stored(database, path)
    assert (found.perspectives, found.minimum_group_size, found.free_texts) == (("citizens",), 8, True)
    assert (found.retention_days, found.languages, found.title) == (30, ("en",), row.title)
    assert (found.opens_at, found.closes_at) == (row.opens_at, row.closes_at)
    await send(facilitator, f"{path}/change", mode="open")
    found = await stored(database, path)
    assert (found.mode, found.minimum_group_size) == ("open", None)


async def test_what_is_stored_of_free_texts_stays_where_no_form_has_room_for_any(facilitator, database):
    """The round was made over HTTP, where it may be said; its terms keep their hash."""
    await publish_questionnaire(database, WITHOUT_WORDS, now=datetime.now(UTC))
    row = await make_round(database, questionnaire=WITHOUT_WORDS["key"], free_texts=True)
    path = f"/manage/rounds/{row.id}"
    assert "free_texts" not in dict(fields_of(read((await facilitator.get(f"{path}/change")).text), f"{path}/change"))
    await send(facilitator, f"{path}/change", title="Anew")
    found = await stored(database, path)
    assert (found.title, found.free_texts, found.terms_hash) == ("Anew", True, row.terms_hash)


async def test_what_is_wrong_with_terms_stands_at_its_field_with_all_that_was_typed(facilitator, database):
    row = await make_round(database)
    both = ["office", "citizens"]
    path = f"/manage/rounds/{row.id}/change"
    refused = await send(
        facilitator, path, mode="institutional", perspectives=both, retention_days="", free_texts="yes"
    )
    assert (refused.status_code, sorted(faults_of(refused))) == (422, ["joint_perspective", "retention_days"])
    kept = fields_of(read(refused.text), f"/manage/rounds/{row.id}/change")
    assert ("mode", "institutional") in kept
    assert ("free_texts", "yes") in kept
    assert ("retention_days", "") in kept
    assert (await stored(database, f"/{row.id}")).mode == "confidential"
    joint = {"mode": "institutional", "joint_perspective": "citizens"}
    assert (await send(facilitator, path, perspectives=both, **joint)).status_code == 303
    changed = await stored(database, f"/{row.id}")
    assert (changed.mode, changed.perspectives) == ("institutional", ("citizens",))
    kept = fields_of(read((await facilitator.get(path)).text), path)
    assert [each for each in kept if "perspective" in each[0]] == [
        ("perspectives", "citizens"),
        ("joint_perspective", "citizens"),
    ]


async def test_from_the_first_response_on_the_terms_are_shown_with_the_reason(facilitator, database):
    row = await make_round(database)
    path = f"/manage/rounds/{row.id}"
    await answer(database, row, {"office": [2]})
    page = read((await facilitator.get(f"{path}/change")).text)
    assert word("round.terms_stay.terms_frozen", "en") in page.text
    assert not page.all(id="mode")
    assert "Administration; Residents" in page.one("dl").text
    assert (await send(facilitator, f"{path}/change", title="Still free")).status_code == 303
    found = await stored(database, path)
    assert (found.title, found.terms_hash) == ("Still free", row.terms_hash)


async def test_who_is_slower_than_the_first_response_reads_what_they_had_typed(facilitator, database):
    row = await make_round(database)
    path = f"/manage/rounds/{row.id}"
    opened = (await facilitator.get(f"{path}/change")).text
    await answer(database, row, {"office": [2]})
    typed: dict[str, str | list[str]] = {
        "title": "New",
        "mode": "open",
        "perspectives": ["office"],
        "retention_days": "40",
    }
    refused = await send_page(facilitator, opened, f"{path}/change", **typed)
    assert refused.status_code == 409
    page = read(refused.text)
    told = page.one("div", role="alert").text
    for name in ("mode", "perspectives", "retention_days"):
        assert word(f"making.fields.{name}", "en") in told
    typed_before = page.one("details").text
    assert word("making.modes.open.0", "en") in typed_before
    assert "40" in typed_before
    assert (await stored(database, path)).title == row.title
    saved = await send_page(facilitator, refused.text, f"{path}/change")
    assert saved.status_code == 303
    found = await stored(database, path)
    assert (found.title, found.mode, found.terms_hash) == ("New", "confidential", row.terms_hash)


async def test_perspectives_with_codes_stay_until_these_are_revoked(facilitator, database):
    row = await make_round(database)
    path = f"/manage/rounds/{row.id}"
    await send(facilitator, f"{path}/invitations", perspective="citizens", kind="open", count="20")
    refused = await send(facilitator, f"{path}/change", perspectives=["office"])
    assert refused.status_code == 409
    assert "Residents" in read(refused.text).one("div", role="alert").text
    assert ("perspectives", "office") in fields_of(read(refused.text), f"{path}/change")


async def test_a_round_moves_to_a_newer_version_of_the_same_meaning(facilitator, database):
    row = await make_round(database)
    newer = {**QUESTIONNAIRE, "version": "1.0.1", "title": {"de": "Neu", "en": "New"}}
    other = {**QUESTIONNAIRE, "version": "2.0.0"}
    for each in (newer, other):
        await publish_questionnaire(database, each, now=datetime.now(UTC))
    path = f"/manage/rounds/{row.id}"
    page = read((await facilitator.get(f"{path}/change")).text)
    offered = [each.attributes["value"] for each in page.one("select", id="version").all("option")]
    assert offered == [row.version, "1.0.1"]
    assert (await send(facilitator, f"{path}/change", version="1.0.1")).status_code == 303
    assert (await stored(database, path)).version == "1.0.1"
    refused = await send(facilitator, f"{path}/change", version="2.0.0")
    assert (refused.status_code, faults_of(refused)) == (422, ["version"])


async def test_programme_and_profile_change_and_are_taken_back(facilitator, database):
    asking = {**QUESTIONNAIRE, "version": "1.1.0", "profile": ATTRIBUTES}
    await publish_questionnaire(database, asking, now=datetime.now(UTC))
    row = await make_round(database, version="1.1.0", profile=PROFILE)
    path = f"/manage/rounds/{row.id}"
    programme = await add_programme(database, row.municipality_id)
    assert (await send(facilitator, f"{path}/change", programme=str(programme))).status_code == 303
    found = await stored(database, path)
    assert (found.programme_id, found.profile) == (programme, PROFILE)
    taken = {f"profile.{key}": "" for key in PROFILE}
    assert (await send(facilitator, f"{path}/change", programme="", **taken)).status_code == 303
    found = await stored(database, path)
    assert (found.programme_id, found.profile) == (None, {})


async def test_a_closing_that_cannot_move_says_why(facilitator, database):
    released, _ = await closed_round(database)
    await a_sealer(database).seal(released.id)
    opened, _ = await closed_round(database, {"office": [1, 2]}, mode="open")
    expired = await make_round(database, opens_in=-24 * 40, closes_in=-24 * 30, retention_days=7)
    reasons = {"round_released": released, "round_closed": opened, "round_expired": expired}
    for reason, row in reasons.items():
        path = f"/manage/rounds/{row.id}/change"
        page = read((await facilitator.get(path)).text)
        assert word(f"round.closing_stays.{reason}", "en") in page.text
        assert not page.all(id="closes_on")
        assert (await send(facilitator, path, title="Another name")).status_code == 303
    page = read((await facilitator.get(f"/manage/rounds/{expired.id}/change")).text)
    assert word("round.terms_stay.round_expired", "en") in page.text


async def test_an_opening_that_has_come_meanwhile_is_not_dropped_unsaid(facilitator, database):
    row = await make_round(database)
    path = f"/manage/rounds/{row.id}/change"
    opened = (await facilitator.get(path)).text
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    refused = await send_page(facilitator, opened, path, opens_on=tomorrow, opens_time="08:00")
    assert refused.status_code in (409, 422)
    assert (await stored(database, f"/{row.id}")).opens_at == row.opens_at


async def test_a_further_round_begins_with_what_the_last_one_said_of_the_municipality(facilitator, database):
    asking = {**QUESTIONNAIRE, "version": "1.1.0", "profile": ATTRIBUTES}
    await publish_questionnaire(database, asking, now=datetime.now(UTC))
    row = await make_round(database, version="1.1.0", profile=PROFILE)
    version = f"{row.questionnaire} 1.1.0"
    new = {"municipality": str(row.municipality_id), "questionnaire": version}
    page = await facilitator.get("/manage/rounds/new", params=new)
    begun = dict(fields_of(read(page.text), "/manage/rounds/new"))
    assert (begun["profile.kind"], begun["profile.share"]) == ("2", "12.3450")
    assert word("making.profile_known", "en") in page.text
    elsewhere = {**new, "municipality": str(await add_municipality(database))}
    other = await facilitator.get("/manage/rounds/new", params=elsewhere)
    assert word("making.profile_known", "en") not in other.text
    older = await facilitator.get("/manage/rounds/new", params={**new, "questionnaire": f"{row.questionnaire} 1.0.0"})
    assert (older.status_code, "profile." in older.text) == (200, False)
