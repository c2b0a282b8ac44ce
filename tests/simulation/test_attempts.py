"""The static verdict on a bump is never refuted: old responses, evaluated under both versions, are the judges."""

import copy
from collections import Counter
from dataclasses import replace
from random import Random

from selfcheck_service.core.comparison import Bump, Diff, compare
from selfcheck_service.core.definition import DefinitionInvalid, parse_definition
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.simulation import try_to_refute
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_level_set,
    a_questionnaire,
    a_rule,
    a_suggestion,
    an_item,
    an_overall,
)
from tests.oracle.random_definitions import random_document
from tests.simulation.edits import EDITS
from tests.simulation.feature_edits import with_features
from tests.simulation.parts import Edit

CASES = {"quick": 1, "normal": 1, "long": 70}
TRIES = {"quick": 15, "normal": 25, "long": 60}
# How many of the definitions are given features that random definitions lack.
_MORE_FEATURES = 0.3


def an_edit(edit: Edit, rng: Random, seed: int) -> tuple[Data, Data]:
    """Return a definition before and after an edit; some definitions have nothing that it could change."""
    document: Data = {}
    edited: Data = {}
    for one in range(6 * seed, 6 * seed + 6):
        document = random_document(one)
        if rng.random() < _MORE_FEATURES:
            document = with_features(rng, document)
        edited = copy.deepcopy(document)
        edit(rng, edited)
        if edited != document:
            break
    return document, edited


def test_no_verdict_is_refuted_over_random_edits(effort):
    verdicts: Counter[str] = Counter()
    for seed in range(CASES[effort] * len(EDITS)):
        edit = EDITS[seed % len(EDITS)]
        rng = Random(f"edit {seed}")
        document, edited = an_edit(edit, rng, seed)
        try:
            old, new = parse_definition(document), parse_definition(edited)
        except DefinitionInvalid:
            # What is no longer valid cannot be published, so nobody asks what it means.
            continue
        claimed = compare(old, new)
        if claimed.bump == "major":
            verdicts["major"] += 1
            continue
        diff = try_to_refute(claimed, compile_plan(old), compile_plan(new), rng, TRIES[effort])
        assert diff.witness is None, (seed, edit.__name__, claimed.differences, diff.witness)
        verdicts[claimed.bump] += 1
    assert all(verdicts[bump] > least for bump, least in (("patch", 15), ("minor", 5), ("major", 20))), verdicts


def a_document(**changes: object) -> Data:
    return a_questionnaire(
        a_field("f", an_item("a"), an_item("b", shown_when={"item": "a", "points": {"at_least": 1}})),
        overall=an_overall(),
        flags=[a_flag("flag", {"item": "a", "is": 0})],
        suggestion_types=[{"key": "step", "title": "Step"}],
        suggestions=[a_suggestion(field="f")],
        **changes,
    )


def tried(old: Data, new: Data, claimed: Bump | None = None, tries: int = 300) -> Diff:
    before, after = parse_definition(old), parse_definition(new)
    diff = compare(before, after)
    if claimed is not None:
        diff = replace(diff, bump=claimed, differences=())
    return try_to_refute(diff, compile_plan(before), compile_plan(after), Random(1), tries)


def test_a_bump_that_is_too_small_is_refuted_by_a_response():
    changed = a_document()
    changed["fields"][0]["scoring"] = a_rule(better="higher", no_answer={"unanswered": "worst"})
    diff = tried(a_document(), changed, claimed="minor")
    assert diff.bump == "major"
    assert [(found.kind, found.proof) for found in diff.differences] == [("result_changed", "shown")]
    assert diff.witness is not None
    assert diff.witness.place.startswith("fields/f/")
    assert diff.witness.before != diff.witness.after


def test_a_refused_response_is_a_witness():
    changed = a_document()
    del changed["fields"][0]["items"][1]["options"][4]
    diff = tried(a_document(), changed, claimed="patch")
    assert diff.witness is not None
    assert (diff.bump, diff.witness.place, diff.witness.after) == ("major", "/answers/b", "unknown_option")


def test_other_suggestions_refute_a_patch_and_no_more():
    changed = a_document()
    changed["suggestions"][0]["when"] = {"any": []}
    diff = tried(a_document(), changed, claimed="patch")
    assert (diff.bump, diff.witness and diff.witness.place) == ("minor", "suggestions")
    assert tried(a_document(), changed).bump == "minor"


def test_what_is_hidden_is_a_result():
    changed = a_document()
    changed["fields"][0]["items"][1]["shown_when"] = {"item": "a", "points": {"at_least": 2}}
    changed["fields"][0]["items"][0]["scored"] = True
    diff = tried(a_document(), changed, claimed="minor")
    assert diff.bump == "major"
    gone = a_document()
    del gone["overall"]
    assert tried(a_document(), gone, claimed="minor").witness is not None


def test_items_of_units_that_only_some_have_are_hidden_as_before():
    shown = {"shown_when": {"item": "a", "is": 4}}
    units = {"title": "Team", "maximum": 3, "scoring": a_rule()}
    rule = a_rule(no_answer={"not_computed": "exclude"})
    old = a_questionnaire(a_field("f", an_item("a"), an_item("b") | shown, units=units, scoring=rule), a_field("g"))
    new = copy.deepcopy(old)
    new["fields"][1]["items"].append(an_item("later", scored=False) | {"shown_when": {"any": []}})
    assert tried(old, new).witness is None


def test_the_level_of_an_item_is_a_result():
    old = a_questionnaire(a_field("f", an_item("a", levels="set"), levels="none"), level_sets=[a_level_set()])
    new = copy.deepcopy(old)
    new["level_sets"][0]["levels"][2]["key"] = "high"
    found = tried(old, new, claimed="minor").witness
    assert found is not None
    assert (found.place, found.before, found.after) == ("items/a/level", "l2", "high")


def test_one_suspect_is_convicted_by_a_witness_and_several_are_not():
    changed = a_document()
    changed["fields"][0]["items"][0]["weight"] = 2
    assert [found.proof for found in tried(a_document(), changed).differences] == ["shown"]
    changed["fields"][0]["items"][1].pop("shown_when")
    diff = tried(a_document(), changed)
    assert diff.witness is not None
    assert {found.proof for found in diff.differences if found.bump == "major"} == {"assumed"}


def test_no_try_finds_nothing():
    diff = tried(a_document(), a_document(title="Other"), tries=0)
    assert (diff.bump, diff.tried, diff.witness) == ("patch", 0, None)


def test_nobody_is_tried_once_the_time_is_over():
    document = a_questionnaire(a_field("f", an_item("one")))
    plan = compile_plan(parse_definition(document))
    diff, ticks, told = compare(plan.questionnaire, plan.questionnaire), iter(range(9)), list[tuple[int, int]]()
    tried = try_to_refute(
        diff,
        plan,
        plan,
        Random(1),
        9,
        expired=lambda: next(ticks) == 3,
        progress=lambda done, whole: told.append((done, whole)),
    )
    assert (tried.tried, tried.finished, told) == (3, False, [(1, 9), (2, 9), (3, 9)])
    assert try_to_refute(diff, plan, plan, Random(1), 3).finished
