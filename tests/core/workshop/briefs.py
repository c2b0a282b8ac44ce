"""Releases to prepare workshops from: rounds of the shipped questionnaire, and made-up figures of a small one."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import msgspec

from selfcheck_service.catalogue import read_questionnaire
from selfcheck_service.core.releases import NamedAnswers, Release, aggregate
from selfcheck_service.core.releases.document import (
    BlockFigures,
    FieldFigures,
    Figure,
    GapFigures,
    GroupFigures,
    QuarterFigures,
)
from selfcheck_service.core.rounds.terms import Mode
from selfcheck_service.core.scoring import Plan, compile_plan
from selfcheck_service.core.workshop import WorkshopBrief, prepare_brief
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_plan,
    a_rule,
    a_suggestion,
    an_attribute,
    an_item,
    an_overall,
)
from tests.checkout import CHECKOUT
from tests.core.releases.sealing import SILENT, a_response, a_round_of, some_perspectives

TOWN: dict[str, Any] = {"municipality_type": "kreisangehoerige_gemeinde", "size_class": "ab_20000"}
SIZES = {
    "blocks": (6, 14, 9, 9, 6, 6),
    "quarters": (2, 3, 2, 1, 0, 0),
    "joint": (1, 0, 0, 0, 0, 0),
    "open": (2, 3, 0, 0, 0, 0),
}
MODES: dict[str, Mode] = {"joint": "institutional", "open": "open"}
INSIDE = ("verwaltungsspitze", "fachverwaltung")
NOTHING = Figure(None, None, "fits_differ")


@cache
def shipped() -> Plan:
    folder = CHECKOUT / "questionnaires" / "weltoffene-kommune" / "1.0.0"
    return compile_plan(read_questionnaire(folder).questionnaire)


@cache
def released_of(kind: str) -> Release:
    """A round of the shipped questionnaire in which every field and every perspective has its own level."""
    plan, rng = shipped(), Random(3)
    fields = {field.key: rng.uniform(0.2, 0.85) for field in plan.questionnaire.fields}
    names = [perspective.key for perspective in plan.questionnaire.perspectives]
    people = [name for name, size in zip(names, SIZES[kind], strict=True) for _ in range(size)]
    shifts = {name: {key: rng.gauss(0, 0.12) for key in fields} for name in names}
    responses = [_said(plan, rng, name, fields, shifts[name]) for name in people]
    round_ = a_round_of(plan, mode=MODES.get(kind, "confidential"), **TOWN)
    if kind == "joint":
        round_ = replace(round_, terms=replace(round_.terms, perspectives=("verwaltungsspitze",)))
    found = aggregate(round_, [NamedAnswers(f"Person {at}", each) for at, each in enumerate(responses)])
    assert found is not None
    return found


def _said(plan: Plan, rng: Random, name: str, fields: dict[str, float], shifts: dict[str, float]) -> Any:
    form, said = "full" if name in INSIDE else "mirrored", {}
    for item in plan.items:
        if item.definition.type == "single_choice" and (not item.forms or form in item.forms):
            field, last = plan.structure.item_fields[item.key], len(item.choices) - 1
            place = round(rng.gauss((fields[field] + shifts[field]) * last, 0.8))
            said[item.key] = SILENT if rng.random() < 0.06 else min(last, max(0, place))
    return a_response(plan, said, name)


def brief_of(kind: str, language: str = "de") -> WorkshopBrief:
    return prepare_brief(released_of(kind), shipped(), language=language, profile=dict(TOWN))


KEYS = ("a", "b", "c", "d", "e")
KINDS = ("quick", "rule", "talk", "look")


NUMBERS: list[Data] = [
    {"key": "people", "title": "How many?", "number": {"integer": True, "range": "[0, 10000000]"}},
    {
        "key": "area",
        "title": "How large?",
        "number": {"range": "[0, 100000]", "unit": {"en": "square kilometres", "de": "Quadratkilometer"}},
    },
]


def suggestions_of_all() -> list[Data]:
    """Of each field three that fit its level, and some that fit anywhere."""
    found = []
    for key in KEYS:
        low, high = {"field": key, "level": {"at_most": "low"}}, {"field": key, "level": {"at_least": "high"}}
        found += [
            a_suggestion(f"{key}_rule", field=key, when=low, type="rule", impact=3, depends_on=[f"{key}_quick"]),
            a_suggestion(f"{key}_quick", field=key, when=low, type="quick", procedures=["table"], sources=["paper"]),
            a_suggestion(f"{key}_second", field=key, when=low, type="quick", impact=1, effort="L"),
            a_suggestion(f"{key}_more", field=key, when=high, type="look"),
            a_suggestion(f"{key}_point", field=key, when={"item": f"{key}0", "points": {"at_most": 1}}, type="talk"),
            a_suggestion(f"{key}_town", field=key, when=low, type="look", applies_to={"profile": "kind", "is": "town"}),
        ]
    for pattern in ("camps", "perspective_gap", "knowledge_gap", "urgent_but_low", "strength"):
        found += [a_suggestion(f"{pattern}_{kind}", pattern=pattern, type=kind) for kind in KINDS[1:]]
        for one in found[-3:]:
            del one["when"]
    found += [
        a_suggestion("whole_low", field="overall", when={"field": "a", "score": {"below": 2}}, type="quick"),
        a_suggestion("whole_rule", field="overall", when={"field": "b", "score": {"below": 2}}, type="rule"),
        a_suggestion("whole_talk", field="overall", when={"field": "c", "score": {"below": 2}}, type="talk"),
    ]
    return found


@cache
def small() -> Plan:
    """Five fields of four items each on a scale from 0 to 4, the last of which is best at 0, and one over two."""
    levels = [("low", "[0, 2)"), ("middle", "[2, 3)"), ("high", "[3, 4]")]
    names = {key: {"en": f"Field {key}", "de": f"Feld {key}"} for key in KEYS}
    rules = {key: a_rule(better="lower") if key == "e" else a_rule() for key in KEYS}
    made = [
        a_field(
            key,
            *[an_item(f"{key}{at}") for at in range(4)],
            an_item(f"{key}_soon", scored=False),
            title=names[key],
            urgency=f"{key}_soon",
            scoring=rules[key],
            levels="set",
        )
        for key in KEYS
    ]
    over = {"key": "over", "title": "Over", "scoring": a_rule(of=[{"item": "a0"}, {"item": "b0"}])}
    steps = [{"key": "sit", "title": "Sit", "minutes": 20}, {"key": "talk", "title": "Talk", "minutes": 40}]
    table = {
        "key": "table",
        "type": "dialogue",
        "title": "A table",
        "purpose": "To talk.",
        "minutes": 60,
        "steps": steps,
    }
    roles = [{"key": "host", "title": "Host"}]
    return a_plan(
        *made,
        over,
        languages=["en", "de"],
        level_sets=[{"key": "set", "levels": [{"key": k, "title": k.title(), "range": r} for k, r in levels]}],
        perspectives=some_perspectives("head", "staff", "club"),
        profile=[an_attribute("kind"), *NUMBERS],
        overall=an_overall(),
        suggestion_types=[{"key": key, "title": key.title()} for key in ("step", "dialogue", *KINDS)],
        suggestions=suggestions_of_all(),
        flags=[a_flag("low_a", {"field": "a", "score": {"below": 2}})],
        procedures=[
            {**table, "group_size": "[6, 10]", "roles": roles},
            {**table, "key": "unused", "title": "Unused"},
        ],
        sources=[{"key": "paper", "title": "Paper", "as_of": "2026-01-01"}],
    )


def figure(*ends: float) -> Figure:
    return Figure(ends[0], ends[-1], None) if ends else NOTHING


def field_figures(key: str, **changes: Any) -> FieldFigures:
    made = FieldFigures(
        key=key,
        n=20,
        scale=(0, 4),
        value=NOTHING,
        items=(),
        pattern="not_determinable",
        pattern_reason="fits_differ",
        pattern_items=(),
        quadrant="not_determinable",
        urgency=None,
        urgent=None,
        seen_patterns=(),
    )
    return msgspec.structs.replace(made, **changes)


def made_up(fields: Mapping[str, Any], **changes: Any) -> Release:
    """A release of the small questionnaire whose fields have these figures; the rest can not be said."""
    keys = [field.key for field in small().fields]
    figures = tuple(field_figures(key, **fields.get(key, {})) for key in keys)
    block = BlockFigures(("head", "staff", "club"), 20, "cells", (), figures)
    release = Release(
        policy=1,
        round="round-1",
        mode="confidential",
        closed_on="2026-11-22",
        questionnaire="small",
        version="1.0.0",
        definition_hash=small().definition_hash,
        terms_hash="0" * 64,
        n=20,
        minimum_group_size=5,
        groups=(GroupFigures(("head", "staff", "club"), 20, "cells", None, ()),),
        blocks=(block,),
        total=block,
        gaps=(),
        merges=(),
        ratings=None,
        evaluation=None,
    )
    return msgspec.structs.replace(release, **changes)


def in_quarters(**quarters: int) -> Release:
    """A release of a small group: a quarter for each of these fields, and none for the others."""
    found = tuple(
        QuarterFigures(key, quarters[key], 4, quarters[key] - 1, quarters[key], None)
        if key in quarters
        else QuarterFigures(key, None, 4, None, None, "method")
        for key in (*KEYS, "over", "overall")
    )
    group = GroupFigures(("head", "staff", "club"), 8, "quarters", None, found)
    return made_up({}, n=8, groups=(group,), blocks=(), total=None)


def a_gap(field: str, gap: Any, *ends: float) -> GapFigures:
    return GapFigures(field, ("head",), ("staff", "club"), ("a0",), figure(*ends), gap)


def small_brief(release: Release, language: str = "en", **profile: Any) -> WorkshopBrief:
    return prepare_brief(release, small(), language=language, profile=profile)
