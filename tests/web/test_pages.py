"""A visit without a script: choose, answer, see what it means."""

import itertools
import re

import pytest

from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.builders import a_field, a_questionnaire, a_rule, an_item
from tests.databases import copy_of
from tests.fixtures import NOW
from tests.web.everything import GERMAN_ONLY, HOSTILE, KEY, PATH, VERSION
from tests.web.reading import encoded, fields_of, read, word

ANSWERS = {"answer.stufe": "1", "answer.anteil": "62,5", "answer.last": "dont_know", "profile.art": '"stadt"'}
EVALUATION = f"{PATH}/evaluation"
FAULTY = {
    "answer.stufe": "7",
    "answer.wege": "dont_know",
    "answer.anteil": "1.500",
    "answer.stellen": "2,5",
    "answer.anmerkung": "x" * 41 + "\r\n</textarea>",
    "profile.art": "mond",
}


class TestStart:
    async def test_it_says_what_this_is_and_lists_the_questionnaires(self, pages):
        response = await pages.get("/")
        page = read(response.text)
        assert response.status_code == 200
        assert page.one("h1").text == word("start.title")
        card = page.one("article")
        assert card.one("h3").text == "Von allem eins"
        assert card.all("a")[0].attributes["href"] == PATH
        assert "8 Fragen" in card.text
        assert "etwa 4 Minuten" in card.text
        # Whom the shorter form is for, the author has said in its title.
        assert "Kurz : 1 Frage, etwa 1 Minute" in card.text
        assert "Deutsch, English" in card.text
        assert "Ein Hinweis." in card.text

    async def test_without_questionnaires_it_says_so(self, client):
        assert word("start.none", "en") in (await client.get("/")).text

    async def test_a_long_list_goes_on_behind_a_link(self, pages, published, monkeypatch):
        monkeypatch.setattr("selfcheck_service.web.trying._LISTED", 1)
        page = read((await pages.get("/")).text)
        assert page.one("article").one("h3").text == "Von allem eins"
        (more,) = [a for a in page.all("a") if a.text == word("start.more")]
        page = read((await pages.get(more.attributes["href"])).text)
        assert page.one("article").one("h3").text == "Beispiel"

    async def test_the_shortest_questionnaire_comes_first(self, pages, published):
        page = read((await pages.get("/")).text)
        assert [each.one("h3").text for each in page.all("article")] == ["Beispiel", "Von allem eins"]

    @pytest.mark.parametrize("language", ["de", "en", "de-simple"])
    async def test_it_leads_everybody_where_they_want_to_go(self, pages, language):
        page = read((await pages.get("/", params={"language": language})).text).one("main")
        led = [a.attributes["href"].partition("?")[0] for a in page.all("a")]
        for path in ("#list", "/answer", "/vote", "/sign-in", PATH):
            assert path in led
        assert page.one("h1").text == word("start.title", language)


