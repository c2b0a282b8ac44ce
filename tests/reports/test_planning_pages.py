"""What is written after the workshop, as HTML and as PDF, in German and in English."""

import io
import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import msgspec
import openpyxl
import pytest
from pypdf import PdfReader

from selfcheck_service.reports.pdf import make_pdf
from selfcheck_service.reports.planning.calendar import action_plan_calendar
from selfcheck_service.reports.planning.council import council_page
from selfcheck_service.reports.planning.document import action_plan_json
from selfcheck_service.reports.planning.html import page_as_html
from selfcheck_service.reports.planning.matter import BallotSeen, Matter
from selfcheck_service.reports.planning.minutes import minutes_page
from selfcheck_service.reports.planning.page import Page, Section
from selfcheck_service.reports.planning.pdf import print_job
from selfcheck_service.reports.planning.plan_page import action_plan_page
from selfcheck_service.reports.planning.public import public_page
from selfcheck_service.reports.planning.speaker import PlanSpeaker
from selfcheck_service.reports.planning.words import WORDS
from selfcheck_service.reports.planning.workbook import action_plan_workbook
from selfcheck_service.reports.releases.speaker import About
from tests.core.planning.plans import DECIDED, a_measure
from tests.reports.planned import READY, a_city, a_matter, a_town, id_of, measures, originals

WRITERS = (action_plan_page, minutes_page, council_page, public_page)
MATTERS = {
    "empty": a_matter,
    "town": a_town,
    "quarters": lambda: a_matter("quarters"),
    "open": lambda: a_matter("open"),
    "institutional": lambda: a_matter("institutional"),
}


def written(write: Callable[[PlanSpeaker], Page], matter: Matter, language: str = "de") -> Page:
    return write(PlanSpeaker.of(matter, language))


def texts(page: Page) -> list[str]:
    return [page.title, page.subtitle, page.mark, page.foot, *(text for each in page.sections for text in words(each))]


def words(section: Section) -> list[str]:
    table = section.table
    cells = [] if table is None else [*table.heads, *(cell for row in table.rows for cell in row)]
    facts = [text for fact in section.facts for text in fact]
    inner = [text for part in section.parts for text in words(part)]
    return [section.heading, *section.paragraphs, *section.points, *facts, *cells, *inner]


def section(page: Page, heading: str) -> Section:
    return next(each for each in page.sections if each.heading == heading)


def pdf_text(page: Page, last: int = 0) -> str:
    """The text of a document, or of so many of its last pages, without what breaks lines."""
    reader = PdfReader(io.BytesIO(make_pdf(print_job(page, DECIDED))))
    found = " ".join(each.extract_text() for each in reader.pages[-last:])
    return re.sub(r"[\s\u00ad\u200b-]+", "", found)


