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

from selfcheck_service.core.planning import Evidence, MeasureReadiness, Missing, Review
from selfcheck_service.core.planning.document import ReviewMonths
from selfcheck_service.reports.pdf import make_pdf
from selfcheck_service.reports.planning.calendar import action_plan_calendar
from selfcheck_service.reports.planning.comma_separated import action_plan_csv
from selfcheck_service.reports.planning.council import council_page
from selfcheck_service.reports.planning.document import action_plan_json
from selfcheck_service.reports.planning.html import page_as_html
from selfcheck_service.reports.planning.matter import Matter, OptionSeen
from selfcheck_service.reports.planning.minutes import minutes_page
from selfcheck_service.reports.planning.page import Page, Section
from selfcheck_service.reports.planning.pdf import print_job
from selfcheck_service.reports.planning.plan_page import action_plan_page
from selfcheck_service.reports.planning.public import public_page
from selfcheck_service.reports.planning.speaker import PlanSpeaker, sentence
from selfcheck_service.reports.planning.words import WORDS
from selfcheck_service.reports.planning.workbook import action_plan_workbook
from selfcheck_service.reports.releases.speaker import About
from tests.core.planning.plans import DECIDED, a_measure
from tests.reports.pdf.opened import words_over_words
from tests.reports.planned import READY, a_ballot, a_card, a_city, a_matter, a_town, id_of, measures, originals

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
    assert html.tags.count("table") == html.tags.count("caption") == 4
    assert page_as_html(written(minutes_page, a_town())).count(b'tabindex="0"') == 4


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
            "4. Neue App (abgelehnt). Zu teuer.",
            "5. Umfrage (aufgegeben). Doppelt.",
        )
        assert (
            "Maßnahme 2 „Briefe in einfacher Sprache“: Wer macht es? Bis wann?"
            in section(page, "Was noch offen ist").points
        )

    def test_reviews_stand_at_their_measure(self):
        found = texts(written(action_plan_page, a_town()))
        said = "Überprüft am 2. Juni 2026: läuft. Was hindert: Kein Raum. Nächster Schritt: Rathaus fragen."
        assert said in found

    def test_a_ready_plan_says_so(self):
        page = written(action_plan_page, a_town(readiness=READY), "en")
        assert section(page, "What is still open").paragraphs == ("Nothing: the plan is ready for a decision.",)

    def test_what_a_sentence_lacks_at_its_end_is_added_once(self):
        for text in ("Fertig.", "Fertig?", "Sie sagt: „Fertig.“", "Fertig …", "Fertig!)"):
            assert sentence(f"{text} ") == text
        assert sentence("Fertig") == "Fertig."

    def test_types_suggestions_and_evidence_are_told_in_words(self):
        for language, kind, origin, place in (
            ("de", "Handeln", "Anregung „Sprechstunde vor Ort“", "Wirkung 7, Aufwand 3 (von 9)"),
            ("en", "Doing something", "suggestion “Office hours nearby”", "Impact 7, effort 3 (of 9)"),
        ):
            facts = dict(written(action_plan_page, a_town(), language).sections[1].parts[0].facts)
            heads = PlanSpeaker.of(a_town(), language).head
            assert (facts[heads("type")], facts[heads("origin")]) == (kind, origin)
            assert facts[heads("evidence")].splitlines()[1] == place

    def test_of_what_only_few_voted_on_no_dots_are_told(self):
        def evidence(*ballots, **changes):
            first, *others = measures()
            of = msgspec.structs.replace(first, **changes)
            page = written(action_plan_page, a_town(measures=(of, *others), ballots=ballots))
            return dict(page.sections[1].parts[0].facts)["Was dafür sprach"].splitlines()[0]

        title = "Abstimmung „Woran arbeiten wir?“"
        assert evidence(a_ballot(5)) == f"{title}: Platz 1 mit 30 Punkten"
        assert evidence(a_ballot(4)) == f"{title} (zu wenige Stimmen, um sie zu zeigen)"
        one = (OptionSeen("ways", "Wege", 1, 2),)
        assert evidence(a_ballot(options=one)) == f"{title}: Platz 2 mit einem Punkt"
        assert evidence(a_ballot(), evidence=(Evidence("ballot", "b"),)) == title
        assert evidence() == "eine Abstimmung, die noch nicht geschlossen ist"

    def test_a_card_that_lies_nowhere_is_no_evidence(self):
        for cards in ((), (a_card(proposed=None, moved=None, quadrant=None),)):
            facts = dict(written(action_plan_page, a_town(cards=cards)).sections[1].parts[0].facts)
            assert len(facts["Was dafür sprach"].splitlines()) == 1

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
        assert ballot.table.rows == (("1", "Wege", "30"), ("2", "Menschen", "12"))
        assert section(page, "Wie es weitergeht").points[0] == (
            "12. März 2026: Raum anfragen (Maßnahme 1; Leitung Bürgerbüro)"
        )

    def test_ties_and_who_did_not_vote_are_told(self):
        words = ("21 von 25 Personen haben abgestimmt.", "Wege und Menschen haben je 30 Punkte.", "Übrig: 3.")
        (found,) = section(written(minutes_page, a_matter(ballots=(a_ballot(words=words),))), "Abstimmungen").parts
        assert found.paragraphs == words

    def test_which_ballot_chose_a_field_is_told(self):
        points = section(written(minutes_page, a_town()), "Schwerpunkte").points
        assert points[0] == "Wege (durch Abstimmung „Woran arbeiten wir?“): Drängt am meisten"
        assert points[1].startswith("Menschen (wie vorgeschlagen)") or "(wie vorgeschlagen)" in points[1]

    def test_cards_stand_where_they_were_proposed_and_where_the_room_put_them(self):
        cards = (
            a_card(),
            a_card(key="x", moved=None, quadrant="on_the_side"),
            a_card(key="y", proposed=None, moved=None, quadrant=None),
        )
        table = section(written(minutes_page, a_matter(cards=cards)), "Wirkung und Aufwand").table
        assert table is not None
        assert [row[1:] for row in table.rows] == [
            (
                "Wirkung 2, Aufwand 2",
                "Wirkung 7, Aufwand 3",
                "Schneller Erfolg: viel Wirkung, wenig Aufwand",
            ),
            ("Wirkung 2, Aufwand 2", "–", "Nebenbei: wenig Wirkung, wenig Aufwand"),
            ("–", "–", "–"),
        ]
        none = section(written(minutes_page, a_matter(), "en"), "Impact and effort")
        assert none.paragraphs == ("No card was moved, and no measure comes from one.",)

    @pytest.mark.parametrize(("voters", "shown"), [(0, False), (1, False), (4, False), (5, True)])
    def test_dots_of_fewer_than_five_votes_are_not_shown(self, voters, shown):
        ballots = (
            a_ballot(voters, options=(OptionSeen("ways", "Wege", 71, 1), OptionSeen("people", "Menschen", 0, 2))),
        )
        found = texts(written(minutes_page, a_matter(ballots=ballots)))
        assert ("71" in found) == (f"{voters} von 25 Personen im Raum haben abgestimmt." in found) == shown
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
    assert action_plan_csv(matter, "en").count(b"This is a demo.") == len(matter.measures)
    assert b"This is a demo." not in action_plan_csv(a_town(), "en")
    page = openpyxl.load_workbook(io.BytesIO(action_plan_workbook(matter, "en"))).worksheets[0]
    assert "Made-up data" in str(page.oddFooter.__dict__) + str(page.oddHeader.__dict__) + str(page["A1"].value)