class TestLanguage:
    @pytest.mark.parametrize(
        ("query", "header", "language", "heading"),
        [
            ("", "de", "de", "Von allem eins"),
            ("", "en-GB,de;q=0.5", "en", "One of everything"),
            ("?language=en", "de", "en", "One of everything"),
            ("?language=de-simple", "en", "de", "Von allem eins"),
            ("?language=fr", "en", "en", "One of everything"),
            ("?language=%00<x>", "en", "en", "One of everything"),
            ("?language=" + "a" * 5000, "en", "en", "One of everything"),
        ],
    )
    async def test_a_choice_wins_over_the_browser(self, pages, query, header, language, heading):
        response = await pages.get(f"{PATH}{query}", headers={"accept-language": header})
        page = read(response.text)
        assert page.one("html").attributes["lang"] == response.headers["content-language"] == language
        assert page.one("h1").text == heading

    async def test_links_carry_the_choice_along(self, pages):
        page = read((await pages.get("/?language=en")).text)
        assert page.one("article").all("a")[0].attributes["href"] == f"{PATH}?language=en"

    async def test_switching_keeps_the_page(self, pages):
        page = read((await pages.get(f"/?after={KEY[:2]}")).text)
        assert [link.attributes["href"] for link in page.one("nav", class_="languages").all("a")] == [
            f"/?after={KEY[:2]}&language=de",
            f"/?after={KEY[:2]}&language=en",
            f"/?after={KEY[:2]}&language=de-simple",
        ]

    async def test_switching_keeps_what_was_filled_in(self, pages):
        page = read((await pages.post(f"{PATH}?language=en", **encoded(**ANSWERS))).text)
        assert page.one("h1").text == "One of everything"
        assert set(fields_of(page)) >= set(ANSWERS.items())

    async def test_parts_in_another_language_are_marked(self, pages, app):
        await publish_questionnaire(app.state.context.database, GERMAN_ONLY, now=NOW)
        address = f"/questionnaires/{GERMAN_ONLY['key']}/{GERMAN_ONLY['version']}"
        for response in (
            await pages.get(f"{address}?language=en"),
            await pages.post(f"{address}/evaluation?language=en", **encoded(**{"answer.leadership": "0"})),
        ):
            page = read(response.text)
            assert page.one("html").attributes["lang"] == "en"
            foreign = [each.text for each in page.all(lang="de") if each.name != "button"]
            assert "Steuerung" in foreign
            assert "Die Leitung steht öffentlich dafür ein." in foreign
            english = [each for each in page.all("h2") if "lang" not in each.attributes]
            assert english

    async def test_parts_in_the_language_of_the_page_are_not_marked(self, pages):
        page = read((await pages.get(f"{PATH}?language=en")).text)
        assert [each.name for each in page.all() if "lang" in each.attributes] == ["html", "button", "button", "button"]


class TestQuestionnaire:
    async def test_an_empty_one_sends_no_answer(self, pages):
        page = read((await pages.get(PATH)).text)
        assert [pair for pair in fields_of(page) if pair[1]] == [("form", "voll")]

    async def test_every_item_is_named_by_a_legend_or_a_label(self, pages):
        page = read((await pages.get(PATH)).text)
        labelled = {each.attributes["for"] for each in page.all("label")}
        inputs = [
            e for e in page.all() if e.name in ("input", "select", "textarea") and e.attributes.get("type") != "hidden"
        ]
        assert {each.attributes["id"] for each in inputs} <= labelled
        assert all(each.all("legend") for each in page.all("fieldset"))

    async def test_what_describes_an_item_is_there(self, pages):
        page = read((await pages.post(EVALUATION, **encoded(**{"answer.anteil": "x"}))).text)
        ids = {each.attributes["id"] for each in page.all() if "id" in each.attributes}
        named = [each.attributes.get("aria-describedby", "") for each in page.all()]
        assert set(" ".join(named).split()) <= ids
        assert "fault-anteil" in " ".join(named)

    async def test_ids_are_given_once(self, pages):
        for response in (await pages.get(PATH), await pages.post(EVALUATION, **encoded(**ANSWERS))):
            ids = [each.attributes["id"] for each in read(response.text).all() if "id" in each.attributes]
            assert len(ids) == len(set(ids))

    async def test_it_offers_the_four_kinds_of_no_answer(self, pages):
        page = read((await pages.get(PATH)).text)
        offered = [each.attributes["value"] for each in page.all("input", name_="answer.stufe")]
        assert offered == ["0", "1", "2", "dont_know", "not_applicable", "declined", ""]

    async def test_items_with_a_condition_say_when_they_count(self, pages):
        page = read((await pages.get(PATH)).text)
        notes = {each.attributes["id"]: each.text for each in page.all("p", class_="note")}
        assert notes["note-anteil"] == "Nur wichtig, wenn gilt: „Wie weit sind Sie?“ ist „teilweise“ oder „ganz“"
        assert notes["note-stellen"] == "Nur wichtig, wenn gilt: „Art der Kommune“ ist „Stadt“"
        assert "enthält „Netz“" in notes["note-anmerkung"]
        assert notes["note-frei"] == word("condition.depends")

    async def test_a_perspective_is_asked_its_own_questions(self, pages):
        sent = encoded(perspective="rat", step="adapt", **ANSWERS)
        page = read((await pages.post(PATH, **sent)).text)
        assert "Wie weit ist die Kommune?" in page.text
        assert "Wie hoch ist der Anteil?" not in page.text
        assert word("form.adapted") in page.text
        # What other perspectives are asked is kept, should the visitor change back.
        assert ("answer.anteil", "62,5") in fields_of(page)

    async def test_another_language_has_an_address_as_long_as_nothing_is_answered(self, pages):
        sent = encoded(form="kurz", perspective="rat", step="language")
        response = await pages.post(PATH, params={"language": "en"}, **sent)
        assert (response.status_code, response.headers["location"]) == (303, f"{PATH}?perspective=rat&language=en")
        response = await pages.post(PATH, params={"language": "en"}, **encoded(step="language", **ANSWERS))
        assert response.status_code == 200

    async def test_questions_that_were_not_seen_are_not_evaluated(self, pages):
        response = await pages.post(EVALUATION, **encoded(form="voll", perspective="rat", **ANSWERS))
        page = read(response.text)
        told = page.one("div", role="alert")
        assert word("form.check_again") in told.text
        assert "autofocus" in told.attributes
        assert page.one("title").text.startswith(word("form.not_yet"))
        response = await pages.post(EVALUATION, **encoded(form="kurz", perspective="rat", **ANSWERS))
        assert read(response.text).one("h1").text == "Ihre Auswertung"

    async def test_a_retired_version_says_so(self, pages, make_key):
        key = await make_key("author")
        retired = await pages.patch(
            f"/v1/questionnaires/{KEY}/versions/{VERSION}", json={"status": "retired"}, headers=key
        )
        assert retired.status_code == 200
        assert word("form.retired") in (await pages.get(PATH)).text


