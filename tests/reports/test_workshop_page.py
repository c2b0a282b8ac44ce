"""The workshop brief as one HTML file, read by a parser: complete, in order, escaped, and without any other file."""

import base64
import hashlib
import itertools
import re
from functools import cache
from html.parser import HTMLParser
from typing import get_args

import msgspec
import pytest

from selfcheck_service.core.releases.document import CellFigure
from selfcheck_service.core.workshop import About, prepare_workshop
from selfcheck_service.core.workshop.document import FieldAtAGlance, GridCell, Place
from selfcheck_service.reports.planning.plan_words import PLAN_WORDS
from selfcheck_service.reports.workshop import workshop_page
from selfcheck_service.reports.workshop.pictures import Bar, Span, bar_of, bar_of_cell, bar_of_field, grid_of
from selfcheck_service.reports.workshop.words import WORDS
from tests.core.workshop.briefs import a_gap, brief_of, figure, made_up, small_brief

KINDS = ("blocks", "quarters", "open", "joint")
EMPTY_TAGS = {"meta", "input", "br", "rect", "circle"}
FULL = {
    "a": {"value": figure(3.5, 3.7), "quadrant": "strength", "pattern": "aligned"},
    "b": {"value": figure(1, 1.5), "quadrant": "tackle_together", "urgency": figure(40, 60), "urgent": "urgent"},
    "c": {"value": figure(3), "quadrant": "clarify_perception", "pattern": "camps"},
}