def test_what_a_council_has_yet_to_adopt_is_agreed_on_in_the_workshop():
    for body, stands in (("council", "im Workshop vereinbart"), ("administration", "beschlossen")):
        matter = a_matter(measures=(a_measure(status="decided", decision_body=body),))
        plan = written(action_plan_page, matter)
        table = section(plan, "Überblick").table
        assert table is not None
        assert table.rows[0][-1] == stands
        assert dict(section(plan, "Die Maßnahmen im Einzelnen").parts[0].facts)["Stand"] == stands


@pytest.mark.parametrize(
    ("numbers", "said"), [((), None), ((1,), "Maßnahme 1 ist"), ((1, 2), "Maßnahme 1 und Maßnahme 2 sind")]
)
def test_a_ready_plan_names_what_a_council_cannot_decide_on_yet(numbers, said):
    both = tuple(a_measure(id=id_of(at), number=at, decision_body="council") for at in (1, 2))
    lacks = (Missing("deadline", "Bis wann?"),)
    found = tuple(MeasureReadiness(id_of(at), at, "", ready=False, quick_win=False, missing=lacks) for at in numbers)
    for ready in (True, False):
        matter = a_matter(measures=both, readiness=msgspec.structs.replace(READY, ready=ready, measures=found))
        overview = section(written(action_plan_page, matter), "Überblick").paragraphs
        named = [text for text in overview if "für Rat oder Kreistag bestimmt" in text]
        assert [text.partition(" für Rat")[0] for text in named] == ([said] if ready and said else [])


HELD: tuple[tuple[tuple[ReviewMonths, ...], int], ...] = (((), 3), ((3,), 2), ((3, 6, 12), 0))


def test_a_plan_all_of_whose_reviews_were_held_names_no_days():
    measure = a_measure(status="decided")
    for held, days in HELD:
        reviews = tuple(
            Review(measure.round, measure.id, months, months, DECIDED, "decided", None, None) for months in held
        )
        matter = a_matter(measures=(measure,), reviews=reviews)
        for write, heading in ((action_plan_page, "Wann wir nachsehen"), (public_page, "Wie geht es weiter?")):
            named = [each for each in written(write, matter).sections if each.heading == heading]
            assert sum(len(each.points) for each in named) == days
            assert bool(named) == bool(days)


ENDLESS = (
    *("W" * 36, "m" * 38, "Ab" * 18, "xyz123" * 6, "A" * 36, "0123456789" * 3, "ÄÖÜ" * 12, "aei" * 12),
    "https://www.musterstadt.de/a/very-long/path_with_underscores",
    "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
)


@pytest.mark.parametrize("write", WRITERS)
def test_no_word_is_so_long_that_it_runs_over_the_next_column(write, tmp_path):
    long = tuple(
        a_measure(id=id_of(at), number=at, title=word, responsible=word, indicator=word, decision_body="council")
        for at, word in enumerate(ENDLESS, start=1)
    )
    matter = a_matter(measures=long)
    page = written(write, matter)
    content = make_pdf(print_job(page, matter.day))
    assert words_over_words(content, tmp_path) == []


@pytest.mark.parametrize("write", WRITERS)
def test_columns_keep_their_widths_whatever_stands_in_them(write):
    page = page_as_html(written(write, a_town())).decode()
    assert "table-layout: fixed" in page
    assert "overflow-wrap: anywhere" in page
    for table in page.split("<table>")[1:]:
        widths = [float(each) for each in re.findall(r'<col style="width:([\d.]+)%">', table)]
        assert len(widths) == table.partition("</thead>")[0].count("<th ")
        assert sum(widths) == pytest.approx(100, abs=0.5)
