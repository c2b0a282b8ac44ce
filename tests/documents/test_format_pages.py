"""Every page of the definition format shows an example that is free of faults and comes to what the page says."""

import re
from pathlib import Path

import pytest
import yaml

from selfcheck_service.catalogue import check, read_questionnaire
from selfcheck_service.core.comparison import compare_along_bridge
from selfcheck_service.core.definition import definition_schema, parse_exact
from selfcheck_service.core.definition.item_types import ITEM_KINDS
from selfcheck_service.core.definition.methods import METHODS
from selfcheck_service.core.scoring import cohort_results, compile_plan, parse_answers
from tests.checkout import CHECKOUT

FORMAT = CHECKOUT / "docs" / "format"
PAGES = sorted(path.name for path in FORMAT.glob("*.md") if path.name != "README.md")
FRAME, CASES = "questionnaire.yaml", "cases"


def blocks(page: str) -> dict[str, str]:
    """Return the named YAML blocks of a page by their names."""
    text = (FORMAT / page).read_text(encoding="utf-8")
    return dict(re.findall(r"^```yaml ([^\n]+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def cases(page: str) -> list[str]:
    """Return the cases of a page, each as the file that an author would have in `golden/`."""
    listed = re.split(r"^- ", blocks(page).get(CASES, ""), flags=re.MULTILINE)[1:]
    return [re.sub(r"^  ", "", case, flags=re.MULTILINE) for case in listed]


def write_example(page: str, folder: Path) -> Path:
    """Write the questionnaire of a page with its cases, as an author would have them, and return the folder."""
    files = {name: text for name, text in blocks(page).items() if name.endswith(".yaml")}
    if "example" in blocks(page):
        files[FRAME] = blocks("README.md")["frame"] + blocks(page)["example"]
    files |= {f"golden/case-{number}.yaml": text for number, text in enumerate(cases(page))}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_the_example_of_a_page_has_no_fault_and_comes_to_what_the_page_says(page: str, tmp_path: Path):
    folder = write_example(page, tmp_path)
    assert [str(located) for located in check(folder)] == []
    golden = [case.read_text() for case in (folder / "golden").glob("*.yaml")]
    assert golden
    assert all(yaml.safe_load(case)["expect"] for case in golden)


@pytest.mark.parametrize("page", PAGES)
def test_the_index_leads_to_every_page(page: str):
    assert f"]({page}" in (FORMAT / "README.md").read_text(encoding="utf-8")


def test_the_page_of_methods_works_an_example_out_for_each():
    fields = {field["key"] for field in yaml.safe_load(blocks("methods.md")["example"])["fields"]}
    assert set(METHODS) <= fields


def test_the_cohort_values_are_those_on_the_page(tmp_path: Path):
    page = "cohort-values.md"
    plan = compile_plan(read_questionnaire(write_example(page, tmp_path)).questionnaire)
    everybody = [parse_answers(plan, body) for body in yaml.safe_load(blocks(page)["everybody"])]
    shown = yaml.safe_load(blocks(page)["values"])
    values = {found.key: (found.value, found.people, found.left_out) for found in cohort_results(plan, everybody)}
    assert values == {key: (parse_exact(row["value"]), row["people"], row["left_out"]) for key, row in shown.items()}


def test_the_bridge_leads_where_the_page_says(tmp_path: Path):
    page = "bridge.md"
    new = read_questionnaire(write_example(page, tmp_path / "new")).questionnaire
    before = tmp_path / FRAME
    before.write_text(blocks(page)["before"], encoding="utf-8")
    diff = compare_along_bridge(read_questionnaire(before).questionnaire, new)
    found = {one.key: {"continuation": one.continuation, "trend": one.trend} for one in diff.items}
    assert found == yaml.safe_load(blocks(page)["comparison"])


def test_the_page_of_item_types_has_a_row_for_each_type():
    rows = re.findall(r"^\| `(\w+)` \|", (FORMAT / "item-types.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(ITEM_KINDS) <= set(rows)


def members(schema: object) -> set[str]:
    """Return the names of all members that a definition may have, at any depth."""
    if isinstance(schema, list):
        return set().union(*(members(each) for each in schema))
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties", {})
    return set(own).union(*(members(each) for each in schema.values()))


def test_every_member_of_a_definition_stands_on_a_page():
    text = "\n".join(path.read_text(encoding="utf-8") for path in FORMAT.glob("*.md"))
    said = set(re.findall(r"\w+", " ".join(re.findall(r"```.*?```|`[^`]+`", text, flags=re.DOTALL))))
    assert sorted(members(definition_schema()) - said) == []