class TestFaults:
    async def test_the_page_comes_again_with_everything_kept(self, pages):
        response = await pages.post(EVALUATION, **encoded(("answer.wege", "0"), **FAULTY))
        page = read(response.text)
        assert response.status_code == 422
        kept = fields_of(page)
        assert ("answer.wege", "0") in kept
        assert ("answer.wege", "dont_know") in kept
        assert ("answer.anteil", "1.500") in kept
        assert ("answer.anmerkung", "x" * 41 + "\n</textarea>") in kept

    async def test_the_summary_leads_to_each_place(self, pages):
        response = await pages.post(EVALUATION, **encoded(("answer.wege", "0"), **FAULTY))
        page = read(response.text)
        assert page.one("title").text.startswith("Fehler: ")
        summary = page.one("div", class_="summary-of-faults")
        links = [each.attributes["href"] for each in summary.all("a")]
        assert links == [
            "#profile-art",
            "#item-stufe",
            "#item-wege",
            "#item-anteil",
            "#item-stellen",
            "#item-anmerkung",
        ]
        assert all(len(page.all(id=link[1:])) == 1 for link in links)
        assert "6 Angaben" in summary.one("h2").text

    @pytest.mark.parametrize(
        ("name", "values", "message"),
        [
            ("answer.stufe", ["0", "1"], "Bitte nur eine Antwort wählen."),
            ("answer.wege", ["none", "1"], "Bitte entweder „Nichts davon“ oder die zutreffenden Antworten wählen."),
            ("answer.wege", ["0", "1", "2", '"x"'], "4 Optionen sind gewählt; möglich sind 0 bis 3."),
            ("answer.kanal", ["0", '"keiner"'], "„keiner“ lässt sich nicht mit anderen Antworten verbinden."),
            ("answer.anteil", ["viel"], "Bitte eine Zahl eingeben, zum Beispiel 12 oder 12,5."),
            ("answer.anteil", [","], "Bitte eine Zahl eingeben, zum Beispiel 12 oder 12,5."),
            ("answer.anteil", ["101"], "Bitte eine Zahl zwischen 0 und 100 eingeben."),
            ("answer.stellen", ["-1"], "Bitte eine Zahl ab 0 eingeben."),
            ("answer.anteil", ["9" * 400], "Bitte eine Zahl eingeben, zum Beispiel 12 oder 12,5."),
            ("answer.anmerkung", ["x" * 60], "Bitte kürzen: höchstens 40 Zeichen, jetzt sind es 60."),
            ("answer.frei", ["\u202e"], "Enthält ein unzulässiges Zeichen (U+202E)."),
        ],
    )
    async def test_each_is_said_in_words_for_people(self, pages, name, values, message):
        response = await pages.post(EVALUATION, **encoded(*((name, value) for value in values)))
        assert response.status_code == 422
        key = name.partition(".")[2]
        assert read(response.text).one("p", id=f"fault-{key}").text == f"Fehler: {message}"

    async def test_an_answer_and_no_answer_contradict_each_other(self, pages):
        sent = encoded(("answer.anteil", "5"), ("no_answer.anteil", "declined"))
        page = read((await pages.post(EVALUATION, **sent)).text)
        assert "„Keine Angabe“ wählen, nicht beides" in page.one("p", id="fault-anteil").text

    async def test_they_are_said_in_the_language_of_the_page(self, pages):
        response = await pages.post(f"{EVALUATION}?language=en", **encoded(**{"answer.anteil": "101"}))
        assert "Please enter a number between 0 and 100." in response.text

    async def test_an_answer_to_nothing_is_named(self, pages):
        response = await pages.post(EVALUATION, **encoded(("answer.nichts\x00", "1"), ("profile.was", "1")))
        assert response.status_code == 422
        assert word("problem.unknown_item") in response.text

    async def test_fields_that_are_no_answers_change_nothing(self, pages):
        response = await pages.post(EVALUATION, **encoded(("utm_source", "x"), ("stufe", "1"), **ANSWERS))
        assert response.status_code == 200
        assert "utm_source" not in response.text


