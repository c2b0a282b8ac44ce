"""A draft on its way to being published: nothing is lost, nothing is kept, and every fault has its place."""

import io
import zipfile

import pytest

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.questionnaires import find_questionnaire
from selfcheck_service.storage.reach import EVERYWHERE
from tests.storage.rows import count_rows
from tests.web.author.writing import send, text_of, variant
from tests.web.everything import DOCUMENT
from tests.web.reading import read, word

DRAFT = "/author/draft"


def packed(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_yaml", ".yaml"), text)
    return made.getvalue()


FRAME = text_of(DOCUMENT)


class TestChecking:
    async def test_nothing_sent_is_said_beside_the_field(self, writer):
        response = await send(writer, DRAFT, document="")
        assert response.status_code == 422
        page = read(response.text)
        assert "fault-file" in page.one(id="file").attributes["aria-describedby"]
        assert page.one(id="fault-file").text.endswith(word("author.missing", "en"))

    async def test_every_fault_has_its_line_and_what_stands_there(self, writer):
        text = text_of(variant("1.2.4", titel="x", format=7))
        response = await send(writer, DRAFT, document=text)
        assert response.status_code == 422
        findings = read(response.text).one("ol", class_="findings").all("li")
        told = [each.text for each in findings]
        for name in ('"titel"', '"format"'):
            line = next(at for at, each in enumerate(text.split("\n"), start=1) if name in each)
            (found,) = [each for each in told if f"line {line}," in each]
            assert name in found

    async def test_what_was_typed_comes_back_to_the_letter(self, writer):
        text = 'key: "x"\n\n  # <b>&amp; "Ü"\nformat: [\n'
        response = await send(writer, DRAFT, document=text)
        assert response.status_code == 422
        area = (
            response.text.split('<textarea class="entry" name="document"')[1].split(">", 1)[1].split("</textarea>")[0]
        )
        assert area == "\nkey: &#34;x&#34;\n\n  # &lt;b&gt;&amp;amp; &#34;Ü&#34;\nformat: [\n"

    async def test_a_file_comes_before_the_text(self, writer):
        response = await send(writer, DRAFT, file=("alles.json", FRAME.encode()), document="nonsense: [")
        assert response.status_code == 200
        assert "alles 1.2.3" in response.text
        assert word("author.no_errors", "en") in response.text

    @pytest.mark.parametrize("octets", [b"a: \xff\n", b"\x00\x01", b"PK\x03\x04 broken"])
    async def test_what_is_no_text_is_a_fault_of_the_draft(self, writer, octets):
        response = await send(writer, DRAFT, file=("x.yaml", octets))
        assert response.status_code == 422
        assert "findings" in response.text

    async def test_an_archive_that_cannot_be_read_keeps_its_name(self, writer):
        page = read((await send(writer, DRAFT, file=("x.zip", b"PK\x03\x04 broken"))).text)
        assert page.one(id="report").text == word("author.report", "en").format(name="x.zip")
        # What is typed instead is no archive.
        assert page.one("form", id="answers").one("input", name_="name").attributes["value"] == ""

    async def test_nothing_is_kept_of_it(self, writer, database):
        before = await count_rows(database, "questionnaires"), await count_rows(database, "audit")
        for path in (DRAFT, f"{DRAFT}/preview", f"{DRAFT}/publish"):
            assert (await send(writer, path, document=text_of(variant("1.2.4")))).status_code == 200
        assert (await count_rows(database, "questionnaires"), await count_rows(database, "audit")) == before

    async def test_without_a_token_it_is_asked_about_and_not_lost(self, writer):
        response = await writer.post(DRAFT, files=[("document", (None, "mine: <1>"))])
        assert response.status_code == 403
        assert "mine: &lt;1&gt;" in response.text

    async def test_files_are_taken_only_where_they_are_asked_for(self, writer):
        assert (await writer.post("/sign-in", files=[("key", (None, "x"))])).status_code == 415

    @pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x", "text/plain"])
    async def test_what_is_no_form_is_refused(self, writer, kind):
        response = await writer.post(DRAFT, content=b"--y\r\nnothing", headers={"content-type": kind})
        assert response.status_code in (403, 415)


class TestFolders:
    async def test_a_packed_folder_is_checked_and_becomes_one_document(self, writer):
        response = await send(writer, DRAFT, file=("alles.zip", packed(alles__questionnaire_yaml=FRAME)))
        assert response.status_code == 200
        page = read(response.text)
        carried = page.one("textarea", id="document").text
        again = await send(writer, f"{DRAFT}/publish", document=carried, name="alles.json")
        assert word("author.would.unchanged", "en") in again.text

    async def test_faults_are_named_by_the_files_inside(self, writer):
        response = await send(writer, DRAFT, file=("a.zip", packed(a__questionnaire_yaml="format: 1\nformat: 2\n")))
        assert response.status_code == 422
        assert "questionnaire.yaml" in response.text
        assert "/tmp" not in response.text


class TestComparing:
    async def test_the_smallest_honest_step_is_said(self, writer):
        document = text_of(variant("1.2.4", title={"de": "Neu", "en": "New"}))
        response = await send(writer, DRAFT, document=document, step="compare", against="1.2.3")
        assert response.status_code == 200
        found = read(response.text).one("section", **{"aria-labelledby": "comparison"})
        assert "patch: only words changed" in found.text
        assert word("author.honest", "en") in found.text

    async def test_a_number_that_promises_too_much_is_told(self, writer):
        document = text_of(variant("1.2.4", flags=[]))
        response = await send(writer, DRAFT, document=document, step="compare", against="1.2.3")
        assert word("author.too_small", "en").format(needed="major") in response.text
        refused = await send(writer, f"{DRAFT}/publish", document=document, confirmed="yes")
        assert refused.status_code == 409

    async def test_a_version_that_is_not_there_is_no_failure(self, writer):
        response = await send(writer, DRAFT, document=FRAME, step="compare", against="9.9.9")
        assert response.status_code == 404
        assert word("author.refused", "en") in response.text


class TestPreview:
    async def test_it_is_asked_in_each_language(self, writer):
        document = text_of(variant("9.0.0", title={"de": "Mein Entwurf", "en": "My draft"}))
        for language, title in (("de", "Mein Entwurf"), ("en", "My draft")):
            response = await send(writer, f"{DRAFT}/preview?language={language}", document=document)
            assert read(response.text).one("h1").text == title
            assert 'name="answer.' in response.text

    async def test_what_cannot_be_read_leads_to_its_faults(self, writer):
        response = await send(writer, f"{DRAFT}/preview", document="format: [")
        assert response.status_code == 422
        assert "findings" in response.text

    @pytest.mark.parametrize("path", ["preview", "publish"])
    async def test_the_address_alone_leads_to_the_form(self, writer, path):
        response = await writer.get(f"{DRAFT}/{path}")
        assert (response.status_code, response.headers["location"]) == (303, DRAFT)


class TestPublishing:
    async def test_first_a_dry_run_then_it_is_published(self, writer, database):
        document = text_of(variant("1.2.4", title={"de": "Neu", "en": "New"}))
        dry = await send(writer, f"{DRAFT}/publish", document=document)
        assert word("author.would.published", "en") in dry.text
        assert "patch: only words changed" in dry.text
        async with database.reading() as transaction:
            assert await find_questionnaire(transaction, "alles", "1.2.4") is None
        done = await send(writer, f"{DRAFT}/publish", document=document, confirmed="yes")
        assert (done.status_code, done.headers["location"]) == (
            303,
            "/author/questionnaires/alles/1.2.4?done=published",
        )
        assert word("author.done.published", "en") in (await writer.get(done.headers["location"])).text
        again = await send(writer, f"{DRAFT}/publish", document=document, confirmed="yes")
        assert again.headers["location"].endswith("done=unchanged")
        async with database.reading() as transaction:
            assert await find_questionnaire(transaction, "alles", "1.2.4") is not None
            events = await list_events(transaction, EVERYWHERE, limit=20)
        (event,) = [each for each in events if each.details.get("version") == "1.2.4"]
        assert event.actor not in ("cli", "anonymous")

    @pytest.mark.parametrize("confirmed", ["", "yes"])
    async def test_the_same_number_with_other_content_is_refused_and_kept(self, writer, confirmed):
        document = text_of(variant("1.2.3", title={"de": "Anders", "en": "Other"}))
        response = await send(writer, f"{DRAFT}/publish", document=document, confirmed=confirmed)
        assert response.status_code == 409
        assert word("author.refused", "en") in response.text
        assert "Anders" in read(response.text).one("textarea", id="document").text

    async def test_a_draft_with_errors_is_not_published(self, writer, database):
        document = text_of(variant("1.2.4", titel="x"))
        response = await send(writer, f"{DRAFT}/publish", document=document, confirmed="yes")
        assert response.status_code == 422
        assert await count_rows(database, "questionnaires") == 1
