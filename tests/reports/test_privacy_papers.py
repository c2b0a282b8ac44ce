"""Papers for privacy: there is one of each for every round, true to its terms, whole in two languages, and no more."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from selfcheck_service.catalogue import read_questionnaire
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.releases import document
from selfcheck_service.core.rounds.own_words import asks_own_words
from selfcheck_service.core.rounds.spoken import spoken_day
from selfcheck_service.core.rounds.terms import Terms
from selfcheck_service.core.rounds.welcome import deleted_on, welcome
from selfcheck_service.reports.privacy.figures import FIGURES
from selfcheck_service.reports.privacy.markdown import as_markdown
from selfcheck_service.reports.privacy.paper import Matter, Teller
from selfcheck_service.reports.privacy.papers import PAPERS, write_paper
from selfcheck_service.reports.privacy.words import BLANKS, WORDS
from selfcheck_service.web.held import LONGEST_DAYS
from tests.builders import a_field, a_multiple_choice, a_number, a_questionnaire, a_rule, a_time, an_item
from tests.checkout import CHECKOUT
from tests.oracle.random_definitions import random_document

HERE = ZoneInfo("Europe/Berlin")
KOMMUNE = read_questionnaire(CHECKOUT / "questionnaires" / "weltoffene-kommune" / "1.0.0").questionnaire
VIEWS = tuple(each.key for each in KOMMUNE.perspectives)
TERMS = Terms("confidential", 5, VIEWS, 90, False, KOMMUNE.key, KOMMUNE.version, {})
ROUND = Matter(
    questionnaire=KOMMUNE,
    terms=TERMS,
    title="Selbstcheck im Frühjahr",
    municipality="Musterstadt",
    languages=("de", "en"),
    opens_at=datetime(2026, 3, 1, 8, tzinfo=HERE),
    closes_at=datetime(2026, 3, 31, 23, 30, tzinfo=HERE),
    codes_days=30,
)
LANGUAGES = ("de", "en")
MODES = {
    "confidential": TERMS,
    "open": replace(TERMS, mode="open", minimum_group_size=None, free_texts=True),
    "institutional": replace(TERMS, mode="institutional", minimum_group_size=None, perspectives=VIEWS[:1]),
}
QUESTIONNAIRES = [KOMMUNE, *(parse_definition(random_document(seed)) for seed in range(12))]
# What names a part of a release, and is no figure about anybody.
NAMES = {
    *("Release.groups", "Release.blocks", "Release.total", "Figure.lowest", "Figure.highest"),
    *("CellFigure.lowest", "CellFigure.highest", "QuarterFigures.lowest", "QuarterFigures.highest"),
    *("ItemFigures.key", "ItemFigures.field", "FieldFigures.key", "QuarterFigures.key"),
    *("GroupFigures.perspectives", "GroupFigures.rule"),
    *("BlockFigures.perspectives", "BlockFigures.rule", "BlockFigures.items", "BlockFigures.fields"),
    *("GapFigures.field", "GapFigures.first", "GapFigures.second"),
}


@st.composite
def matters(draw):
    """Every round that can be made, with any title."""
    questionnaire = draw(st.sampled_from(QUESTIONNAIRES))
    mode, size = draw(st.sampled_from([*(("confidential", size) for size in range(5, 16)), ("open", None)]))
    known = [each.key for each in questionnaire.perspectives]
    views = draw(st.lists(st.sampled_from(known), min_size=1, unique=True)) if known else []
    if draw(st.booleans()):
        mode, size, views = "institutional", None, views[:1]
    days, texts = draw(st.integers(7, 730)), draw(st.booleans())
    opens_at = draw(st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds the zone itself
    name = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
    return Matter(
        questionnaire=questionnaire,
        terms=Terms(mode, size, tuple(views), days, texts, questionnaire.key, questionnaire.version, {}),
        title=draw(name),
        municipality=draw(name),
        languages=draw(st.sampled_from([("de",), ("de", "en"), ("fr",)])),
        opens_at=opens_at.astimezone(HERE),
        closes_at=(opens_at + draw(st.timedeltas(timedelta(minutes=1), timedelta(days=365)))).astimezone(HERE),
        codes_days=30,
        erase_on=draw(st.none() | st.dates(date(2026, 1, 1), date(2041, 1, 1))),
    )


def lines_of(paper):
    return [line for each in paper.sections for line in (each.heading, *each.paragraphs, *each.points)]


def text_of(paper):
    return "\n".join((paper.title, *lines_of(paper)))


@pytest.mark.parametrize("name", PAPERS)
def test_who_types_forms_in_and_when_they_are_destroyed_is_said_where_there_may_be_any(name):
    for mode, terms in MODES.items():
        paper = write_paper(name, replace(ROUND, terms=terms), "en")
        text = text_of(paper)
        assert ("whoever types them in reads what stands on them" in text) is (mode != "open")
        assert ("destroyed as soon as they have been typed in" in text) is (mode != "open")
        assert (BLANKS["on_paper"][1] in paper.to_complete) is (mode != "open")
        assert ("on paper" in text.lower()) is (mode != "open")


@pytest.mark.parametrize(("name", "language"), list(product(PAPERS, LANGUAGES)))
def test_a_paper_is_what_was_read_before(name, language):
    written = as_markdown(write_paper(name, ROUND, language))
    assert written == (Path(__file__).parent / "papers" / f"{name}.{language}.md").read_text()


@given(matters(), st.sampled_from(list(PAPERS)), st.sampled_from(LANGUAGES))
def test_every_round_that_can_be_has_every_paper(matter, name, language):
    paper = write_paper(name, matter, language)
    assert (paper.name, paper.language) == (name, language)
    assert matter.title in paper.title
    assert all(line.strip() for line in lines_of(paper))
    assert all(section.paragraphs or section.points for section in paper.sections)
    assert write_paper(name, matter, language) == paper


@given(matters(), st.sampled_from(list(PAPERS)), st.sampled_from(LANGUAGES))
def test_what_is_left_to_fill_in_is_named_and_stands_in_the_text(matter, name, language):
    opening = "[bitte ergänzen: " if language == "de" else "[please complete: "
    matter = replace(matter, title="T", municipality="M")
    paper = write_paper(name, matter, language)
    found = re.findall(rf"{re.escape(opening)}([^]]+)\]", text_of(paper))
    assert list(paper.to_complete) == list(dict.fromkeys(found))
    assert len(paper.to_complete) > 3


@given(matters(), st.sampled_from(LANGUAGES))
def test_the_sheet_has_every_item_and_every_perspective_word_for_word(matter, language):
    text = text_of(write_paper("staff-council-sheet", matter, language))
    source = matter.questionnaire.languages[0]
    asked = [item.name for _, field in walk_fields(matter.questionnaire.fields, ()) for item in field.items]
    views = [each.title for each in matter.questionnaire.perspectives if each.key in matter.terms.perspectives]
    for words in (*asked, *views):
        assert " ".join(Text(words).in_language(language, source).split()) in text


@given(matters(), st.sampled_from(LANGUAGES))
def test_days_are_those_that_people_are_told(matter, language):
    last = deleted_on(matter.closes_at, matter.terms.retention_days)
    gone = last if matter.erase_on is None else min(last, matter.erase_on)
    for name in PAPERS:
        text = text_of(write_paper(name, matter, language))
        assert spoken_day(gone, language) in text
        # A guest round may go before its responses would: no other day is named then.
        assert gone == last or not re.search(rf"(?<!\d){re.escape(spoken_day(last, language))}", text)


def test_days_are_counted_in_germany():
    """At 23:30 in Berlin it is another day in UTC, half of the year an hour and half of it two before midnight."""
    for closes_at, days, gone in (
        (datetime(2026, 3, 31, 21, 30, tzinfo=UTC), 90, "29. Juni 2026"),
        (datetime(2026, 3, 31, 22, 30, tzinfo=UTC), 90, "30. Juni 2026"),
        (datetime(2026, 1, 31, 22, 30, tzinfo=UTC), 28, "28. Februar 2026"),
        (datetime(2026, 1, 31, 23, 30, tzinfo=UTC), 28, "1. März 2026"),
    ):
        terms = replace(TERMS, retention_days=days)
        matter = replace(ROUND, terms=terms, closes_at=closes_at.astimezone(HERE))
        assert f"am {gone}" in text_of(write_paper("record-of-processing", matter, "de"))


def test_codes_that_nobody_used_go_with_the_responses_where_these_go_first():
    for days, codes_gone in ((7, "7. April 2026"), (90, "30. April 2026")):
        matter = replace(ROUND, terms=replace(TERMS, retention_days=days))
        assert f"spätestens am {codes_gone}" in text_of(write_paper("privacy-notice", matter, "de"))


@given(matters(), st.sampled_from(LANGUAGES))
def test_the_notice_says_what_respondents_are_told_with_the_same_words(matter, language):
    notice = text_of(write_paper("privacy-notice", matter, language))
    sheet = text_of(write_paper("staff-council-sheet", matter, language))
    own_words = asks_own_words(matter.questionnaire, matter.terms.perspectives or ("",))
    for statement in welcome(matter.terms, matter.closes_at, erase_on=matter.erase_on, own_words=own_words):
        assert statement.text[language] in sheet
        # When answers may be corrected stands among the rights, beside the article that it is about.
        assert statement.text[language] in notice or statement.key == "correction"


@given(matters(), st.sampled_from(list(PAPERS)), st.sampled_from(LANGUAGES))
def test_markdown_shows_just_what_the_paper_says(matter, name, language):
    """Whatever stands in a title: no heading, link, emphasis or mark-up comes of it."""
    paper = write_paper(name, matter, language)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(as_markdown(paper))
    inline = [token for token in tokens if token.type == "inline"]
    shown = ["".join(child.content or "\n" for child in token.children or ()) for token in inline]
    said = [paper.title, *lines_of(paper)]
    assert [" ".join(line.split()) for line in shown] == [" ".join(line.split()) for line in said]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special"}


@pytest.mark.parametrize("mode", MODES)
def test_each_mode_is_told_as_it_is(mode):
    sheet = write_paper("staff-council-sheet", replace(ROUND, terms=MODES[mode]), "en")
    text = text_of(sheet)
    assert ("Up to 4 responses altogether: nothing." in text) == (mode == "confidential")
    assert ("There is no evaluation of individuals" in text) == (mode == "confidential")
    assert ("individual ratings can be seen" in text) == (mode == "open")
    assert ("under which display name" in text) == (mode == "open")
    assert ("One joint answer is shown" in text) == (mode == "institutional")
    assert ("Evaluation of the joint answer" in text) == (mode == "institutional")
    measures = text_of(write_paper("record-of-processing", replace(ROUND, terms=MODES[mode]), "en"))
    assert ("ratings under the display names. When somebody erases theirs, it is withdrawn" in measures) == (
        mode == "open"
    )
    assert ("A release needs 5 responses" in measures) == (mode == "confidential")


@pytest.mark.parametrize("asked", [True, False])
def test_free_texts_are_marked_and_spoken_of_only_where_they_are_asked_for(asked):
    matter = replace(ROUND, terms=replace(TERMS, free_texts=asked))
    papers = {name: text_of(write_paper(name, matter, "en")) for name in PAPERS}
    assert papers["staff-council-sheet"].count("free text; not asked in this round") == (0 if asked else 10)
    assert papers["staff-council-sheet"].count("(free text") == 10
    assert ("Should people be asked for free texts?" in papers["staff-council-sheet"]) == asked
    assert ("Article 9 GDPR" in papers["record-of-processing"]) == asked
    assert ("They may contain details about people." in papers["privacy-notice"]) == asked


@pytest.mark.parametrize("asked", [True, False])
def test_where_nobody_finds_room_for_own_words_no_paper_speaks_of_them(asked):
    council = replace(ROUND, terms=replace(TERMS, perspectives=VIEWS[2:3], free_texts=asked))
    bare = replace(council, questionnaire=parse_definition(a_questionnaire(a_field("f", an_item()))))
    bare = replace(bare, terms=replace(bare.terms, perspectives=()))
    for name in PAPERS:
        assert "free text" not in text_of(write_paper(name, bare, "en"))
        assert "eigene Worte" not in text_of(write_paper(name, bare, "de"))
    papers = {name: text_of(write_paper(name, council, "en")) for name in PAPERS}
    # The list of all items has those of the other form too, and says that nobody is asked them here.
    assert papers["staff-council-sheet"].count("free text; not asked in this round; nobody is asked this here") == 10
    assert "Nobody is asked for free texts." not in papers["staff-council-sheet"]
    assert "Should people be asked for free texts?" not in papers["staff-council-sheet"]
    assert "Article 9 GDPR" not in papers["record-of-processing"]
    assert "text of your own" not in papers["privacy-notice"]


@pytest.mark.parametrize(
    ("size", "nothing", "quarters", "cells"),
    [(5, "Bis 4 ", "5 bis 9 ", "Ab 10 "), (9, "Bis 8 ", "9 bis 9 ", "Ab 10 "), (12, "Bis 11 ", None, "Ab 12 ")],
)
def test_sizes_are_those_of_the_release_policy(size, nothing, quarters, cells):
    matter = replace(ROUND, terms=replace(TERMS, minimum_group_size=size))
    sheet = write_paper("staff-council-sheet", matter, "de")
    heading = WORDS["sizes"][0]
    (points,) = [each.points for each in sheet.sections if each.heading == heading]
    begun = [start for start in (nothing, quarters, cells) if start is not None]
    assert [point.startswith(start) for point, start in zip(points, begun, strict=True)] == [True] * len(begun)
    assert ("in welchem Viertel" in text_of(sheet)) == (quarters is not None)


def test_nobody_is_responsible_by_name_for_a_guest_round():
    guest = replace(ROUND, erase_on=date(2026, 5, 30))
    for name in PAPERS:
        assert "Musterstadt" in text_of(write_paper(name, ROUND, "de"))
        paper = write_paper(name, guest, "de")
        assert "Musterstadt" not in text_of(paper)
        assert BLANKS["controller"][0] in paper.to_complete
        assert "30. Mai 2026" in text_of(paper)


def test_the_catalogue_names_every_figure_that_a_release_can_hold():
    public = [each for name, each in vars(document).items() if not name.startswith("_")]
    structs = [each for each in public if isinstance(each, type) and issubclass(each, msgspec.Struct)]
    members = {f"{each.__name__}.{name}" for each in structs for name in each.__struct_fields__}
    named = [member for group in FIGURES.values() for member in group]
    assert sorted(members) == sorted({*named, *NAMES})
    assert len(named) == len(set(named))
    assert not NAMES & set(named)


def test_items_are_marked_with_their_type():
    text = {"key": "free", "type": "text", "prompt": "In your words?"}
    pairs = {
        "key": "which",
        "type": "pairwise",
        "prompt": "Which of the two?",
        "pairwise": {"options": [{"value": key, "title": key.upper()} for key in ("x", "y")]},
    }
    length = {
        "key": "long",
        "type": "duration",
        "prompt": "How long?",
        "duration": {"range": "[0, 9]", "unit": "days", "points": "value"},
    }
    items = (an_item("a", (0, 1)), a_multiple_choice("m", (1, 2)), a_number("n"), a_time("t"), length, text, pairs)
    made = parse_definition(a_questionnaire(a_field("f", *items)))
    matter = replace(ROUND, questionnaire=made, terms=replace(TERMS, perspectives=(), free_texts=True))
    sheet = write_paper("staff-council-sheet", matter, "en")
    assert sheet.sections[-1].points == (
        "Item a (one answer of: “Option 0”, “Option 1”)",
        "Item m (several answers of: “Option 0”, “Option 1”)",
        "Item n (number)",
        "Item t (time of day)",
        "How long? (duration)",
        "In your words? (free text)",
        "Which of the two? (compares pairs of: “X”, “Y”)",
    )


def test_a_form_that_is_read_by_nobody_in_the_round_is_not_spoken_of():
    staff = replace(ROUND, terms=replace(TERMS, perspectives=VIEWS[:2]))
    council = replace(ROUND, terms=replace(TERMS, perspectives=VIEWS[2:3]))
    assert "Words in" not in text_of(write_paper("staff-council-sheet", staff, "en"))
    assert "nobody is asked this here" not in text_of(write_paper("staff-council-sheet", staff, "en"))
    assert "nobody is asked this here" in text_of(write_paper("staff-council-sheet", council, "en"))
    assert "Words in" in text_of(write_paper("staff-council-sheet", council, "en"))


def test_no_word_is_promised_that_codes_do_not_keep():
    """Until they are deleted, responses hang on a secret: that is confidential, and is called nothing beyond."""
    said = [*WORDS.items(), *BLANKS.items()]
    assert [name for name, texts in said if "anonym" in " ".join(texts).lower()] == []


@pytest.mark.parametrize("name", ["purpose.pages", "notice.data.pages"])
def test_the_cookie_of_the_pages_lives_as_long_as_papers_say(name):
    assert [f"{LONGEST_DAYS} " in text for text in WORDS[name]] == [True, True]


def test_sentences_are_short():
    for name, texts in WORDS.items():
        for sentence in (part for text in texts for part in re.split(r"(?<=[.?!])\s", text)):
            assert len(sentence.split()) <= 25, (name, sentence)


def test_all_words_are_used():
    used = set()

    class Listening(Teller):
        def say(self, name, /, **further):
            used.add(name.replace("*", self.mode))
            return super().say(name, **further)

    units = a_field("u", units={"maximum": 3, "title": "Unit", "scoring": a_rule()})
    computed = {"key": "sum", "type": "computed", "title": "Sum", "computed": {"value": "n + 1", "points": "value"}}
    pairs = {"options": [{"value": key, "title": key.upper()} for key in ("x", "y")]}
    others = [
        *(a_number("n"), a_time("t"), a_multiple_choice("m"), an_item("o"), computed),
        {
            "key": "d",
            "type": "duration",
            "prompt": "D",
            "duration": {"range": "[0, 9]", "unit": "days", "points": "value"},
        },
        {"key": "p", "type": "pairwise", "prompt": "P", "pairwise": pairs},
    ]
    small = parse_definition(a_questionnaire(a_field("f", *others), units))
    for terms, texts, guest in product(MODES.values(), (True, False), (True, False)):
        for questionnaire, views in ((KOMMUNE, terms.perspectives), (KOMMUNE, VIEWS[2:3]), (small, ())):
            matter = replace(
                ROUND,
                questionnaire=questionnaire,
                terms=replace(terms, free_texts=texts, perspectives=views),
                languages=("de", "en", "de-simple", "fr"),
                erase_on=date(2026, 5, 30) if guest else None,
            )
            for paper in PAPERS.values():
                paper(Listening(matter, "de"))
    assert sorted(set(WORDS) - used - {"blank", "mark.other"}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_only_the_municipality_can_say_is_left_to_it(language):
    paper = write_paper("privacy-notice", ROUND, language)
    place = LANGUAGES.index(language)
    assert {BLANKS[name][place] for name in ("interests", "duty")} <= set(paper.to_complete)
    assert ("Protokoll bleibt außerdem", "audit trail also keeps")[place] in text_of(paper)
