"""The brief, cards, ballots and measure sheets as PDF: all that the brief says, on pages that can be used."""

import re
from fractions import Fraction
from functools import cache
from html import escape

import msgspec
import pytest

from selfcheck_service.core.ballots.asking import BallotKind, BallotOption
from selfcheck_service.core.releases.document import Figure
from selfcheck_service.core.releases.release_texts import RELEASE_TEXTS
from selfcheck_service.core.scoring.phrases import phrases_in
from selfcheck_service.core.workshop import PreparedWorkshop, WorkshopBrief, prepare_workshop
from selfcheck_service.core.workshop.document import BallotOrder, Card
from selfcheck_service.reports.pdf import PrintJob, make_pdf
from selfcheck_service.reports.pdf.brief import brief_job
from selfcheck_service.reports.pdf.room import ballots_job, cards_job, measure_sheets_job
from selfcheck_service.reports.planning.plan_words import PLAN_WORDS
from selfcheck_service.reports.workshop import workshop_page
from selfcheck_service.reports.workshop.ballots import ballots_of
from selfcheck_service.reports.workshop.words import card_words
from selfcheck_service.use_cases.balloting import titles_to_ask
from selfcheck_service.web.words import words_in
from tests.core.workshop.briefs import brief_of, in_quarters, made_up, shipped, small_brief
from tests.reports.pdf.opened import alternatives_of, opened, tags_of, text_of, text_off_the_paper

KINDS = ("blocks", "quarters", "open", "joint")
EVIL = '#panic() $x$ \\ ] "quoted" <b> 😀 ' + "x" * 90
KINDS_OF_BALLOTS: tuple[BallotKind, ...] = ("fields", "suggestions")
ROOM = {"cards": cards_job, "ballots": ballots_job, "measure-sheets": measure_sheets_job}


@cache
def prepared(kind: str, language: str = "de") -> PreparedWorkshop:
    return prepare_workshop(brief_of(kind, language), "full_day", 30)


@cache
def printed(kind: str, language: str = "de") -> bytes:
    return make_pdf(brief_job(prepared(kind, language)))


@cache
def in_the_room(name: str, kind: str, language: str = "de") -> bytes:
    return make_pdf(ROOM[name](brief_of(kind, language)))


def cards_of(brief: WorkshopBrief) -> list[Card]:
    """All cards, in the order in which they are dealt."""
    proposed = [card for field in brief.priorities for card in field.cards]
    return [*proposed, *(card for field in brief.strengths for card in field.cards), *brief.overall]


