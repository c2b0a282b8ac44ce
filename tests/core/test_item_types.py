"""Every type of items has one row in each of the three tables, and nobody else knows a type by its name."""

import ast

import pytest

from selfcheck_service.core.definition.item_types import ITEM_KINDS
from selfcheck_service.core.scoring.item_types import ANSWER_KINDS
from selfcheck_service.web.controls import CONTROLS
from tests.architecture.package import modules

TABLES = {
    "selfcheck_service/core/definition/item_types.py",
    "selfcheck_service/core/scoring/item_types.py",
    "selfcheck_service/web/controls.py",
    "selfcheck_service/api/examples.py",
}
# A block may be called like its type, and some words mean much else.
COMMON = {kind.block for kind in ITEM_KINDS.values()} | {"number", "text", "time", "duration"}


def test_the_definition_the_engine_and_the_pages_know_the_same_types():
    answered = {kind.name for kind in ITEM_KINDS.values() if kind.written_out_as is None}
    assert answered == set(ANSWER_KINDS)
    assert {name for name in answered if ITEM_KINDS[name].asked} == set(CONTROLS)


@pytest.mark.unmeasured
def test_a_type_is_known_by_its_row_and_not_by_its_name():
    named = {
        f"{path} {node.value}"
        for path, tree in modules().items()
        if str(path) not in TABLES
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in set(ITEM_KINDS) - COMMON
    }
    assert named == set()