class Page(HTMLParser):
    """What a page has: its elements in order, each with its attributes and the text in it."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text = page.decode()
        self.elements: list[dict[str, str]] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(self.text)
        assert not self._open

    def handle_starttag(self, tag, attrs):
        made = {"tag": tag, "text": "", "inside": " ".join(name for name, _ in self._open), **dict(attrs)}
        self.elements.append(made)
        if tag not in EMPTY_TAGS:
            self._open.append((tag, made))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY_TAGS:
            self._open.pop()

    def handle_endtag(self, tag):
        name, _ = self._open.pop()
        assert name == tag

    def handle_data(self, data):
        for _, made in self._open:
            made["text"] += data

    def all(self, *tags):
        return [each for each in self.elements if each["tag"] in tags]


def page_of(brief, kind="half_day", people=None):
    return Page(workshop_page(prepare_workshop(brief, kind, people)))


@cache
def made(kind, language="de"):
    return page_of(brief_of(kind, language), "two_parts" if kind == "quarters" else "half_day")


@cache
def full(language="de"):
    release = made_up(FULL, gaps=(a_gap("a", "second_higher", -2.5, -1.5),))
    return page_of(small_brief(release, language, kind="town"))


@pytest.mark.parametrize("kind", KINDS)
class TestAnyBrief:
    def test_there_is_one_main_heading_and_the_others_leave_out_no_step(self, kind):
        levels = [int(each["tag"][1]) for each in made(kind).all("h1", "h2", "h3", "h4")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
        assert all(each["text"].strip() for each in made(kind).all("h1", "h2", "h3", "h4"))

    def test_it_needs_no_other_file_and_no_network(self, kind):
        page = made(kind)
        assert not page.all("link", "img", "iframe", "object", "form", "base")
        assert all(each["href"].startswith("#") for each in page.all("a"))
        names = {name for each in page.elements for name in each}
        assert names.isdisjoint({"src", "srcset", "action", "style", "xlink:href"})
        assert not [name for name in names if name.startswith("on")]
        assert not re.search(r"url\(|@import|https?:", "".join(each["text"] for each in page.all("style", "script")))

    def test_its_policy_lets_in_its_own_style_and_script_and_nothing_else(self, kind):
        page = made(kind)
        (policy,) = (
            each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy"
        )
        hashes = []
        for tag in ("style", "script"):
            (found,) = re.findall(f"<{tag}>(.*?)</{tag}>", page.text, re.DOTALL)
            hashes.append(base64.b64encode(hashlib.sha256(found.encode()).digest()).decode())
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; base-uri 'none'; "
            "form-action 'none'"
        )

    def test_every_link_leads_somewhere_and_every_id_is_there_once(self, kind):
        page = made(kind)
        ids = [each["id"] for each in page.elements if "id" in each]
        assert len(ids) == len(set(ids))
        assert {each["href"][1:] for each in page.all("a")} <= set(ids)

    def test_every_part_of_the_brief_is_a_screen_that_leads_to_the_next(self, kind):
        page = made(kind)
        screens = [each["id"] for each in page.all("section")]
        assert [name for name in screens if name.startswith("part-")] == [
            f"part-{part.number}" for part in brief_of(kind).parts
        ]
        assert screens[:2] == ["start", "schedule"]
        assert screens[-2:] == ["ballot", "measure"]
        onward = [each["href"][1:] for each in page.all("a") if each.get("class") == "on"]
        assert onward == screens[1:]
        assert [each["href"][1:] for each in page.all("a") if each.get("class") == "back"] == screens[:-1]

    def test_every_picture_stands_in_a_row_of_a_table_or_has_a_name_and_a_table_behind_it(self, kind):
        for each in made(kind).all("svg"):
            assert ("td" in each["inside"] or "th" in each["inside"]) == (each.get("aria-hidden") == "true")
            assert each.get("aria-hidden") == "true" or each["role"] == "img"

    def test_every_table_has_a_caption_and_keeps_its_roles_where_it_is_narrow(self, kind):
        page = made(kind)
        assert len(page.all("caption")) == len(page.all("table"))
        assert all(each["text"].strip() for each in page.all("caption"))
        for each in page.all("th", "td"):
            assert "scope" in each or each["tag"] == "td"
        stacked = [each for each in page.all("table") if "stack" in each["class"]]
        assert {each.get("role") for each in stacked} == {"table"}

    def test_numbers_stand_where_they_can_be_hidden(self, kind):
        """What the profile says of a field as a number is in an element that the switch hides."""
        page = made(kind)
        hidden = {each["text"] for each in page.elements if each.get("class") == "n"}
        brief = brief_of(kind)
        assert {each.text for each in brief.profile} <= hidden
        switches = [each["id"] for each in page.all("input")]
        assert switches == ["hide", "project"]
        assert [each["for"] for each in page.all("label")] == switches
        assert "#hide:checked ~ main .n { visibility: hidden; }" in page.text

    def test_the_same_brief_is_the_same_bytes(self, kind):
        prepared = prepare_workshop(brief_of(kind), "online", 20)
        assert workshop_page(prepared) == workshop_page(prepared)


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_speaks_the_language_of_the_brief(language):
    page = made("blocks", language)
    assert page.all("html")[0]["lang"] == language
    assert not [each for each in page.elements if each["tag"] != "html" and "lang" in each]
    headings = [each["text"] for each in page.all("h2")]
    assert {"de": "Ablauf", "en": "Schedule"}[language] in headings
    facts = [each["text"] for each in page.all("dd")]
    assert {"de": "22. November 2026", "en": "22 November 2026"}[language] in facts
    first = next(each for each in brief_of("blocks").profile if each.value.lowest is not None)
    shown = f"{first.value.lowest}".replace(".", "," if language == "de" else ".")
    assert any(each["text"].startswith(shown) for each in page.elements if each.get("class") == "n")


def test_texts_of_another_language_say_so():
    brief = msgspec.structs.replace(brief_of("blocks", "en"), language="tr")
    page = page_of(brief)
    assert page.all("html")[0]["lang"] == "en"
    assert {each["lang"] for each in page.all("span") if "lang" in each} == {"tr"}
    titled = [each["text"] for each in page.all("span") if each.get("lang") == "tr"]
    assert brief.priorities[0].title in titled


@pytest.mark.parametrize("is_made_up", [True, False])
def test_the_first_page_says_for_whom_it_is(is_made_up):
    about = About("Nieder <Beispiel>", "Runde & Co.", is_made_up)
    page = Page(workshop_page(prepare_workshop(brief_of("blocks"), "half_day", about=about)))
    assert [each["text"] for each in page.all("dd")][:2] == ["Nieder <Beispiel>", "Runde & Co."]
    assert ("Das ist eine Vorführung" in page.text) is is_made_up


def test_the_schedule_names_time_method_material_and_parts():
    page = made("blocks")
    prepared = prepare_workshop(brief_of("blocks"), "half_day")
    rows = [each["text"] for each in page.all("tr")]
    for block in prepared.schedule.blocks:
        (row,) = (each for each in rows if block.title in each and block.text in each)
        assert block.method in row
        assert block.material in row
        assert all(f"{part.number} {part.title}" in row for part in block.parts)
    assert any(each.startswith("0:15–0:35") for each in rows)


def test_score_and_agreement_are_a_picture_with_a_table():
    page = full()
    (grid,) = (each for each in page.all("svg") if each.get("role") == "img")
    labels = {each["id"]: each["text"] for each in page.all("title", "desc") if "id" in each}
    assert set(grid["aria-labelledby"].split()) == set(labels)
    assert labels["grid-title"] == "Felder nach Wert und Einigkeit"
    assert {each["text"] for each in page.all("text") if each.get("class") == "in-dot"} == {*"12345"}
    rows = [each["text"] for each in page.all("tr")]
    assert any("Stärke sichern" in row and "1 Feld a" in row for row in rows)
    assert sum(each.get("role") == "img" for each in made("quarters").all("svg")) == 1


def test_each_field_has_its_score_beside_how_far_people_agree():
    page, brief = made("blocks"), brief_of("blocks")
    rows = [each["text"] for each in page.all("tr")]
    assert brief.agreement
    for each in brief.agreement:
        total = each.agree + each.differ + each.left_open + each.open
        assert any(each.finding.text in row and f"Von {total} Fragen: einig {each.agree}," in row for row in rows)


def test_paper_has_ballots_on_fields_and_on_suggestions_and_a_sheet_for_a_measure():
    page, brief = made("blocks", "en"), brief_of("blocks", "en")
    papers = [each["text"] for each in page.all("table") if each.get("class", "").startswith("paper")]
    assert len(papers) == 3
    assert all(each.title in papers[0] for each in brief.profile)
    assert all(card.title in papers[1] for each in brief.priorities for card in each.cards)
    assert all(card.title in papers[1] for card in brief.overall)
    needed = {"title", "fields", "first_step", "first_step_on", "responsible", "deadline"}
    needed |= {"indicator", "baseline", "target", "review_on"}
    assert all(f"{PLAN_WORDS[f'head.{name}'][1]} *" in papers[2] for name in needed)
    assert papers[2].count("*") == len(needed)
    assert "dot or none in each line, 5 at most in all" in page.text


def test_nothing_that_people_have_written_becomes_a_part_of_the_page():
    nasty = "\"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}</style></script><!--'"
    brief = brief_of("open", "en")
    changed = msgspec.convert(_poisoned(msgspec.to_builtins(brief), nasty), type(brief))
    page = page_of(changed)
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert "{{ 7*7 }}" in page.text
    assert "<!--" not in page.text


def _poisoned(value, nasty, name=""):
    if isinstance(value, dict):
        return {key: _poisoned(each, nasty, key) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_poisoned(each, nasty, name) for each in value]
    texts = {"title", "text", "prompt", "why", "who", "first_step", "names", "perspectives", "value", "hint", "sources"}
    return value + nasty if isinstance(value, str) and name in texts else value


def test_a_brief_of_which_hardly_anything_can_be_said_is_a_page_all_the_same():
    page = page_of(small_brief(made_up({}), "de"), "full_day", 60)
    assert not [each for each in page.all("h2") if "einig sind" in each["text"]]
    assert len(page.all("h1")) == 1


def test_the_longest_lists_show_the_first_items_in_full_and_the_others_in_a_table():
    brief = brief_of("open", "en")
    assert len(brief.differ) > 5
    page = made("open", "en")
    shown = [each["text"] for each in page.all("h3")]
    assert brief.differ[4].prompt in shown
    assert brief.differ[5].prompt not in shown
    assert "Further items" in shown
    assert all(item.prompt in page.text.replace("&#39;", "'") for item in brief.differ)


class TestPictures:
    def test_a_bar_lies_where_its_figure_lies_on_the_scale(self):
        assert bar_of(figure(1, 3), (0, 4)) == Bar(Span(50, 100), None)
        assert bar_of(figure(4), (0, 4)) == Bar(Span(197, 3), None)
        assert bar_of(figure(0), (0, 4)) == Bar(Span(0, 3), None)
        assert bar_of(figure(-2, -1), (-4, 4)) == Bar(Span(50, 25), None)
        assert bar_of(figure(), (0, 4)) == Bar(None, None)

    def test_a_quarter_is_a_quarter_of_the_bar(self):
        (seen, *_) = (each for each in brief_of("quarters").profile if each.quarter == 2)
        assert isinstance(seen, FieldAtAGlance)
        assert bar_of_field(seen) == Bar(Span(50, 50), None, (40, 80, 120, 160))

    @pytest.mark.parametrize(
        ("lowest", "highest", "bar"),
        [
            (0, 0, Bar(None, None)),
            (5, 5, Bar(Span(0, 100), None)),
            (0, 2, Bar(None, Span(0, 40))),
            (5, 10, Bar(Span(0, 100), Span(100, 100))),
        ],
    )
    def test_what_is_sure_and_what_is_possible_lie_side_by_side(self, lowest, highest, bar):
        assert bar_of_cell(CellFigure(1, "between", None, lowest, highest), 10) == bar

    def test_where_nobody_answered_there_is_no_bar(self):
        assert bar_of_cell(CellFigure(1, "exact", 0, 0, 0), 0) == Bar(None, None)

    def test_dots_of_the_grid_stay_in_their_boxes_and_apart(self):
        places = get_args(Place)
        cells = tuple(GridCell(place, "", "", tuple(f"{place}{at}" for at in range(15))) for place in places)
        numbers = {key: at for at, key in enumerate(key for cell in cells for key in cell.fields)}
        grid = grid_of(msgspec.structs.replace(brief_of("blocks"), grid=cells), numbers)
        assert grid is not None
        assert sorted(box.place for box in grid.boxes) == sorted(places)
        dots = [(dot.x, dot.y) for box in grid.boxes for dot in box.dots]
        assert len(set(dots)) == len(numbers)
        for box in grid.boxes:
            assert box.y + box.height <= grid.height
            for dot in box.dots:
                assert box.x + 12 <= dot.x <= box.x + box.width - 12
                assert box.x + box.width <= grid.width
                assert box.y + 12 <= dot.y <= box.y + box.height - 12

    def test_a_field_that_leans_has_an_arrow(self):
        brief = brief_of("blocks")
        (finding, *_) = {each.finding for each in brief.agreement}
        keys = [each.key for each in brief.profile][:3]
        leaning = zip(keys, ("rather_agreed", "rather_split", "open"), strict=True)
        agreement = tuple(
            msgspec.structs.replace(brief.agreement[0], field=key, finding=msgspec.structs.replace(finding, key=name))
            for key, name in leaning
        )
        cells = tuple(msgspec.structs.replace(cell, fields=()) for cell in brief.grid[1:])
        cells = (msgspec.structs.replace(brief.grid[0], fields=tuple(keys)), *cells)
        changed = msgspec.structs.replace(brief, grid=cells, agreement=agreement)
        grid = grid_of(changed, {key: at for at, key in enumerate(keys)})
        assert grid is not None
        assert [dot.leans for box in grid.boxes for dot in box.dots] == ["up", "down", ""]

    def test_where_no_agreement_is_shown_there_is_one_row(self):
        brief = brief_of("quarters")
        grid = grid_of(brief, {each.key: at for at, each in enumerate(brief.profile)})
        assert grid is not None
        assert [box.place for box in grid.boxes] == ["low_open", "not_determinable", "high_open"]
        none = tuple(msgspec.structs.replace(cell, fields=()) for cell in brief.grid)
        assert grid_of(msgspec.structs.replace(brief, grid=none), {}) is None


def test_every_word_is_there_in_both_languages_with_the_same_places():
    for name, (german, english) in WORDS.items():
        assert german.strip(), name
        assert english.strip(), name
        assert set(re.findall(r"{\w+}", german)) == set(re.findall(r"{\w+}", english)), name
        assert german.count("|") == english.count("|"), name


def test_a_joint_answer_is_not_counted_as_a_person():
    for language, answer, person in (
        ("de", "eine gemeinsame Antwort", "eine Person"),
        ("en", "one joint answer", "one person"),
    ):
        page = workshop_page(prepare_workshop(brief_of("joint", language), "half_day", 12)).decode()
        assert f"<dd>{answer}</dd>" in page
        assert f"<dd>{person}</dd>" not in page
        assert f"<p>{person}</p>" not in page
        assert answer not in workshop_page(prepare_workshop(brief_of("open", language), "half_day", 12)).decode()


def test_an_arrow_is_explained_only_where_there_is_one():
    brief = brief_of("blocks")
    calm = tuple(
        msgspec.structs.replace(each, finding=msgspec.structs.replace(each.finding, key="open"))
        for each in brief.agreement
    )
    leaning = tuple(
        msgspec.structs.replace(each, finding=msgspec.structs.replace(each.finding, key="rather_split"))
        for each in brief.agreement
    )
    for agreement, there in ((calm, False), (leaning, True)):
        changed = msgspec.structs.replace(brief, agreement=agreement)
        page = workshop_page(prepare_workshop(changed, "half_day", 12)).decode()
        assert ("ein Pfeil zeigt" in page) == there
