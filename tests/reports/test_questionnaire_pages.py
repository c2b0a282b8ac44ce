"""The pages of a questionnaire say everything that is in it, lead somewhere, and are those that are committed."""

import re
from collections import Counter
from pathlib import Path
from posixpath import dirname, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from selfcheck_service.catalogue import read_questionnaire
from selfcheck_service.core.definition import parse_definition, walk_texts
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.reports.questionnaire import questionnaire_pages
from selfcheck_service.reports.questionnaire.markdown import escaped, paragraphs
from selfcheck_service.reports.questionnaire.words import WORDS, word_in
from selfcheck_service.web.words import words_in
from tests.checkout import CHECKOUT
from tests.oracle.random_definitions import random_document

WRITTEN = CHECKOUT / "docs" / "questionnaire"
INSTRUMENTS = sorted((CHECKOUT / "tests" / "instruments").glob("*/questionnaire.yaml"))
# What pages leave to the data: what groups compute, and what is printed of units and of calculations.
NOT_FOR_READING = {"cohort", "constants", "tables", "bridge"}


def _newest(folder: Path) -> Path:
    return max(folder.iterdir(), key=lambda version: [int(part) for part in version.name.split(".")])


SHIPPED = {folder.name: _newest(folder) for folder in sorted((CHECKOUT / "questionnaires").iterdir())}


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request):
    """Return each questionnaire that is shipped, with its pages."""
    questionnaire = read_questionnaire(SHIPPED[request.param]).questionnaire
    return questionnaire, questionnaire_pages(questionnaire)


def anchors(page: str) -> list[str]:
    return re.findall(r'<a id="([\w-]+)"></a>', page)


def links(page: str) -> list[str]:
    return [target for target in re.findall(r"\]\(([^)]*)\)", page) if not target.startswith("<http")]


def loose_ends(pages: dict[str, str]) -> list[str]:
    """Return every link that leads nowhere, and every anchor that stands twice on its page."""
    known = {name: Counter(anchors(text)) for name, text in pages.items()}
    wrong = [f"{name}: {anchor} twice" for name, found in known.items() for anchor, times in found.items() if times > 1]
    for name, text in pages.items():
        for target in links(text):
            path, _, anchor = target.partition("#")
            page = normpath(f"{dirname(name)}/{path}") if path else name
            if page not in pages or (anchor and anchor not in known[page]):
                wrong.append(f"{name}: {target}")
    return wrong


def said_in(pages: dict[str, str], language: str) -> str:
    return "\n".join(text for name, text in pages.items() if name.startswith(f"{language}/"))


def test_the_committed_pages_are_those_of_the_newest_versions(shipped):
    questionnaire, pages = shipped
    folder = WRITTEN / questionnaire.key
    committed = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.md")}
    differing = {name for name in {*pages, *committed} if pages.get(name) != committed.get(name)}
    assert sorted(differing) == [], "the questionnaire changed; ./script/documents writes its pages anew"


def test_every_questionnaire_that_is_shipped_can_be_found():
    front = (WRITTEN / "README.md").read_text()
    assert [key for key in SHIPPED if f"({key}/de/README.md)" not in front] == []
    assert sorted(path.name for path in WRITTEN.iterdir() if path.is_dir()) == sorted(SHIPPED)


def test_every_link_leads_to_a_page_and_an_anchor(shipped):
    _, pages = shipped
    assert loose_ends(pages) == []


def test_links_are_relative(shipped):
    _, pages = shipped
    assert [target for text in pages.values() for target in links(text) if target.startswith(("/", "http"))] == []


def test_everything_that_has_a_key_can_be_linked_to_in_every_language(shipped):
    questionnaire, pages = shipped
    fields = [field for _, field in walk_fields(questionnaire.fields, ())]
    suggestions = [*questionnaire.suggestions, *(each for field in fields for each in field.suggestions)]
    expected = {
        *(f"field-{field.key}" for field in fields),
        *(f"item-{item.key}" for field in fields for item in field.items),
        *(f"suggestion-{each.key}" for each in suggestions),
        *(f"procedure-{each.key}" for each in questionnaire.procedures),
        *(f"source-{each.key}" for each in questionnaire.sources),
        *(f"flag-{each.key}" for each in questionnaire.flags),
        *(f"level-{each.key}-{level.key}" for each in questionnaire.level_sets for level in each.levels),
    }
    for language in questionnaire.languages:
        assert expected - set(anchors(said_in(pages, language))) == set()


