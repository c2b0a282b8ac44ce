"""A fault that others follow from is named alone: once, and where it is mended."""

from pathlib import Path

import pytest

from selfcheck_service.catalogue import check
from tests.catalogue.faults_in_files import WHOLE

# Much hangs on each name here: anchors, texts of levels, gates, flags and conditions.
MADE = {
    "        prompt: {de: Erstens., en: First.}\n": """\
        prompt: {de: Erstens., en: First.}
        anchors:
          - {value: 0, text: {de: Nichts., en: Nothing.}}
          - {value: 1, text: {de: Alles., en: All.}}
""",
    "    suggestions:\n": """\
    level_texts:
      unten: {de: Tief, en: Deep}
      oben: {de: Hoch, en: Up}
    gates:
      - {level: oben, requires: {item: eins, is: 1}, text: {de: Erst das., en: That first.}}
    suggestions:
""",
    "fields:\n": """\
flags:
  - {key: merk, title: {de: Gut, en: Good}, when: {field: start, level: {at_least: oben}}}
fields:
""",
    "  - key: start\n": """\
  - key: mitte
    title: {de: Mitte, en: Middle}
    items:
      - key: drei
        type: single_choice
        scale: stufen
        prompt: {de: Drittens., en: Third.}
  - key: start
""",
}
SCALE_OF_ONE = "        scale: stufen\n        prompt: {de: Erst"
TYPE_OF_ONE = "- key: eins\n        type: single_choice"
POLICIES = "{unanswered: exclude, dont_know: exclude, declined: exclude, not_applicable: exclude, hidden: exclude}"


def rich() -> str:
    text = WHOLE
    for old, new in MADE.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def spoilt(old: str, new: str) -> str:
    text = rich()
    assert text.count(old) == 1, old
    return text.replace(old, new)


def faults(folder: Path, text: str) -> list[tuple[str, str]]:
    """The code of each fault with the line it stands in."""
    path = folder / "definition.yaml"
    path.write_text(text)
    lines = text.splitlines()
    return [(one.problem.code, lines[one.place.line - 1].strip()) for one in check(path)]


def test_nothing_is_wrong_at_first(tmp_path: Path):
    assert faults(tmp_path, rich()) == []


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        (SCALE_OF_ONE, SCALE_OF_ONE.replace("stufen", "stufn"), ("unknown_reference", "scale: stufn")),
        ("  - key: reife\n", "  - key: reiffe\n", ("unknown_reference", "levels: reife")),
        ("    level_texts:\n", "    levels: rief\n    level_texts:\n", ("unknown_reference", "levels: rief")),
        ("    scale: [0, 4]\n", "    scale: [4, 0]\n", ("range_without_length", "scale: [4, 0]")),
        ("languages: [de, en]", "languages: [de]", ("unknown_language", "languages: [de]")),
        ("languages: [de, en]", "languages: [de, en, fr]", ("language_without_texts", "languages: [de, en, fr]")),
        ("when: {field: start, score", "when: {field: strt, score", ("unknown_reference", "when: {field: strt, score")),
        ("{field: start, level", "{field: strt, level", ("unknown_reference", "- {key: merk")),
        (TYPE_OF_ONE, TYPE_OF_ONE.replace("single", "singel"), ("not_one_of", "type: singel_choice")),
        (f"{TYPE_OF_ONE}\n", "- key: eins\n", ("missing", "- key: eins")),
        (TYPE_OF_ONE, TYPE_OF_ONE.replace("single_choice", "text"), ("does_not_fit_type", "- key: eins")),
        (", points: 4}", "}", ("points_missing", "- {value: 1, title: {de: ganz, en: fully}}")),
        ("{value: 1, title", "{value: [1], title", ("wrong_type", "- {value: [1], title")),
    ],
)
def test_only_the_cause_is_named(old: str, new: str, cause: tuple[str, str], tmp_path: Path):
    ((code, line),) = faults(tmp_path, spoilt(old, new))
    assert code == cause[0]
    assert line.startswith(cause[1])


def test_a_language_with_a_slip_in_its_name_is_two_faults_of_the_list(tmp_path: Path):
    listed = "languages: [de, eng]"
    found = faults(tmp_path, spoilt("languages: [de, en]", listed))
    assert found == [("unknown_language", listed), ("language_without_texts", listed)]


def test_a_field_that_says_nothing_of_missing_answers_has_one_fault(tmp_path: Path):
    found = faults(tmp_path, spoilt(f"    no_answer: {POLICIES}\n", ""))
    assert found == [("scoring_incomplete", "- key: mitte"), ("scoring_incomplete", "- key: start")]


def test_a_range_of_a_field_is_the_fault_of_the_field(tmp_path: Path):
    text = spoilt("  - key: mitte\n", "  - key: mitte\n    scoring: {scale: [4, 0]}\n")
    assert faults(tmp_path, text) == [("range_without_length", "scoring: {scale: [4, 0]}")]


def test_a_default_that_every_field_replaces_is_no_fault(tmp_path: Path):
    text = spoilt("    scale: [0, 4]\n", "    scale: [4, 0]\n")
    for field in ("mitte", "start"):
        text = text.replace(f"  - key: {field}\n", f"  - key: {field}\n    scoring: {{scale: [0, 4]}}\n")
    assert faults(tmp_path, text) == []