class Seen(HTMLParser):
    """Collects the text and the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text.append(data)


def seen(page: Page) -> Seen:
    parser = Seen()
    parser.feed(page_as_html(page).decode())
    return parser


@pytest.mark.parametrize("kind", MATTERS)
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("write", WRITERS)
def test_html_and_pdf_say_everything_the_page_says(write, language, kind):
    page = written(write, MATTERS[kind](), language)
    html, pdf = seen(page), pdf_text(page)
    for text in texts(page):
        assert not text or text in html.text
        assert re.sub(r"[\s-]+", "", text)[:60] in pdf
    assert page_as_html(page) == page_as_html(written(write, MATTERS[kind](), language))
    assert make_pdf(print_job(page, DECIDED)) == make_pdf(print_job(page, DECIDED))


@pytest.mark.parametrize("write", WRITERS)
def test_what_people_write_stays_text(write):
    evil = '<script>alert(1)</script>&amp;"\'> #eval("1") $x$ *b* [y]'
    matter = a_town(
        about=About(evil, evil), measures=(a_measure(title=evil, goal=evil, status="decided", responsible=evil),)
    )
    page = written(write, matter, "en")
    html = seen(page)
    assert "script" not in html.tags
    assert evil in html.text
    assert re.sub(r"[\s-]+", "", evil)[:40] in pdf_text(page)


def test_a_file_fetches_nothing_and_runs_nothing():
    document = page_as_html(written(action_plan_page, a_town())).decode()
    assert "default-src 'none'; style-src 'unsafe-inline'" in document.replace("&#x27;", "'")
    assert not re.search(r"https?://|src=|href=|@import|url\(", document)
    assert '<html lang="de">' in document


@pytest.mark.parametrize("write", WRITERS)
def test_two_hundred_measures_make_a_document(write):
    page = written(write, a_city())
    assert seen(page).text.count("Maßnahme 200 für den Stadtteil Nordwest-Altenessen") >= 1
    assert "Maßnahme200fürdenStadtteil" in pdf_text(page, last=9)


def test_tables_have_captions_heads_and_can_be_reached_by_the_keyboard():
    html = seen(written(minutes_page, a_town()))
    assert html.tags.count("table") == html.tags.count("caption") == 3
    assert page_as_html(written(minutes_page, a_town())).count(b'tabindex="0"') == 3


def test_every_placeholder_is_alike_in_both_languages():
    for name, (german, english) in WORDS.items():
        assert set(re.findall(r"{(\w+)}", german)) == set(re.findall(r"{(\w+)}", english)), name


class TestActionPlan:
    def test_it_says_what_is_open_and_what_is_not_pursued(self):
        page = written(action_plan_page, a_town())
        table = page.sections[0].table
        assert table is not None
        assert table.rows[1] == ("2", "Briefe in einfacher Sprache", *["noch offen"] * 3, "Idee")
        assert section(page, "Was nicht weiterverfolgt wird").points == (
            "4. Neue App (abgelehnt). Zu teuer",
            "5. Umfrage (aufgegeben). Doppelt",
        )
        assert "Maßnahme 2 „Briefe in einfacher Sprache“: Bis wann?" in section(page, "Was noch offen ist").points

    def test_reviews_stand_at_their_measure(self):
        found = texts(written(action_plan_page, a_town()))
        said = "Überprüft am 2. Juni 2026: läuft. Was hindert: Kein Raum Nächster Schritt: Rathaus fragen"
        assert said in found

    def test_a_ready_plan_says_so(self):
        page = written(action_plan_page, a_town(readiness=READY), "en")
        assert section(page, "What is still open").paragraphs == ("Nothing: the plan is ready for a decision.",)

    def test_without_a_reason_it_says_so(self):
        dropped = a_measure(status="dropped")
        page = written(action_plan_page, a_matter(measures=(dropped,)))
        assert "1. Sprechstunde im Stadtteil (aufgegeben), ohne Begründung" in texts(page)


class TestMinutes:
    def test_what_the_room_said_stands_beside_what_is_released(self):
        table = section(written(minutes_page, a_town()), "Konsens und Dissens").table
        assert table is not None
        field, item = table.rows
        assert field == ("Wege", "zwischen 2,4 und 2,74 (Skala 0 bis 4)", "Konsens: 2,5", "Gemeinsames Bild")
        assert item[0] == "Weg 1?"
        assert item[1].startswith("Option 0: 0 bis 3\nOption 1: ")
        assert item[2:] == ("Dissens", "Zwei Sichtweisen")

    def test_an_agreed_option_is_named_by_its_title(self):
        _, item = a_town().agreed
        agreed = msgspec.structs.replace(item.consensus, outcome="value", value=3)
        found = a_town(agreed=(type(item)(agreed, item.original),))
        assert "Consensus: Option 3" in texts(written(minutes_page, found, "en"))

    def test_people_are_counted_in_groups_and_never_named(self):
        page = written(minutes_page, a_town(), "en")
        assert section(page, "Who answered").points == ("Head + Club: 16", "Staff: 13")
        opened = texts(written(minutes_page, a_matter("open"), "en"))
        assert not any("Person " in text for text in opened)

    def test_ballots_and_first_steps_are_told(self):
        page = written(minutes_page, a_town())
        (ballot,) = section(page, "Abstimmungen").parts
        assert ballot.table is not None
        assert ballot.table.rows == (("Wege", "30"), ("Menschen", "12"))
        assert section(page, "Wie es weitergeht").points[0] == (
            "12. März 2026: Raum anfragen (Maßnahme 1; Leitung Bürgerbüro)"
        )

    @pytest.mark.parametrize(("voters", "shown"), [(0, False), (1, False), (4, False), (5, True)])
    def test_dots_of_fewer_than_five_votes_are_not_shown(self, voters, shown):
        ballots = (BallotSeen("Woran?", voters, (("Wege", 71), ("Menschen", 0))),)
        found = texts(written(minutes_page, a_matter(ballots=ballots)))
        assert ("71" in found) == (f"Abgegebene Stimmzettel: {voters}" in found) == shown
        assert ("Es gibt zu wenige Stimmen, um sie zu zeigen." in found) != shown

    def test_they_are_a_draft_in_which_names_are_to_be_looked_for(self):
        page = written(minutes_page, a_town())
        assert page.mark == "Entwurf. Bitte prüfen Sie, dass keine Namen darin stehen."
        assert "Das Protokoll soll keine Namen nennen und niemandem eine Aussage zuschreiben." in texts(page)

    def test_nothing_decided_is_said_plainly(self):
        found = texts(written(minutes_page, a_matter()))
        assert "Bisher ist nichts vereinbart." in found
        assert "Schwerpunkte sind noch nicht gewählt." in found
        assert "Es gibt keine abgeschlossene Abstimmung." in found


class TestCouncilPaper:
    def test_only_what_a_council_decides_is_put_to_it(self):
        proposal = section(written(council_page, a_town()), "Beschlussvorschlag")
        assert proposal.points == (
            "Die Ergebnisse des Selbstchecks „Klein“ werden zur Kenntnis genommen.",
            "Maßnahme 1 „Sprechstunde im Stadtteil“ wird beschlossen. Frist: 1. September 2026.",
            "Eine weitere Maßnahme des Plans wird zur Kenntnis genommen: Maßnahme 3 (läuft).",
            "Die Verwaltung berichtet spätestens bis zum 2. März 2027 über den Stand der Maßnahmen.",
        )
        assert proposal.paragraphs == ("Noch offen ist, wer entscheidet über Maßnahme 2.",)

    def test_what_has_begun_or_is_done_is_noted_and_not_put_to_the_vote(self):
        stands = ("idea", "decided", "running", "done")
        council = tuple(
            a_measure(id=id_of(at), number=at, status=status, decision_body="council")
            for at, status in enumerate(stands, start=1)
        )
        others = (
            a_measure(id=id_of(5), number=5, status="done", decision_body=None),
            a_measure(id=id_of(6), number=6, status="idea", decision_body="none"),
        )
        proposal = section(written(council_page, a_matter(measures=(*council, *others))), "Beschlussvorschlag")
        assert [point[:10] for point in proposal.points if "wird beschlossen" in point] == ["Maßnahme 1", "Maßnahme 2"]
        assert proposal.points[3] == (
            "Weitere Maßnahmen des Plans werden zur Kenntnis genommen: "
            "Maßnahme 3 (läuft), Maßnahme 4 (umgesetzt), Maßnahme 5 (umgesetzt) und Maßnahme 6."
        )
        assert proposal.paragraphs == ()
        begun = written(council_page, a_matter(measures=council[2:]))
        assert dict(begun.sections[0].facts)["Beschlussorgan"] == "[bitte ergänzen: wer beschließt]"
        assert "[bitte ergänzen: worüber beschlossen wird]" in section(begun, "Beschlussvorschlag").paragraphs[0]

    def test_which_council_decides_is_filled_in_only_where_it_is_one(self):
        both = (a_measure(decision_body="council"), a_measure(id=id_of(2), number=2, decision_body="district_council"))
        for chosen, body in ((both, "[please complete: who decides]"), (both[1:], "district council"), ((), "[please")):
            facts = dict(written(council_page, a_matter(measures=chosen), "en").sections[0].facts)
            assert facts["Decided by"].startswith(body)

    def test_money_is_summed_only_where_all_is_given(self):
        costs = section(written(council_page, a_town()), "Kosten und Finanzierung").paragraphs
        assert costs == (
            "Kosten noch offen: Maßnahme 2. Eine Gesamtsumme lässt sich erst nennen, wenn sie feststehen.",
            "Ohne obere Grenze, über 20.000 €: Maßnahme 3.",
            "Arbeitszeit zusammen, wo sie angegeben ist (2 von 3 Maßnahmen): 48 Stunden.",
        )
        given = tuple(
            a_measure(id=id_of(at), number=at, euro_class=name)
            for at, name in enumerate(("none", "up_to_1000", "up_to_5000", "up_to_20000"), start=1)
        )
        costs = section(written(council_page, a_matter(measures=given), "en"), "Cost and funding").paragraphs
        assert costs == (
            "At most €26 000 in all (sum of the upper limits of 4 measures).",
            "Hours of work: still open, given for no measure.",
        )
        (small, _) = section(written(council_page, a_matter(measures=given[:3]), "en"), "Cost and funding").paragraphs
        assert "€6000" in small

    def test_nothing_is_summed_where_no_measure_has_an_upper_limit(self):
        over = (a_measure(euro_class="over_20000", hours=0),)
        costs = section(written(council_page, a_matter(measures=over), "en"), "Cost and funding").paragraphs
        assert costs == ("Without an upper limit, over €20 000: measure 1.", "Hours of work: 0 hours.")

    @pytest.mark.parametrize(
        ("classes", "said"),
        [
            (("none",), "Es entstehen keine Kosten."),
            (("none", "none"), "Es entstehen keine Kosten."),
            (("up_to_5000",), "Höchstens 5.000 € (obere Grenze einer Maßnahme)."),
            (("up_to_5000", "over_20000"), "Ohne Maßnahme 2 höchstens 5.000 € (obere Grenze einer Maßnahme)."),
            (
                ("up_to_5000", "over_20000", "up_to_1000", "over_20000"),
                "Ohne Maßnahme 2 und Maßnahme 4 zusammen höchstens 6.000 € (Summe der oberen Grenzen von 2 Maßnahmen).",
            ),
            (("none", "over_20000"), "Ohne Maßnahme 2 entstehen keine Kosten."),
        ],
    )
    def test_a_sum_names_the_measures_that_it_leaves_out(self, classes, said):
        given = tuple(a_measure(id=id_of(at), number=at, euro_class=name) for at, name in enumerate(classes, start=1))
        costs = section(written(council_page, a_matter(measures=given)), "Kosten und Finanzierung").paragraphs
        assert costs[0] == said
        assert ("über 20.000 €" in " ".join(costs)) == ("over_20000" in classes)

    def test_one_hour_is_one(self):
        costs = section(written(council_page, a_matter(measures=(a_measure(hours=1),))), "Kosten und Finanzierung")
        assert costs.paragraphs[-1] == "Arbeitszeit: 1 Stunde."

    def test_focus_fields_have_what_is_released_and_what_the_room_said(self):
        facts = section(written(council_page, a_town()), "Sachverhalt")
        table = facts.parts[0].table
        assert table is not None
        ways, people = table.rows
        assert ways == ("Wege", "zwischen 2,4 und 2,74 (Skala 0 bis 4)", "2,5", "Drängt am meisten")
        assert people[1].startswith("kein Wert: ")
        assert people[2] == "–"

    def test_a_focus_field_without_a_released_value_says_so(self):
        assert "no value" in texts(written(council_page, a_town(originals={}), "en"))

    def test_it_is_always_a_draft_with_its_gaps(self):
        for matter in (a_matter(), a_town(), a_city()):
            page = written(council_page, matter)
            assert page.mark.startswith("Entwurf.")
            assert "[bitte ergänzen: Tag der Sitzung]" in texts(page)
        empty = texts(written(council_page, a_matter()))
        assert any(text.endswith("[bitte ergänzen: worüber beschlossen wird]") for text in empty)


class TestPublicVersion:
    def test_only_what_is_decided_stands_in_it(self):
        parts = section(written(public_page, a_town()), "Was nehmen wir uns vor?").parts
        assert [part.heading for part in parts] == [
            *("Sprechstunde im Stadtteil", "Runder Tisch; einmal im Monat, montags"),
        ]
        assert parts[1].facts[-1] == ("Wie weit sind wir?", "Wir arbeiten daran.")

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
            for sentence in re.split(r"[.:?!]\s*", " ".join(own)):
                assert len(sentence.split()) <= 15, sentence

    def test_strengths_are_named_only_where_there_are_some(self):
        assert section(written(public_page, a_town()), "Was können wir schon gut?").points == ("Wege",)
        none = section(written(public_page, a_matter()), "Was können wir schon gut?")
        assert (none.points, len(none.paragraphs)) == ((), 1)


def test_a_value_is_said_as_exactly_as_it_is_released():
    speaker = PlanSpeaker.of(a_town(), "en")
    between = originals()["ways"]
    exact = msgspec.structs.replace(between, value=msgspec.structs.replace(between.value, highest=2.4))
    assert speaker.original(exact) == "2.4 (scale 0 to 4)"
    assert speaker.original(msgspec.structs.replace(exact, scale=None)) == "2.4"
    assert speaker.original(msgspec.structs.replace(between, scale=None)) == "between 2.4 and 2.74"
    silent = msgspec.structs.replace(between.value, lowest=None, highest=None, reason=None)
    assert speaker.original(msgspec.structs.replace(between, value=silent)) == "no value"
    quarter = a_matter("quarters").release.groups[0].fields[0]
    seen_quarter = msgspec.structs.replace(quarter, quarter=2)
    assert speaker.original(msgspec.structs.replace(between, quarter=seen_quarter)) == "second quarter from below"


def test_an_agreed_text_stays_as_it_is():
    agreed = msgspec.structs.replace(a_town().agreed[0].consensus, value="viel")
    assert PlanSpeaker.of(a_town(), "de").agreed_value(agreed) == "viel"


def test_the_days_of_the_workshop_come_from_everything_that_was_decided():
    later = tuple(msgspec.structs.replace(each, decided_on=date(2026, 3, 9)) for each in measures())
    assert a_town(measures=later).held_on == (date(2026, 3, 2), date(2026, 3, 9))


def test_a_demo_says_everywhere_that_it_is_made_up():
    matter = a_town(about=About("Runde", "Ort", made_up=True))
    for write in WRITERS:
        assert "This is a demo." in written(write, matter, "en").mark
    assert b"This is a demo." in action_plan_calendar(matter, "en")
    assert json.loads(action_plan_json(matter, "en"))["made_up"] is True
    page = openpyxl.load_workbook(io.BytesIO(action_plan_workbook(matter, "en"))).worksheets[0]
    assert "Made-up data" in str(page.oddFooter.__dict__) + str(page.oddHeader.__dict__) + str(page["A1"].value)
