"""The public version: what was agreed, what a council still has to decide, and no figures."""

import io
import re

import pytest
from pypdf import PdfReader

from selfcheck_service.reports.pdf import make_pdf
from selfcheck_service.reports.planning.html import page_as_html
from selfcheck_service.reports.planning.pdf import print_job
from selfcheck_service.reports.planning.public import public_page
from selfcheck_service.reports.planning.simple_words import SIMPLE_WORDS
from selfcheck_service.reports.planning.words import WORDS
from tests.core.planning.plans import DECIDED, a_measure
from tests.reports.planned import a_matter, a_town
from tests.reports.test_planning_pages import section, texts, written


class TestPublicVersion:
    def test_what_the_room_agreed_on_stands_apart_from_what_a_council_decides(self):
        page = written(public_page, a_town())
        (agreed,) = section(page, "Was nehmen wir uns vor?").parts
        assert agreed.heading == "Runder Tisch; einmal im Monat, montags"
        assert agreed.facts[-1] == ("Wie weit sind wir?", "Wir arbeiten daran.")
        (proposed,) = section(page, "Was schlagen wir vor?").parts
        assert proposed.facts == (
            ("Das wollen wir erreichen", "Alle finden jemanden, der zuhört"),
            ("Wer würde das machen?", "Leitung Bürgerbüro"),
            ("Bis wann wäre es fertig?", "1. September 2026"),
            ("Wer entscheidet?", "Der Rat."),
            ("Wie weit sind wir?", "Wir schlagen es vor."),
        )

    @pytest.mark.parametrize("body", ["council", "district_council", "administration", "none", None])
    @pytest.mark.parametrize("status", ["idea", "decided", "running", "done"])
    def test_nothing_is_called_decided_that_a_council_has_yet_to_decide(self, body, status):
        page = written(public_page, a_matter(measures=(a_measure(status=status, decision_body=body),)), "en")
        waits = status == "decided" and body in ("council", "district_council")
        headings = [each.heading for each in page.sections]
        assert ("What do we propose?" in headings) == waits
        assert ("What are we going to do?" in headings) != waits
        shown = [part for each in page.sections for part in each.parts]
        assert len(shown) == (status != "idea")
        told = dict(shown[0].facts).get("Who decides?") if shown else None
        assert (told is not None) == (status == "decided" and body not in ("none", None))

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_it_has_no_figure_of_a_field_and_none_of_a_perspective(self, language):
        text = " ".join(texts(written(public_page, a_town(), language)))
        for hidden in ("2,4", "2.4", "2,74", "2.74", "Team", "Staff", "Leitung +", "Head", "16", "13", "21", "Dissens"):
            assert hidden not in text

    def test_how_many_answered_is_said_of_ten_and_more(self):
        many, few = (texts(written(public_page, a_matter(kind), "en")) for kind in ("cells", "quarters"))
        assert any("29 people answered." in text for text in many)
        assert any("Some people answered." in text for text in few)
        assert not any(re.search(r"\b6\b", text) for text in few)
        assert any("together" in text for text in texts(written(public_page, a_matter("institutional"), "en")))

    def test_sentences_are_short(self):
        for language in ("de", "en"):
            page = written(public_page, a_town(), language)
            own = [text for each in page.sections for text in each.paragraphs]
            for each in re.split(r"[.:?!]\s*", " ".join(own)):
                assert len(each.split()) <= 15, each

    def test_strengths_are_named_only_where_there_are_some(self):
        assert section(written(public_page, a_town()), "Was können wir schon gut?").points == ("Wege",)
        none = section(written(public_page, a_matter()), "Was können wir schon gut?")
        assert (none.points, len(none.paragraphs)) == ((), 1)


class TestPlainGerman:
    @pytest.mark.parametrize(
        ("language", "warned"), [("de", "Codewörter"), ("de-simple", "Codewörter"), ("en", "code words")]
    )
    def test_the_draft_warns_of_what_protects_people(self, language, warned):
        assert warned in written(public_page, a_town(), language).mark

    @pytest.mark.parametrize("name", sorted(SIMPLE_WORDS))
    def test_it_has_the_placeholders_of_german_and_short_sentences(self, name):
        german, _ = WORDS[name]
        assert name.startswith("public.")
        assert SIMPLE_WORDS[name] != german
        assert set(re.findall(r"{(\w+)}", SIMPLE_WORDS[name])) == set(re.findall(r"{(\w+)}", german))
        assert all(len(each.split()) <= 10 for each in re.split(r"[.:?!]\s*", SIMPLE_WORDS[name]))

    @pytest.mark.parametrize("kind", ["town", "open", "empty"])
    def test_the_public_version_is_written_in_it(self, kind):
        matter = {"town": a_town, "open": lambda: a_matter("open"), "empty": a_matter}[kind]()
        page = written(public_page, matter, "de-simple")
        assert page.title == "Das haben wir vor"
        assert b'<html lang="de-simple">' in page_as_html(page)
        own = [text for each in page.sections for text in (each.heading, *each.paragraphs)]
        for sentence in re.split(r"[.:?!]\s*", " ".join(own)):
            assert len(sentence.split()) <= 10, sentence
        reader = PdfReader(io.BytesIO(make_pdf(print_job(page, DECIDED))))
        assert str(reader.root_object["/Lang"]) == "de"

    def test_a_proposal_says_who_must_agree(self):
        (proposed,) = section(written(public_page, a_town(), "de-simple"), "Was schlagen wir vor?").parts
        assert dict(proposed.facts)["Wer muss Ja sagen?"] == "Der Rat. Die Menschen im Rat sind gewählt."
        assert dict(proposed.facts)["Bis wann soll es fertig sein?"] == "1. September 2026"
