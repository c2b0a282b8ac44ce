"""A small version folder without a fault, and what happens to it: each row adds, changes or takes away files."""

from collections.abc import Mapping
from dataclasses import dataclass

FRAME = """\
format: 1
rules: 1
key: kurz
version: "1.0.0"
languages: [de, en]
title: Kurz
defaults:
  scoring:
    method: mean
    scale: [0, 4]
    no_answer: {unanswered: exclude, dont_know: exclude, declined: exclude, not_applicable: exclude, hidden: exclude}
fields:
  - start
  - ziel
"""
SCALES = """\
response_scales:
  - key: stufen
    options:
      - {value: 0, title: gar nicht, points: 0}
      - {value: 1, title: ganz, points: 4}
"""
START = """\
key: start
title: Anfang
items:
  - key: eins
    type: single_choice
    scale: stufen
    prompt: Erstens.
    anchors:
      - {value: 0, text: Nichts.}
"""
GOAL = """\
key: ziel
title: Ziel
items:
  - {key: zwei, type: single_choice, scale: stufen, prompt: Zweitens.}
"""
ENGLISH = """\
title: Short
response_scales:
  stufen:
    options:
      0: {title: not at all}
      1: {title: fully}
fields:
  start:
    title: Beginning
    items:
      eins:
        prompt: First.
        anchors:
          0: {text: Nothing.}
"""
ENGLISH_GOAL = """\
fields:
  ziel:
    title: Goal
    items: {zwei: {prompt: Second.}}
"""
FOLDER = {
    "questionnaire.yaml": FRAME,
    "scales.yaml": SCALES,
    "fields/start.yaml": START,
    "fields/ziel.yaml": GOAL,
    "texts/en/all.yaml": ENGLISH,
    "texts/en/ziel.yaml": ENGLISH_GOAL,
    "CHANGELOG.md": "# Changes\n",
}


@dataclass(frozen=True, slots=True)
class SpoiltFolder:
    """Files that are added or replaced (None: taken away), and exactly what is reported then."""

    name: str
    changes: Mapping[str, str | None]
    found: tuple[tuple[str, int, int, str], ...]

    @property
    def files(self) -> dict[str, str]:
        """The files of the spoilt folder."""
        return {name: text for name, text in (FOLDER | dict(self.changes)).items() if text is not None}