class TestEvaluation:
    async def test_it_shows_what_the_core_computed(self, pages):
        response = await pages.post(EVALUATION, **encoded(**ANSWERS))
        page = read(response.text)
        assert response.status_code == 200
        assert page.one("h1").text == "Ihre Auswertung"
        # stufe 1 and anteil 62,5 (2 points) of 0…3: mean 1,5 → 50; wege open.
        field = page.one("section", id="field-erstes")
        assert field.all("strong")[0].text == "50"
        assert "Mitte" in field.text
        assert "vorläufig" in field.text
        assert "(1 + 2) ÷ 2 = 1,5" in field.text
        assert "Ein Hinweis." in page.text

    async def test_no_score_is_not_zero(self, pages):
        page = read((await pages.post(EVALUATION, **encoded(**ANSWERS))).text)
        second = page.one("section", id="field-zweites")
        assert second.all("strong")[0].text == "kein Wert"
        assert second.all("rect", class_="bar-score") == second.all("rect", class_="bar-provisional") == []
        rows = [each for each in page.one("section", id="profile").all("tr") if each.all("th")[0].text == "Zweites"]
        assert [each.all("td")[0].text for each in rows] == ["kein Wert"]

    @pytest.mark.parametrize(
        ("policies", "promise"),
        [
            ({}, "hint"),
            ({"not_applicable": "worst"}, "hint"),
            ({"dont_know": "required"}, "hint"),
            ({"dont_know": "worst"}, "hint_counts"),
            ({"unanswered": {"points": "1"}}, "hint_counts"),
        ],
    )
    async def test_no_page_promises_that_silence_costs_nothing_where_it_does(self, pages, app, policies, promise):
        made = a_questionnaire(a_field("f", an_item("a"), scoring=a_rule(no_answer=policies)), key="silent")
        await publish_questionnaire(app.state.context.database, made, now=NOW)
        for language in ("de", "en", "de-simple"):
            page = (await pages.get(f"/questionnaires/silent/1.0.0?language={language}")).text
            assert word(f"form.{promise}", language) in page
            assert word(f"form.{'hint' if promise == 'hint_counts' else 'hint_counts'}", language) not in page

    async def test_an_empty_form_has_an_evaluation_too(self, pages):
        response = await pages.post(EVALUATION, **encoded())
        assert response.status_code == 200
        assert "kein Wert" in response.text

    async def test_the_table_of_a_formula_shows_no_weights(self, pages, app):
        rules = (a_rule(formula="a.points + 1", method=None), a_rule())
        fields = [a_field(key, an_item(item), scoring=rule) for key, item, rule in zip("fg", "ab", rules, strict=True)]
        await publish_questionnaire(app.state.context.database, a_questionnaire(*fields, key="weighed"), now=NOW)
        sent = encoded(**{"answer.a": "1", "answer.b": "1"})
        page = read((await pages.post("/questionnaires/weighed/1.0.0/evaluation?language=en", **sent)).text)
        tables = [
            [cell.text for cell in table.all("th")] for table in page.all("table", class_="contributions stacked")
        ]
        assert [("Weight" in heads, "Contribution" in heads) for heads in tables] == [(False, False), (True, True)]

    async def test_every_bar_says_its_data(self, pages):
        page = read((await pages.post(EVALUATION, **encoded(**ANSWERS))).text)
        bars = page.all("svg", role="img")
        assert len(bars) == 7
        for bar in bars:
            named = bar.attributes["aria-labelledby"].split()
            assert [bar.one("title").attributes["id"], bar.one("desc").attributes["id"]] == named
        text = page.one("section", id="field-darin").one("desc").text
        assert text == "Wert 66,7, auf der Skala von 0 bis 100. Stufe Mitte."

    async def test_a_level_that_a_gate_holds_back_says_so(self, pages):
        sent = encoded(("answer.stufe", "1"), *(("answer.wege", each) for each in "012"), ("answer.anteil", "99"))
        page = read((await pages.post(EVALUATION, **sent)).text)
        field = page.one("section", id="field-erstes")
        assert "Erst die Grundlage." in field.text

    async def test_suggestions_say_why_and_what_first(self, pages):
        page = read((await pages.post(EVALUATION, **encoded(**ANSWERS))).text)
        first = page.one(id="suggestion-eins")
        assert "Eine Einladung schreiben." in first.text
        assert "länger als ein Jahr" in first.text
        assert "1. März 2026" in first.text
        assert first.one("a", rel="noreferrer external").attributes["href"] == "https://example.org/?a=1&b=2"
        assert page.one(id="suggestion-zwei").all("a")[0].attributes["href"] == "#suggestion-eins"
        assert len(page.all("article", class_="card suggestion")) == 3

    async def test_hidden_items_are_named(self, pages):
        page = read((await pages.post(EVALUATION, **encoded(("answer.stufe", "0")))).text)
        evidence = page.one("section", id="evidence")
        assert "Wie hoch ist der Anteil?" in evidence.text
        assert "Jemand ist allein" in page.one("section", class_="noticed").text

    async def test_answers_can_be_changed_afterwards(self, pages):
        page = read((await pages.post(EVALUATION, **encoded(**ANSWERS))).text)
        again = read((await pages.post(PATH, **encoded(*fields_of(page)))).text)
        assert {(name, value) for name, value in fields_of(again) if value} == set(ANSWERS.items()) | {("form", "voll")}

    async def test_links_inside_the_page_lead_somewhere(self, pages):
        for response in (await pages.get(PATH), await pages.post(EVALUATION, **encoded(**ANSWERS))):
            page = read(response.text)
            ids = {each.attributes["id"] for each in page.all() if "id" in each.attributes}
            assert {a.attributes["href"][1:] for a in page.all("a") if a.attributes["href"].startswith("#")} <= ids

    async def test_headings_stand_in_order(self, pages):
        for response in (
            await pages.get("/"),
            await pages.get(PATH),
            await pages.post(EVALUATION, **encoded(**ANSWERS)),
            await pages.post(EVALUATION, **encoded(**FAULTY)),
        ):
            levels = [int(each.name[1]) for each in read(response.text).all() if re.fullmatch(r"h\d", each.name)]
            assert levels.count(1) == 1
            assert all(after <= before + 1 for before, after in itertools.pairwise(levels))

    async def test_the_address_of_an_evaluation_leads_back_to_its_questionnaire(self, pages):
        response = await pages.get(f"{EVALUATION}?language=en")
        assert (response.status_code, response.headers["location"]) == (303, f"{PATH}?language=en")