def plain(text: str) -> str:
    """A text without what a line break may add or take: readers differ in how they join a divided word."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


def running_on(content: bytes, brief: WorkshopBrief) -> str:
    """The plain text of all pages, without the head and the foot that come between them."""
    shown = plain(text_of(content))
    foot = rf"{re.escape(plain(brief.title))}·[\w.]+?(?:Seite|Page)\d+(?:von|of)\d+"
    head = rf"{re.escape(plain(brief.title))}–[Ww]orkshop"
    return re.sub(head, "", re.sub(foot, "", shown))


def texts_in(value: object) -> list[str]:
    """All sentences in a document: what has a space in it."""
    match value:
        case str():
            return [value] if " " in value else []
        case dict():
            return [text for each in value.values() for text in texts_in(each)]
        case list() | tuple():
            return [text for each in value for text in texts_in(each)]
        case _:
            return []


def evil_brief() -> WorkshopBrief:
    """A brief in which everything that somebody wrote is an attack or breaks a line."""
    return msgspec.convert(_with_evil(msgspec.to_builtins(brief_of("open"))), WorkshopBrief, strict=False)


def _with_evil(value: object) -> object:
    match value:
        case str():
            return EVIL if " " in value else value
        case dict():
            return {key: _with_evil(each) for key, each in value.items()}
        case list() | tuple():
            return [_with_evil(each) for each in value]
        case _:
            return value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_brief_says_on_paper_all_that_it_says(kind, language):
    shown = running_on(printed(kind, language), prepared(kind, language).brief)
    data = msgspec.to_builtins(prepared(kind, language))
    # A place where no field lies needs no hint.
    data["brief"]["grid"] = [each for each in data["brief"]["grid"] if each["fields"]]
    # The pattern of a field is said where there is one; of all items it is.
    unsaid = {RELEASE_TEXTS["pattern.not_determinable"][0 if language == "de" else 1]}
    missing = [text for text in texts_in(data) if plain(text) not in shown and text not in unsaid]
    assert missing == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_joint_answer_is_nowhere_counted_as_a_person(language):
    page = workshop_page(prepared("joint", language)).decode()
    head = page[: page.index('id="schedule"')]
    one = {"de": "eine Person", "en": "one person"}[language]
    joint = {"de": "eine gemeinsame Antwort", "en": "one joint answer"}[language]
    first = " ".join(opened(printed("joint", language)).pages[0].extract_text().split())
    for shown in (head, first):
        assert joint in shown
        assert one not in shown.replace("\u00ad", "")


@pytest.mark.parametrize("kind", KINDS)
def test_each_part_of_the_brief_has_its_heading_and_the_schedule_its_page(kind):
    content = printed(kind)
    shown, brief = plain(text_of(content)), prepared(kind).brief
    assert tags_of(content).count("H2") == len(brief.parts) + 1
    assert tags_of(content).count("H1") == 1
    pages = [plain(page.extract_text()) for page in opened(content).pages]
    for block in prepared(kind).schedule.blocks:
        for part in block.parts:
            name = plain(f"{part.number}{part.title}")
            (page,) = {int(found) for found in re.findall(rf"{re.escape(name)}\(S\.(\d+)\)", shown)}
            assert name in pages[page - 1]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_of_a_field_stands_on_the_page_of_its_first_card(kind):
    pages = [plain(page.extract_text()) for page in opened(printed(kind)).pages]
    brief = prepared(kind).brief
    led = [(plain(each.lead_question), plain(each.cards[0].title)) for each in brief.priorities if each.cards]
    assert led
    for question, card in led:
        assert any(question in page and card in page for page in pages), card


def test_figures_are_intervals_with_words_for_each_bar():
    shown, brief = text_of(printed("blocks")), prepared("blocks").brief
    for field in (*brief.profile, *brief.views):
        low, high = (f"{value:g}".replace(".", ",") for value in (field.value.lowest, field.value.highest))
        assert f"{low}–{high}" in shown
        assert f"{field.title}: {low} bis {high} auf einer Skala von 0 bis 100" in alternatives_of(printed("blocks"))


# Ties go to the even digit, as they do where an evaluation is explained; a float is what was written.
FIGURES = (42.916666, 3.125, 3.135, 9.125, -0.001, -7.5, 0.0049, 12.1, 100, 7.005, 0.615, 1 / 3)


@pytest.mark.parametrize("language", ["de", "en"])
def test_numbers_on_paper_are_those_of_pages_and_minutes(language):
    brief = prepared("open", language).brief
    fields = zip((*brief.profile, *brief.views), FIGURES, strict=False)
    shown = [msgspec.structs.replace(each, value=Figure(value, value, None)) for each, value in fields]
    assert len(shown) == len(FIGURES)
    made = msgspec.structs.replace(brief, profile=tuple(shown), views=())
    content = make_pdf(brief_job(msgspec.structs.replace(prepared("open", language), brief=made)))
    page = workshop_page(msgspec.structs.replace(prepared("open", language), brief=made)).decode()
    for each, value in zip(shown, FIGURES, strict=True):
        told = phrases_in(language).number(Fraction(str(value)))
        assert any(alt.startswith(f"{each.title}: {told} ") for alt in alternatives_of(content)), told
        assert f">{told}<" in page


def test_a_small_group_is_shown_by_quarters_alone():
    shown, brief = text_of(printed("quarters", "en")), prepared("quarters", "en").brief
    for field in brief.profile:
        assert f"{field.title}: quarter {field.quarter} of 4 on a scale from 0 to 100" in alternatives_of(
            printed("quarters", "en")
        )
    titles = [part.title for part in brief.parts]
    assert all(title in shown for title in titles)
    assert not [title for title in ("Where we agree", "Where we differ", "Different perspectives") if title in shown]
    assert not re.search(r"\d+\.\d+–\d", shown)


def test_the_smallest_brief_can_be_printed():
    for release in (made_up({}), in_quarters(a=2)):
        brief = small_brief(release)
        jobs = [brief_job(prepare_workshop(brief, "online", 5)), *(make(brief) for make in ROOM.values())]
        assert all(opened(make_pdf(job)).pages for job in jobs)


def test_each_card_stands_on_half_a_page_with_empty_ones_behind():
    brief = brief_of("blocks")
    cards = cards_of(brief)
    content = in_the_room("cards", "blocks")
    shown = plain(text_of(content))
    for card in cards:
        for text in (card.title, card.text, card.first_step, card.who, card.indicator, card.lead_question, card.why):
            assert plain(text or "") in shown
    empty = shown.count("EigeneIdee")
    assert empty in {2, 3}
    assert len(opened(content).pages) == (len(cards) + empty) / 2
    assert tags_of(content).count("H1") == len(cards) + empty
    assert shown.count(plain("zur Seite legen, weil:")) == len(cards) + empty


def test_ballots_have_all_options_and_a_sheet_to_count():
    brief, content = brief_of("quarters", "en"), in_the_room("ballots", "quarters", "en")
    pages = [" ".join(page.extract_text().split()) for page in opened(content).pages]
    assert len(pages) == 5
    fields, counted = pages[1], pages[2]
    for field in brief.profile:
        assert plain(fields).count(plain(field.title)) == 4
        assert plain(counted).count(plain(field.title)) == 1
    assert not any(view.title in fields for view in brief.views)
    assert f"You have {(len(brief.profile) + 1) // 2} dots." in fields
    assert "Strokes" in counted
    for title in (brief.priorities[0].cards[0].title, brief.overall[0].title):
        assert plain(title) in plain(pages[3])
        assert plain(title) in plain(pages[4])


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_idea_of_the_rooms_own_has_a_line_beside_suggestions_and_is_counted(language):
    idea = plain({"de": "Eigene Idee:", "en": "Own idea:"}[language])
    content = in_the_room("ballots", "quarters", language)
    lead, fields, counted_fields, cards, counted_cards = (plain(each.extract_text()) for each in opened(content).pages)
    slips = cards.count(plain(next(ballots_of(brief_of("quarters", language))).options[0])) or cards.count(idea)
    assert [each.count(idea) for each in (lead, fields, counted_fields, cards, counted_cards)] == [0, 0, 0, slips, 1]
    assert slips >= 1
    assert plain({"de": "keine Handschrift verrät", "en": "no handwriting tells"}[language]) in lead
    page = workshop_page(prepared("quarters", language)).decode()
    assert plain(page).count(plain(f">{idea}</th>")) == 1


def test_a_ballot_that_is_full_has_no_line_more_and_only_one_for_suggestions_has_any():
    brief = brief_of("blocks")
    card = cards_of(brief)[0]
    many = tuple(msgspec.structs.replace(card, key=f"card{at}", title=f"Karte {at}") for at in range(60))
    for count, own in ((59, True), (60, False)):
        keys = tuple(each.key for each in many[:count])
        order = BallotOrder(brief.ballot_order.fields, keys)
        full = msgspec.structs.replace(brief, overall=(*brief.overall, *many), ballot_order=order)
        assert [each.own for each in ballots_of(full)] == [False, own]
        assert (plain("Eigene Idee:") in plain(text_of(make_pdf(ballots_job(full))))) is own


@pytest.mark.parametrize("language", ["de", "en"])
def test_paper_page_and_phone_ask_the_same_in_the_same_order(language):
    brief, plan = brief_of("blocks", language), shipped()
    asked = {kind: [BallotOption(key, title) for key, title in titles_to_ask(plan, kind)] for kind in KINDS_OF_BALLOTS}
    dealt = {card.key for card in cards_of(brief)}
    options = {
        "fields": [each.say(language) for each in asked["fields"]],
        "suggestions": [each.say(language) for each in asked["suggestions"] if each.key in dealt],
    }
    found = list(ballots_of(brief))
    assert [list(each.options) for each in found] == list(options.values())
    words = words_in(language).ballots.first_title
    assert [each.question for each in found] == [words[kind] for kind in KINDS_OF_BALLOTS]
    page = workshop_page(prepared("blocks", language)).decode()
    for ballot in found:
        printed_in_order = plain(text_of(in_the_room("ballots", "blocks", language)))
        places = [printed_in_order.index(plain(each)) for each in ballot.options]
        assert places == sorted(places)
        below = page[page.index(f"<h3>{escape(ballot.question)}</h3>") :]
        assert [below.index(f">{escape(each)}<") for each in ballot.options] == sorted(
            below.index(f">{escape(each)}<") for each in ballot.options
        )


def test_there_is_no_ballot_where_there_is_nothing_to_choose():
    brief = msgspec.structs.replace(brief_of("quarters"), ballot_order=BallotOrder(("teilhabe",), ()))
    assert ballots_job(brief).data == {"ballots": [], "made_up": False}
    assert len(opened(make_pdf(ballots_job(brief))).pages) == 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_a_card_and_a_sheet_have_is_called_alike_on_paper_and_on_the_page(language):
    page = workshop_page(prepared("blocks", language)).decode()
    words = card_words(language)
    cards, brief = (
        plain(text_of(content)) for content in (in_the_room("cards", "blocks", language), printed("blocks", language))
    )
    shown = {"first_step", "lead_question", "who", "indicator", "unsuitable_when"}
    assert all(plain(words[name]) in cards and plain(words[name]) in brief for name in shown)
    assert all(plain(words[name]) in brief for name in ("measurement", "obstacle", "way_round", "procedures"))
    assert all(escape(words[name]) in page for name in (*shown, "measurement", "obstacle", "way_round", "procedures"))
    card = cards_of(prepared("blocks", language).brief)[0]
    line = (
        f"{words['effort']}: {words[f'effort.{card.effort}']} · {words['horizon']}: {words[f'horizon.{card.horizon}']}"
    )
    assert plain(line) in cards
    assert plain(line) in brief
    sheet = plain(text_of(in_the_room("measure-sheets", "blocks", language)))
    for name in ("sheet.title", "sheet.note"):
        said = PLAN_WORDS[name][language == "en"]
        assert plain(said) in sheet
        assert escape(said) in page


# What a decision needs, and what is ticked: as the action plan calls it.
NEEDED = ("title", "fields", "first_step", "responsible", "deadline", "review_on", "indicator", "baseline", "target")
TICKED = ("status.", "body.", "euro.", "yes", "no")
# What a measure is called while a council still has to adopt it; on the sheet it is decided or it is not.
OF_PAPERS = "status.decided.workshop"


@pytest.mark.parametrize("language", ["de", "en"])
def test_each_measure_has_a_page_of_its_own_with_every_field_that_a_decision_needs(language):
    brief, content = brief_of("blocks", language), in_the_room("measure-sheets", "blocks", language)
    pages = [plain(page.extract_text()) for page in opened(content).pages]
    cards = cards_of(brief)
    assert len(pages) == len(cards) + 1
    words = {name: texts[language == "en"] for name, texts in PLAN_WORDS.items()}
    for page, card in zip(pages, [None, *cards], strict=True):
        assert all(plain(f"{words[f'head.{name}']}*") in page for name in NEEDED)
        assert all(plain(text) in page for name, text in words.items() if name.startswith(TICKED) and name != OF_PAPERS)
        if card is not None:
            assert all(plain(text) in page for text in (card.title, card.first_step, card.who, card.indicator))
            assert plain(words["origin.suggestion"].format(suggestion=card.title)) in page
            assert card.key not in page


@pytest.mark.parametrize("make", [lambda brief: brief_job(prepare_workshop(brief, "full_day", 30)), *ROOM.values()])
def test_no_text_of_a_questionnaire_becomes_code_or_leaves_the_page(make):
    job: PrintJob = make(evil_brief())
    shown = plain(text_of(make_pdf(job)))
    assert shown.count(plain(EVIL.replace("😀", "▯"))) > 10


def long_brief() -> WorkshopBrief:
    """A brief with a card that fills pages, and with more fields in one place than a page has lines."""
    brief = brief_of("blocks")
    first, *others = brief.priorities
    card, *more = first.cards
    said = " ".join(f"Wort{number}" for number in range(800))
    card = msgspec.structs.replace(card, text=said, who=said.replace("Wort", "Wer"))
    fields = tuple(
        msgspec.structs.replace(brief.profile[0], key=f"far{at}", title=f"Ein Feld mit längerem Namen, Nummer {at}.")
        for at in range(70)
    )
    crowded = {"not_determinable": tuple(each.key for each in fields)}
    return msgspec.structs.replace(
        brief,
        profile=(*brief.profile, *fields),
        grid=tuple(
            msgspec.structs.replace(each, fields=(*each.fields, *crowded.get(each.place, ()))) for each in brief.grid
        ),
        priorities=(msgspec.structs.replace(first, cards=(card, *more)), *others),
    )


@pytest.mark.parametrize(
    "make", [lambda brief: brief_job(prepare_workshop(brief, "half_day", 30)), cards_job, measure_sheets_job]
)
def test_what_is_longer_than_a_page_goes_on_on_the_next(make):
    content = make_pdf(make(long_brief()))
    assert text_off_the_paper(content) == []
    assert all(f"Wer{number}" in text_of(content) for number in range(800))


def test_a_card_too_long_for_half_a_page_has_pages_of_its_own():
    brief = long_brief()
    following = plain(brief.priorities[0].cards[1].title)
    pages = [plain(page.extract_text()) for page in opened(make_pdf(cards_job(brief))).pages]
    (beginning,) = (at for at, page in enumerate(pages) if "Wort0Wort1" in page)
    (end,) = (at for at, page in enumerate(pages) if "Wer799" in page)
    assert (beginning, following in pages[end], following in pages[end + 1]) == (0, False, True)


@pytest.mark.parametrize("make", [lambda brief: brief_job(prepare_workshop(brief, "online", 8)), *ROOM.values()])
def test_the_same_brief_is_the_same_bytes(make):
    assert make_pdf(make(brief_of("quarters"))) == make_pdf(make(brief_of("quarters")))


@pytest.mark.parametrize("make", ROOM.values())
def test_a_paper_of_a_demo_says_on_each_page_that_it_is_made_up(make):
    for language, words in (("de", "Vorführung: alles darin ist erfunden."), ("en", "Demo: all of this is made up.")):
        pages = [
            plain(page.extract_text())
            for page in opened(make_pdf(make(brief_of("blocks", language), made_up=True))).pages
        ]
        assert len(pages) > 1
        assert all(plain(words) in page for page in pages)
        assert plain(words) not in plain(text_of(make_pdf(make(brief_of("blocks", language)))))


@pytest.mark.parametrize(("language", "answer"), [("de", "eine gemeinsame Antwort"), ("en", "one joint answer")])
def test_a_joint_answer_is_not_counted_as_a_person(language, answer):
    brief = prepared("joint", language).brief
    text = running_on(printed("joint", language), brief)
    assert plain(answer) in text
    assert plain("Antwort von:" if language == "de" else "Answer of:") in text
