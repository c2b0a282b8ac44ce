"""The re-check as a page: everything that the re-check says, a table for its chart, and no word of a cause."""

import io
import re
from datetime import date
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader

from selfcheck_service.core.recheck import recheck_text, spoken_recheck
from selfcheck_service.reports.pdf import make_pdf
from selfcheck_service.reports.planning.html import page_as_html
from selfcheck_service.reports.planning.page import Page, Section
from selfcheck_service.reports.planning.pdf import print_job
from selfcheck_service.reports.planning.recheck_page import RecheckAbout, recheck_page
from selfcheck_service.reports.planning.recheck_words import RECHECK_WORDS
from tests.core.planning.plans import DECIDED
from tests.core.recheck.rechecks import BEFORE, a_measure, a_review, another_version, measures_of_town, rechecked, town
from tests.core.recheck.test_published import reread
from tests.core.recheck.test_texts import CLAIMS
from tests.core.releases.later import compared
from tests.core.releases.test_over_time import TOWN
from tests.core.releases.test_over_time import town as a_town
from tests.reports.pdf.opened import alternatives_of, tags_of
from tests.reports.test_planning_pages import section, seen, texts

ABOUT = RecheckAbout("Musterstadt", "Klein", ("Durchgang 2026", "Durchgang 2027"), {"staff": "Verwaltung"})
MOVED = "Was sich bewegt hat und was nicht"


def page_of(kind: str, language: str = "de", about: RecheckAbout = ABOUT) -> Page:
    return recheck_page(found_of(kind, language), about)


def found_of(kind: str, language: str) -> dict[str, Any]:
    """A re-check of each kind: of a town, between versions, of a small group, of joint answers, and of two hundred."""
    if kind == "quarters":
        over_time = compared(*[a_town(level, head=8) for level in (1, 3)])
        fields = a_measure(fields=("f", "overall"), items=("i0",))
        return spoken_recheck(rechecked(over_time, TOWN, fields), TOWN.questionnaire, language)
    if kind == "joint":
        over_time = compared(a_town(1, head=1), a_town(3, head=1), modes=("institutional", "institutional"))
        return spoken_recheck(rechecked(over_time, TOWN, a_measure(fields=("f",))), TOWN.questionnaire, language)
    if kind == "version":
        over_time, plan = another_version()
        aimed, items = ("net", "house", "open", "kept", "silent"), ("h0", "o4", "k")
        recheck = rechecked(over_time, plan, a_measure(fields=aimed, items=items, status="done"))
        return spoken_recheck(recheck, plan.questionnaire, language)
    measures, reviews = measures_of_town()
    if kind == "empty":
        measures, reviews = measures[:0], reviews[:0]
    if kind == "city":
        title = "Wegweiser in allen Ämtern und Bürgerhäusern von Nordwest-Altenessen"
        measures = tuple(a_measure(at, title=f"{title} {at}", fields=("ways", "people")) for at in range(1, 201))
    return spoken_recheck(rechecked(*town(), *measures, reviews=reviews), town()[1].questionnaire, language)


def part(page: Page, heading: str, inner: str) -> Section:
    return next(each for each in section(page, heading).parts if each.heading.startswith(inner))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["town", "version", "quarters", "joint", "empty"])
def test_html_and_pdf_say_everything_and_are_the_same_each_time(kind, language):
    page = page_of(kind, language)
    html, document = seen(page), make_pdf(print_job(page, DECIDED))
    reader = PdfReader(io.BytesIO(document))
    pdf = re.sub(r"[\s\u00ad\u200b-]+", "", " ".join(each.extract_text() for each in reader.pages))
    for text in texts(page):
        assert not text or text in html.text
        assert re.sub(r"[\s-]+", "", text)[:40] in pdf
    assert page_as_html(page) == page_as_html(page_of(kind, language))
    assert document == make_pdf(print_job(page_of(kind, language), DECIDED))
    assert reader.root_object["/Lang"] == language
    assert tags_of(document).count("Table") == html.tags.count("table")
    chart = next((each.chart for each in page.sections if each.chart is not None), None)
    spans = [] if chart is None else [span.text for each in chart.drawings for span in each.spans]
    assert [each.rpartition(": ")[2] for each in alternatives_of(document)] == spans


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["town", "version", "quarters", "joint", "empty"])
def test_no_page_claims_a_cause(kind, language):
    notes = found_of(kind, language)["notes"]
    # The notes of the comparison stay as it says them, and people name measures as they like.
    own = set(texts(page_of(kind, language))) - {note["text"] for note in notes}
    basis = recheck_text("basis.recomputed", language)
    claims = [CLAIMS.findall(text.replace(basis, "")) for text in own if CLAIMS.search(text.replace(basis, ""))]
    assert claims == []