class TestDownload:
    async def test_it_has_the_bytes_of_the_api(self, pages):
        response = await pages.post(f"{EVALUATION}.json", **encoded(**ANSWERS))
        assert response.headers["content-type"] == "application/json"
        assert response.headers["content-disposition"] == f'attachment; filename="{KEY}-{VERSION}-evaluation.json"'
        body = {
            "questionnaire": KEY,
            "version": VERSION,
            "language": "de",
            "answers": {"stufe": 1, "anteil": "62.5", "last": {"no_answer": "dont_know"}},
            "profile": {"art": "stadt"},
        }
        same = await pages.post("/v1/evaluations?explanation=full", json=body)
        assert same.status_code == 200
        assert response.content == same.content

    async def test_what_cannot_be_evaluated_comes_back_as_a_page(self, pages):
        response = await pages.post(f"{EVALUATION}.json", **encoded(**FAULTY))
        assert response.status_code == 422
        assert response.headers["content-type"].startswith("text/html")


class TestClosed:
    @pytest.fixture
    def settings(self, sqlite_template, tmp_path) -> Settings:
        return Settings.load(database_url=copy_of(sqlite_template, tmp_path), anonymous_evaluations=False)

    async def test_where_the_operator_does_not_allow_it_nothing_is_evaluated(self, pages):
        title = word("closed.title")
        assert title in (await pages.get("/")).text
        page = read((await pages.get(PATH)).text)
        assert title in page.text
        assert word("form.submit") not in page.text
        for path in (EVALUATION, f"{EVALUATION}.json"):
            assert (await pages.post(path, **encoded(**ANSWERS))).status_code == 403