def test_every_text_stands_on_a_page_in_every_language(shipped):
    questionnaire, pages = shipped
    for language in questionnaire.languages:
        said = said_in(pages, language)
        missing = [
            path
            for path, text in walk_texts(questionnaire)
            if path[0] not in NOT_FOR_READING
            and paragraphs(text.in_language(language)).replace("{level}", "…") not in said
        ]
        assert missing == []


def test_what_is_asked_stands_in_the_languages_of_some_texts(shipped):
    questionnaire, pages = shipped
    for language in questionnaire.partial_languages:
        page = pages[f"{language}/README.md"]
        for _, field in walk_fields(questionnaire.fields, ()):
            prompts = [Text(item.prompt).in_language(language) for item in field.items if item.prompt]
            assert [prompt for prompt in prompts if escaped(prompt) not in page] == []


def test_no_page_shows_a_key_or_a_placeholder(shipped):
    questionnaire, pages = shipped
    keys = set(re.findall(r"'?\bkey'?[=:] ?'(\w+_\w+)'", repr(questionnaire)))
    assert len(keys) > 10
    for text in pages.values():
        shown = re.sub(r"<!--.*?-->|<a id=[^>]*>|\]\([^)]*\)", "", text)
        assert {word for word in re.findall(r"\w+", shown.replace("\\_", "_")) if word in keys} == set()
        assert re.findall(r"\{\w*\}", shown) == []


def test_the_same_definition_gives_the_same_pages(shipped):
    questionnaire, pages = shipped
    assert questionnaire_pages(questionnaire) == pages


@pytest.mark.parametrize("path", INSTRUMENTS, ids=lambda path: path.parent.name)
def test_any_questionnaire_has_pages_that_lead_somewhere(path):
    questionnaire = read_questionnaire(path).questionnaire
    pages = questionnaire_pages(questionnaire)
    assert loose_ends(pages) == []
    for language in questionnaire.languages:
        prompts = [text for place, text in walk_texts(questionnaire) if place[-1] == "prompt" and place[0] == "fields"]
        said = said_in(pages, language)
        assert [text for text in prompts if escaped(text.in_language(language)) not in said] == []


@pytest.mark.parametrize("name", WORDS)
def test_both_languages_fill_in_the_same(name):
    german, english = (sorted(re.findall(r"\{(\w*)\}", words)) for words in WORDS[name])
    assert german == english


@pytest.mark.parametrize("language", ["de", "en"])
def test_suggestions_are_labelled_as_on_the_web_pages(language):
    shown = vars(words_in(language).suggestion)
    names = ("first_step", "who", "lead_question", "indicator", "measurement", "obstacle", "way_round")
    said = {name: shown[name] for name in (*names, "unsuitable_when", "after", "sources", "as_of")}
    said["named_procedures"] = shown["procedures"]
    for group, name in (("efforts", "effort"), ("horizons", "horizon"), ("impacts", "impact")):
        said.update({f"{name}.{key}": words for key, words in shown[group].items()})
    assert {name: word_in(language, name) for name in said} == said


@given(st.text(st.sampled_from("ab1 *_`[]()<>#-+.!|~\\&;:/@$=\"'ö"), min_size=1, max_size=30))
def test_what_an_author_wrote_is_shown_as_it_was_written(text):
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(escaped(text))
    plain = re.sub(r"</?p>", "", shown).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    assert plain.replace("&amp;", "&").strip() == " ".join(text.split())


@pytest.mark.parametrize("seed", range(20, 40))
def test_any_definition_has_pages_that_lead_somewhere(seed):
    assert loose_ends(questionnaire_pages(parse_definition(random_document(seed)))) == []