@pytest.mark.parametrize("name", sorted(RECHECK_WORDS))
def test_no_word_of_the_page_claims_a_cause(name):
    assert [text for text in RECHECK_WORDS[name] if CLAIMS.search(text)] == []


def test_it_begins_with_what_cannot_be_read_from_it():
    for language in ("de", "en"):
        first = page_of("town", language).sections[0]
        assert first.paragraphs == (recheck_text("note.side_by_side", language),)
        assert first.table is not None
        assert first.table.rows[0][1:] == ABOUT.rounds


def test_the_chart_has_a_table_with_the_same_figures():
    moved = section(page_of("town"), MOVED)
    assert moved.chart is not None
    assert moved.table is not None
    drawn = {each.title: [span.text for span in each.spans] for each in moved.chart.drawings}
    assert drawn == {f"{title} (Skala {scale})": then_and_now for title, scale, *then_and_now, _ in moved.table.rows}
    ways = moved.table.rows[0]
    assert ways == ("Field ways", "0 bis 4", "1,49 bis 2,01", "2,62 bis 2,83", "+0,61 bis +1,34")
    assert moved.table.rows[1][4] == "−0,41 bis +0,35"
    spans = moved.chart.drawings[0].spans
    assert [(each.name, each.first, each.last) for each in spans] == [
        ("Früher", 1.49 / 4, 2.01 / 4),
        ("Jetzt", 2.62 / 4, 2.83 / 4),
    ]


def test_every_span_lies_on_its_scale():
    for kind in ("town", "version", "quarters", "joint"):
        chart = section(page_of(kind), MOVED).chart
        assert chart is not None
        assert all(0 <= span.first <= span.last <= 1 for each in chart.drawings for span in each.spans)


def test_numbers_are_those_of_the_language():
    english = section(page_of("town", "en"), "What moved and what did not").table
    assert english is not None
    assert english.rows[0][1:] == ("0 to 4", "1.49 to 2.01", "2.62 to 2.83", "+0.61 to +1.34")


def test_the_lists_name_the_measures():
    moved = part(page_of("town"), MOVED, "Darauf zielten Maßnahmen, und der Wert").table
    assert moved is not None
    assert moved.rows[0] == ("Field ways", "1. Wegweiser in allen Ämtern", "Höher als beim früheren Durchgang.")
    unaimed = part(page_of("empty"), MOVED, "Darauf zielte keine").table
    assert unaimed is not None
    assert unaimed.heads == ("Feld oder Frage", "Was sich sagen lässt")
    assert ("Field ways", "Höher als beim früheren Durchgang.") in unaimed.rows


def test_lists_without_an_entry_are_left_out():
    assert [each.heading[:20] for each in section(page_of("empty"), MOVED).parts] == ["Darauf zielte keine "]
    found = found_of("empty", "de")
    found["moved_unaimed"]["entries"] = []
    moved = section(recheck_page(found, ABOUT), MOVED)
    assert moved.parts == ()
    assert [text[:30] for text in moved.paragraphs] == ["Keine geplante Maßnahme nennt "]