class TestSafety:
    async def test_hostile_texts_stay_texts(self, pages):
        sent = encoded(**ANSWERS, **{"answer.frei": HOSTILE, "answer.anmerkung": "</textarea><script>1"})
        for response in (
            await pages.get("/"),
            await pages.get(PATH),
            await pages.post(PATH, **sent),
            await pages.post(EVALUATION, **sent),
            await pages.post(EVALUATION, **encoded(**{"answer.stufe": HOSTILE, "answer.anteil": HOSTILE})),
        ):
            page = read(response.text)
            # None but our own: nothing of what was typed is one.
            assert [each for each in page.all("script") if not each.attributes["src"].startswith("/static/")] == []
            assert page.one("main").all("script") == []
            assert [each for each in page.all() if "onmouseover" in each.attributes] == []
        assert HOSTILE.split("{")[0] in read((await pages.get(PATH)).text).text

    async def test_pages_hold_nothing_inline_and_load_nothing_from_elsewhere(self, pages):
        for response in (
            await pages.get("/"),
            await pages.get(PATH),
            await pages.post(EVALUATION, **encoded(**ANSWERS)),
        ):
            policy = response.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            page = read(response.text)
            assert page.all("style") == []
            assert [
                e for e in page.all() if "style" in e.attributes or any(n.startswith("on") for n in e.attributes)
            ] == []
            loaded = [e.attributes.get("src", "") for e in page.all()] + [
                e.attributes["href"] for e in page.all("link")
            ]
            assert [address for address in loaded if address and not re.match(r"/static/", address)] == []

    async def test_pages_with_answers_are_kept_by_nobody(self, pages):
        for response, referrers in (
            (await pages.post(PATH, **encoded(**ANSWERS)), "same-origin"),
            (await pages.post(EVALUATION, **encoded(**ANSWERS)), "same-origin"),
            (await pages.post(f"{EVALUATION}.json", **encoded(**ANSWERS)), "no-referrer"),
        ):
            assert "no-store" in response.headers["cache-control"]
            assert response.headers["referrer-policy"] == referrers
            assert "set-cookie" not in response.headers

    async def test_answers_are_never_in_an_address(self, pages):
        page = read((await pages.post(EVALUATION, **encoded(**ANSWERS))).text)
        addresses = [
            value
            for e in page.all()
            for name, value in e.attributes.items()
            if name in ("href", "action", "formaction")
        ]
        assert [address for address in addresses if "answer" in address or "profile." in address] == []
        assert page.one("form").attributes["method"] == "post"