def edit(text: str, old: str, new: str) -> str:
    """Return the text with one thing changed."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


SPOILT_FOLDERS = (
    SpoiltFolder("no frame", {"questionnaire.yaml": None}, (("questionnaire.yaml", 1, 1, "file_missing"),)),
    SpoiltFolder(
        "no frame and a broken field",
        {"questionnaire.yaml": None, "fields/start.yaml": "a: [\n"},
        (("fields/start.yaml", 2, 1, "yaml_syntax"), ("questionnaire.yaml", 1, 1, "file_missing")),
    ),
    SpoiltFolder("empty frame", {"questionnaire.yaml": ""}, (("questionnaire.yaml", 1, 1, "empty_file"),)),
    SpoiltFolder("frame that is a list", {"questionnaire.yaml": "- a\n"}, (("questionnaire.yaml", 1, 1, "not_a_map"),)),
    SpoiltFolder(
        "broken field file beside another fault",
        {
            "fields/start.yaml": "key: start\ntitle: 'Anfang\n",
            "fields/ziel.yaml": edit(GOAL, "title: Ziel", "titel: Ziel"),
        },
        (
            ("fields/start.yaml", 3, 1, "yaml_syntax"),
            ("fields/ziel.yaml", 2, 1, "unknown_member"),
            ("texts/en/ziel.yaml", 3, 5, "translation_orphan"),
        ),
    ),
    SpoiltFolder(
        "broken frame beside a broken field",
        {"questionnaire.yaml": FRAME + "title: x\nnotice: [\n", "fields/start.yaml": "key: start\nkey: start\n"},
        (
            ("fields/start.yaml", 2, 1, "duplicate_key"),
            ("questionnaire.yaml", 15, 1, "duplicate_key"),
            ("questionnaire.yaml", 17, 1, "yaml_syntax"),
        ),
    ),
    SpoiltFolder("broken extra file", {"scales.yaml": "response_scales: [\n"}, (("scales.yaml", 2, 1, "yaml_syntax"),)),
    SpoiltFolder(
        "field file missing",
        {"fields/ziel.yaml": None, "texts/en/ziel.yaml": None},
        (("questionnaire.yaml", 14, 5, "field_file_missing"),),
    ),
    SpoiltFolder(
        "field file misspelt",
        {"questionnaire.yaml": edit(FRAME, "- ziel", "- zeil"), "texts/en/ziel.yaml": None},
        (("questionnaire.yaml", 14, 5, "field_file_missing"),),
    ),
    SpoiltFolder(
        "field file with its ending",
        {"questionnaire.yaml": edit(FRAME, "- ziel", "- ziel.yaml"), "fields/ziel.yaml": None},
        (("questionnaire.yaml", 14, 5, "field_file_name"),),
    ),
    SpoiltFolder(
        "field file outside",
        {"questionnaire.yaml": edit(FRAME, "- ziel", "- ../../../etc/passwd"), "fields/ziel.yaml": None},
        (("questionnaire.yaml", 14, 5, "field_file_name"),),
    ),
    SpoiltFolder(
        "field listed twice",
        {"questionnaire.yaml": edit(FRAME, "  - ziel\n", "  - ziel\n  - start\n")},
        (("questionnaire.yaml", 15, 5, "field_listed_twice"),),
    ),
    SpoiltFolder(
        "field not listed",
        {"questionnaire.yaml": edit(FRAME, "  - ziel\n", ""), "texts/en/ziel.yaml": None},
        (("fields/ziel.yaml", 1, 1, "field_not_listed"),),
    ),
    SpoiltFolder(
        "field misspelt and broken",
        {"questionnaire.yaml": edit(FRAME, "- ziel", "- ziehl"), "fields/ziel.yaml": "a: [\n"},
        (("questionnaire.yaml", 14, 5, "field_file_missing"),),
    ),
    SpoiltFolder(
        "field that is a list", {"fields/ziel.yaml": "- key: ziel\n"}, (("fields/ziel.yaml", 1, 1, "not_a_map"),)
    ),
    SpoiltFolder(
        "fields that are a map",
        {
            "questionnaire.yaml": edit(FRAME, "fields:\n  - start\n  - ziel\n", "fields: {start: 1}\n"),
            "texts/en/ziel.yaml": None,
            "texts/en/all.yaml": None,
        },
        (("questionnaire.yaml", 12, 9, "wrong_type"),),
    ),
    SpoiltFolder(
        "list entry that is a number",
        {"questionnaire.yaml": edit(FRAME, "- ziel", "- 12"), "fields/ziel.yaml": None, "texts/en/ziel.yaml": None},
        (("questionnaire.yaml", 14, 5, "wrong_type"),),
    ),
    SpoiltFolder(
        "top-level member twice", {"more.yaml": "title: Noch einmal\n"}, (("more.yaml", 1, 1, "duplicate_key"),)
    ),
    SpoiltFolder("response scales twice", {"more.yaml": SCALES}, (("scales.yaml", 1, 1, "duplicate_key"),)),
    SpoiltFolder("other ending", {"fields/drei.yml": "key: drei\n"}, (("fields/drei.yml", 1, 1, "file_not_read"),)),
    SpoiltFolder("JSON among the fields", {"fields/drei.json": "{}"}, (("fields/drei.json", 1, 1, "file_not_read"),)),
    SpoiltFolder(
        "translation beside the languages",
        {"texts/en.yaml": "title: Short\n"},
        (("texts/en.yaml", 1, 1, "file_not_read"),),
    ),
    SpoiltFolder("unknown folder", {"text/en/a.yaml": "title: Short\n"}, (("text", 1, 1, "folder_not_read"),)),
    SpoiltFolder(
        "folder among the fields", {"fields/more/drei.yaml": "key: drei\n"}, (("fields/more", 1, 1, "folder_not_read"),)
    ),
    SpoiltFolder("hidden file", {".draft.yaml": "title: x\n", "fields/.a.yaml": "x"}, ()),
    SpoiltFolder(
        "language nobody declared",
        {"texts/fr/all.yaml": "title: Bref\n"},
        (("texts/fr", 1, 1, "text_language_unknown"),),
    ),
    SpoiltFolder(
        "language tag in capitals",
        {"texts/EN/all.yaml": "title: Short\n"},
        (("texts/EN", 1, 1, "text_language_unknown"),),
    ),
    SpoiltFolder(
        "texts of the source language",
        {"texts/de/all.yaml": "title: Kurz\n"},
        (("texts/de", 1, 1, "text_language_source"),),
    ),
    SpoiltFolder(
        "translation of nothing",
        {"texts/en/all.yaml": ENGLISH + "      drei: {prompt: Third.}\n"},
        (("texts/en/all.yaml", 15, 7, "translation_orphan"),),
    ),
    SpoiltFolder(
        "translation of an unknown field",
        {"texts/en/all.yaml": ENGLISH + "  strat: {title: x}\n"},
        (("texts/en/all.yaml", 15, 3, "translation_orphan"),),
    ),
    SpoiltFolder(
        "translation of an unknown option",
        {"texts/en/all.yaml": edit(ENGLISH, "1: {title: fully}", "2: {title: fully}")},
        (("scales.yaml", 5, 27, "missing_translation"), ("texts/en/all.yaml", 6, 7, "translation_orphan")),
    ),
    SpoiltFolder(
        "translation of a text that is not there",
        {"texts/en/all.yaml": ENGLISH + "notice: Careful\n"},
        (("texts/en/all.yaml", 15, 1, "translation_orphan"),),
    ),
    SpoiltFolder(
        "translation of a member that does not exist",
        {"texts/en/all.yaml": ENGLISH + "titel: Short\n"},
        (("texts/en/all.yaml", 15, 1, "translation_orphan"),),
    ),
    SpoiltFolder(
        "translation of a number",
        {"texts/en/all.yaml": edit(ENGLISH, "1: {title: fully}", "1: {title: fully, points: 5}")},
        (("texts/en/all.yaml", 6, 25, "translation_of_no_text"),),
    ),
    SpoiltFolder(
        "translation of the key",
        {"texts/en/all.yaml": ENGLISH + "key: short\n"},
        (("texts/en/all.yaml", 15, 1, "translation_of_no_text"),),
    ),
    SpoiltFolder(
        "translation as a list",
        {"texts/en/all.yaml": edit(ENGLISH, "      eins:\n", "      - eins:\n").replace("        ", "          ")},
        (("texts/en/all.yaml", 11, 7, "translation_not_a_map"),),
    ),
    SpoiltFolder(
        "translation that is a number",
        {"texts/en/all.yaml": edit(ENGLISH, "title: Short", "title: 2026")},
        (("texts/en/all.yaml", 1, 8, "unquoted_text"),),
    ),
    SpoiltFolder(
        "translation that is a map",
        {"texts/en/all.yaml": edit(ENGLISH, "title: Short", "title: {en: Short}")},
        (("texts/en/all.yaml", 1, 8, "translation_not_text"),),
    ),
    SpoiltFolder(
        "translation that is a list",
        {"texts/en/all.yaml": edit(ENGLISH, "title: Short", "title: [Short]")},
        (("texts/en/all.yaml", 1, 8, "translation_not_text"),),
    ),
    SpoiltFolder(
        "translation that is empty",
        {"texts/en/all.yaml": edit(ENGLISH, "title: Short", "title:")},
        (("texts/en/all.yaml", 1, 1, "translation_not_text"),),
    ),
    SpoiltFolder(
        "translation that was a boolean",
        {"texts/en/all.yaml": edit(ENGLISH, "title: Short", "title: On")},
        (("texts/en/all.yaml", 1, 8, "ambiguous_text"),),
    ),
    SpoiltFolder(
        "text given twice in two files",
        {"texts/en/more.yaml": "title: Brief\n"},
        (("texts/en/more.yaml", 1, 8, "text_twice"),),
    ),
    SpoiltFolder(
        "text given twice, once in the document",
        {"questionnaire.yaml": edit(FRAME, "title: Kurz", "title: {de: Kurz, en: Short}")},
        (("texts/en/all.yaml", 1, 8, "text_twice"),),
    ),
    SpoiltFolder(
        "translation missing",
        {"texts/en/ziel.yaml": None},
        (("fields/ziel.yaml", 2, 8, "missing_translation"), ("fields/ziel.yaml", 4, 61, "missing_translation")),
    ),
    SpoiltFolder(
        "translation file broken",
        {"texts/en/ziel.yaml": "fields: {ziel: [\n"},
        (("texts/en/ziel.yaml", 2, 1, "yaml_syntax"),),
    ),
    SpoiltFolder(
        "translation file that is a list", {"texts/en/ziel.yaml": "- a\n"}, (("texts/en/ziel.yaml", 1, 1, "not_a_map"),)
    ),
    SpoiltFolder(
        "translation file empty", {"texts/en/ziel.yaml": "# later\n"}, (("texts/en/ziel.yaml", 1, 1, "empty_file"),)
    ),
    SpoiltFolder(
        "key twice in a translation",
        {"texts/en/ziel.yaml": ENGLISH_GOAL + "fields: {}\n"},
        (("texts/en/ziel.yaml", 5, 1, "duplicate_key"),),
    ),
)