@pytest.mark.parametrize(("day", "late"), [(date(2027, 3, 19), False), (date(2027, 3, 20), True)])
def test_what_was_agreed_on_after_the_later_round_says_so(day, late):
    recheck = rechecked(*town(), a_measure(fields=("ways",), decided_on=day))
    page = recheck_page(spoken_recheck(recheck, town()[1].questionnaire, "de"), ABOUT)
    (measure,) = section(page, "Die Maßnahmen im Einzelnen").parts
    assert ("Erst nach der zweiten Erhebung vereinbart; zeigt sich hier noch nicht." in measure.paragraphs[0]) == late
    table = part(page, MOVED, "Darauf zielten Maßnahmen, und der Wert").table
    assert table is not None
    assert table.rows[0][1].endswith("(erst nach der zweiten Erhebung vereinbart)") == late


def test_what_became_of_the_questionnaire_stands_apart_from_what_moved():
    found = section(page_of("version"), "Was am Fragebogen anders ist")
    assert found.table is not None
    told = {row[0]: row[2] for row in found.table.rows}
    assert told["Field house"].startswith("Die neuere Fassung versteht darunter etwas anderes.")
    assert "80 Prozent" in told["Field open"]
    assert {row[1] for row in found.table.rows} == {"1. Measure 1"}
    same = section(page_of("town"), "Was am Fragebogen anders ist")
    assert same.paragraphs == ("Worauf Maßnahmen zielten, fragen beide Fassungen gleich.",)
    rows = section(page_of("version"), "Die Maßnahmen im Einzelnen").parts[0].table
    assert rows is not None
    house = next(row for row in rows.rows if row[0].startswith("Field house"))
    assert house[1:4] == ("–", "–", "–")
    assert house[4].startswith("Nicht vergleichbar.")


def test_a_small_group_has_quarters_and_no_figures():
    moved = section(page_of("quarters"), MOVED)
    assert moved.table is not None
    assert moved.table.rows[0][1:4] == ("–", "2. Viertel von 4", "4. Viertel von 4")
    assert moved.table.rows[1][1:4] == ("–", "–", "–")
    assert moved.chart is not None
    assert [each.title for each in moved.chart.drawings] == ["Field f"]
    assert [(each.first, each.last) for each in moved.chart.drawings[0].spans] == [(0.25, 0.5), (0.75, 1)]


def test_a_score_without_a_value_says_why():
    over_time = compared(a_town(1, head=1), a_town(3, head=1), modes=("institutional", "institutional"))
    assert over_time.scores is not None
    score = msgspec.structs.replace(over_time.scores[0], later=None, difference=over_time.scores[0].difference)
    recheck = rechecked(msgspec.structs.replace(over_time, scores=(score,)), TOWN, a_measure(fields=("f",)))
    moved = section(
        recheck_page(spoken_recheck(recheck, TOWN.questionnaire, "en"), ABOUT), "What moved and what did not"
    )
    assert moved.table is not None
    assert moved.table.rows[0][3] == recheck_text("reason.no_score", "en")
    assert moved.chart is not None
    assert [span.name for span in moved.chart.drawings[0].spans] == ["Then"]


def test_each_measure_has_its_status_its_last_review_and_its_groups():
    measures = section(page_of("town"), "Die Maßnahmen im Einzelnen").parts
    first, second, *_, last = measures
    assert first.heading == "1. Wegweiser in allen Ämtern"
    assert first.paragraphs[0].startswith("Stand heute: umgesetzt.")
    assert first.facts == (
        ("Vereinbart am", "4. Mai 2026"),
        ("Frist", "30. September 2026"),
        ("Letzte Überprüfung", "Überprüft am 2. November 2026: umgesetzt."),
    )
    assert dict(second.facts)["Letzte Überprüfung"].endswith("umgesetzt. Was hindert: Raum fehlte lange.")
    assert first.table is not None
    assert [row[1] for row in first.table.rows] == ["Alle zusammen", "Verwaltung"]
    assert last.table is None


