"""What a translation can reach, and what it does there."""

from pathlib import Path

import pytest

from selfcheck_service.catalogue import check, read_document
from selfcheck_service.catalogue.text_shapes import (
    ListShape,
    MapShape,
    PartShape,
    Shape,
    TextShape,
    questionnaire_shape,
)
from tests.catalogue.faults_in_folders import FOLDER


def texts_below(shape: Shape, path: str = "", depth: int = 0) -> set[str]:
    """Return where texts are; nested fields are entered once."""
    match shape:
        case TextShape():
            return {path}
        case ListShape():
            return texts_below(shape.entry, f"{path}[]", depth)
        case MapShape():
            return texts_below(shape.value, f"{path}{{}}", depth)
        case PartShape():
            return {
                found
                for name, child in shape.members.items()
                if not (name == "fields" and depth > 0)
                for found in texts_below(child, f"{path}/{name}", depth + (name == "fields"))
            }


def test_these_texts_can_be_translated_and_no_others():
    suggestion = {"title", "text", "first_step", "who", "lead_question", "indicator"}
    suggestion |= {"measurement", "obstacle", "way_round", "unsuitable_when"}
    procedure = {"title", "purpose", "preparation", "room", "material", "watch"}
    procedure |= {f"{part}[]/{name}" for part in ("roles", "steps") for name in ("title", "text")}
    scored = {"title", "introduction", "level_texts{}", "not_computed_text", "gates[]/text", "scoring/note"}
    scored |= {"next_texts{}", "border_text"}
    item = {"prompt", "title", "help", "options[]/title", "anchors[]/text", "forms{}/prompt", "number/unit"}
    item.add("pairwise/options[]/title")
    assert texts_below(questionnaire_shape()) == {
        "/title",
        "/description",
        "/notice",
        "/response_scales[]/options[]/title",
        "/level_sets[]/levels[]/title",
        "/level_sets[]/levels[]/text",
        "/level_sets[]/border/text",
        "/level_sets[]/note",
        "/item_classes[]/title",
        "/suggestion_types[]/title",
        "/profile[]/title",
        "/profile[]/options[]/title",
        "/profile[]/number/unit",
        "/forms[]/title",
        "/perspectives[]/title",
        "/sources[]/title",
        "/constants[]/note",
        "/tables[]/note",
        "/flags[]/title",
        "/cohort[]/title",
        "/defaults/scoring/note",
        "/defaults/parent_scoring/note",
        "/field_groups[]/title",
        "/crosswalks[]/title",
        "/crosswalks[]/note",
        "/crosswalks[]/targets[]/title",
        *(f"/procedures[]/{name}" for name in procedure),
        *(f"/suggestions[]/{name}" for name in suggestion),
        *(f"/overall/{name}" for name in scored),
        *(f"/fields[]/{name}" for name in scored),
        *(f"/fields[]/units/{name}" for name in scored),
        *(f"/fields[]/suggestions[]/{name}" for name in suggestion),
        *(f"/fields[]/items[]/{name}" for name in item),
    }


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_a_translation_stands_beside_its_source_with_a_place_of_its_own(tmp_path: Path):
    document = read_document(write(tmp_path, FOLDER))
    assert isinstance(document.data, dict)
    assert document.data["title"] == {"de": "Kurz", "en": "Short"}
    assert document.data["fields"][0]["items"][0]["anchors"][0] == {
        "value": 0,
        "text": {"de": "Nichts.", "en": "Nothing."},
    }
    assert Path(document.positions.value("/title/de").file).name == "questionnaire.yaml"
    assert Path(document.positions.value("/title/en").file).name == "all.yaml"
    assert document.positions.value("/fields/0/items/0/prompt/en")[1:] == (12, 17)


def test_a_text_that_an_alias_repeats_is_translated_where_it_is_named(tmp_path: Path):
    files = FOLDER | {
        "scales.yaml": FOLDER["scales.yaml"].replace("title: gar nicht", "title: &same so"),
        "fields/start.yaml": FOLDER["fields/start.yaml"],
    }
    files["scales.yaml"] = files["scales.yaml"].replace("title: ganz", "title: *same")
    data = read_document(write(tmp_path, files)).data
    assert isinstance(data, dict)
    titles = [option["title"] for option in data["response_scales"][0]["options"]]
    assert titles == [{"de": "so", "en": "not at all"}, {"de": "so", "en": "fully"}]


@pytest.mark.parametrize("language", ["en", "de-simple"])
def test_gates_are_addressed_by_their_level_and_counted_where_it_repeats(language: str, tmp_path: Path):
    gate = "  - {level: oben, requires: {all: []}, text: %s}\n"
    files = {
        "questionnaire.yaml": f"languages: [de, {language}]\nfields: [start]\n",
        "fields/start.yaml": "key: start\ngates:\n" + gate % "eins" + gate % "zwei",
        f"texts/{language}/a.yaml": "fields: {start: {gates: {oben: {text: one}, oben-2: {text: two}}}}\n",
    }
    data = read_document(write(tmp_path, files)).data
    assert isinstance(data, dict)
    texts = [gate["text"] for gate in data["fields"][0]["gates"]]
    assert texts == [{"de": "eins", language: "one"}, {"de": "zwei", language: "two"}]


def test_several_languages_and_files_come_together(tmp_path: Path):
    files = dict(FOLDER)
    files["questionnaire.yaml"] = files["questionnaire.yaml"].replace("[de, en]", "[de, en, fr]")
    for name in ("all", "ziel"):
        files[f"texts/fr/{name}.yaml"] = files[f"texts/en/{name}.yaml"]
    assert check(write(tmp_path, files)) == ()