class TestCompression:
    """Pages are text that repeats itself, and lines are slow in many places."""

    @pytest.mark.parametrize("path", ["/", PATH])
    async def test_a_page_comes_compressed_to_who_takes_that(self, pages, path):
        plain = await pages.get(path, headers={"accept-encoding": "identity"})
        small = await pages.get(path, headers={"accept-encoding": "br, gzip;q=0.8"})
        assert "content-encoding" not in plain.headers
        assert small.headers["content-encoding"] == "gzip"
        assert small.content == plain.content
        assert int(small.headers["content-length"]) < len(plain.content) / 2
        for response in (plain, small):
            assert response.headers["vary"] == "accept-language, accept-encoding"

    async def test_so_does_an_evaluation(self, pages):
        response = await pages.post(EVALUATION, data=ANSWERS, headers={"accept-encoding": "gzip"})
        assert (response.status_code, response.headers["content-encoding"]) == (200, "gzip")
        assert word("evaluation.title") in response.text

    @pytest.mark.parametrize("asked", ["identity", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *", ""])
    async def test_nobody_gets_what_they_cannot_read(self, pages, asked):
        response = await pages.get(PATH, headers={"accept-encoding": asked})
        assert "content-encoding" not in response.headers

    @pytest.mark.parametrize("asked", ["gzip", "GZIP", "*", "*;q=0.1", "br;q=1, gzip ; q=0.5"])
    async def test_every_way_to_ask_for_it_is_understood(self, pages, asked):
        response = await pages.get(PATH, headers={"accept-encoding": asked})
        assert response.headers["content-encoding"] == "gzip"

    async def test_a_file_to_keep_and_what_is_small_stay_as_they_are(self, pages):
        file = await pages.post(f"{EVALUATION}.json", data=ANSWERS, headers={"accept-encoding": "gzip"})
        moved = await pages.get(EVALUATION, headers={"accept-encoding": "gzip"})
        assert (file.status_code, moved.status_code) == (200, 303)
        for response in (file, moved):
            assert "content-encoding" not in response.headers


class TestStatic:
    async def test_files_are_named_by_their_content_and_kept_for_long(self, pages):
        page = read((await pages.get("/")).text)
        for link in page.all("link"):
            response = await pages.get(link.attributes["href"], headers={"accept-encoding": "identity"})
            assert response.status_code == 200
            assert "immutable" in response.headers["cache-control"]
            small = await pages.get(link.attributes["href"], headers={"accept-encoding": "gzip"})
            assert small.headers["content-encoding"] == "gzip"
            assert small.content == response.content

    async def test_others_are_not_found(self, pages):
        for name in ("style.css", "style-000000000000.css", "..%2fpages.py", "%2e%2e/pages.py"):
            assert (await pages.get(f"/static/{name}")).status_code == 404