def test_a_review_says_why_a_measure_was_dropped_and_what_comes_next():
    measure = a_measure(fields=("ways",), status="dropped", dropped_reason="Kein Platz")
    review = a_review(measure, DECIDED, "dropped", dropped_reason="Kein Platz", next_step="Neu suchen")
    recheck = rechecked(*town(), measure, reviews=(review,))
    page = recheck_page(spoken_recheck(recheck, town()[1].questionnaire, "en"), ABOUT)
    (found,) = section(page, "The measures one by one").parts
    assert dict(found.facts)["Last review"].endswith("What is in the way: Kein Platz. Next step: Neu suchen.")


def test_nothing_agreed_is_said_plainly():
    page = page_of("empty")
    assert section(page, "Die Maßnahmen im Einzelnen").paragraphs == (
        "In diesem Durchgang ist keine Maßnahme vereinbart.",
    )
    assert section(page, MOVED).chart is None


def test_a_demo_says_that_it_is_made_up():
    about = RecheckAbout("Ort", "Klein", ("a", "b"), {}, made_up=True)
    assert "This is a demo." in page_of("town", "en", about).mark
    assert page_of("town").mark == ""


def test_two_hundred_measures_make_a_document():
    page = page_of("city")
    assert len(PdfReader(io.BytesIO(make_pdf(print_job(page, DECIDED)))).pages) > 20
    assert seen(page).text.count("200. Wegweiser in allen Ämtern und Bürgerhäusern von Nordwest-Altenessen 200") == 1


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((4, 7, 9), "4. Measure 4\n7. Measure 7\n9. Measure 9"),
        ((4, 7, 9, 11), "Nr. 4, 7, 9, 11"),
        ((1, 2, 4, 5, 6, 7, 9), "Nr. 1, 2, 4–7, 9"),
        (range(1, 201), "Nr. 1–200"),
    ],
)
def test_many_measures_are_told_by_their_numbers(numbers, said):
    recheck = rechecked(*town(), *(a_measure(number, fields=("ways",)) for number in numbers))
    page = recheck_page(spoken_recheck(recheck, town()[1].questionnaire, "de"), ABOUT)
    table = part(page, MOVED, "Darauf zielten Maßnahmen, und der Wert").table
    assert table is not None
    assert table.rows[0][1] == said


def test_the_notes_that_remain_have_no_empty_heading():
    found = found_of("town", "de")
    notes = found["notes"]
    found["notes"] = [note for note in notes if note["key"] == "side_by_side"]
    assert "Was beim Lesen wichtig ist" not in {each.heading for each in recheck_page(found, ABOUT).sections}
    assert "Was beim Lesen wichtig ist" in {each.heading for each in page_of("town").sections}


def test_what_the_release_says_stands_beside_what_was_worked_out_anew():
    page = recheck_page(spoken_recheck(reread(), BEFORE.questionnaire, "de"), ABOUT)
    moved = section(page, MOVED)
    assert moved.paragraphs[0].startswith("Bei manchen Werten stehen zwei Angaben.")
    assert moved.table is not None
    assert moved.chart is not None
    row = next(row for row in moved.table.rows if row[0] == "Field open")
    (drawing,) = [each for each in moved.chart.drawings if each.title.startswith("Field open")]
    for cell, span in zip(row[2:4], drawing.spans, strict=True):
        compared_value, published = cell.split("\n")
        assert compared_value == span.text
        assert published.startswith("veröffentlicht: ")
    others = [row for row in moved.table.rows if row[0] != "Field open"]
    assert not any("veröffentlicht" in cell for row in others for cell in row)


def test_a_published_value_on_another_scale_names_its_scale():
    found = spoken_recheck(reread(), BEFORE.questionnaire, "en")
    reading = next(each for each in found["measures"][0]["aims"][0]["readings"] if each["earlier_published"])
    reading["earlier_published"]["scale"] = (0, 9)
    table = section(recheck_page(found, ABOUT), "What moved and what did not").table
    assert table is not None
    assert table.rows[0][2].endswith("(scale 0 to 9)")


def test_where_both_say_the_same_there_is_one_value_and_no_sentence():
    moved = section(page_of("town"), MOVED)
    assert not any("zwei Angaben" in text for text in moved.paragraphs)
