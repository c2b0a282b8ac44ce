"""What people read beside random results: it changes no number of anybody."""

from dataclasses import replace
from random import Random

from tests.oracle.case import Data, is_scored
from tests.oracle.random_parts import Draft

PATTERNS = ("camps", "perspective_gap", "knowledge_gap", "urgent_but_low", "strength")
ADVICE = ("measurement", "obstacle", "way_round", "unsuitable_when")


def add_beside(draft: Draft, seed: int) -> None:
    """Add what stands beside the results. It has chances of its own, so that all else stays as it was."""
    draft = replace(draft, rng=Random(f"beside {seed}"))
    document = draft.document
    if "de" in document["languages"] and "de-simple" not in document["languages"] and draft.chance(0.4):
        document["partial_languages"] = ["de-simple"]
        document["title"] = {"de": "Fragebogen", "en": "Questionnaire", "de-simple": "Fragen"}
    if draft.chance(0.5):
        _groups(draft)
    if draft.chance(0.5):
        _procedures(draft)
    for found in [*draft.fields, *([document["overall"]] if "overall" in document else [])]:
        _texts(draft, found)
    if draft.chance(0.3):
        _crosswalk(draft)
    if draft.chance(0.3):
        document["content_rules"] = {"items": {"help": False}, "sources": {"used": False}}


def _groups(draft: Draft) -> None:
    draft.document["field_groups"] = [{"key": f"group{place}", "title": draft.text("A group")} for place in range(2)]
    for found in draft.fields:
        if draft.chance(0.5):
            found["group"] = draft.rng.choice(["group0", "group1"])


def _procedures(draft: Draft) -> None:
    kind = draft.document["suggestion_types"][0]["key"]
    minutes = [draft.rng.randint(5, 60) for _ in range(draft.rng.randint(0, 3))]
    made: Data = {
        "key": "table",
        "type": kind,
        "title": draft.text("At one table"),
        "purpose": draft.text("What it is for"),
        "steps": [
            {"key": f"part{place}", "title": draft.text("A part"), "minutes": each}
            for place, each in enumerate(minutes)
        ],
    }
    if minutes:
        made |= {"minutes": sum(minutes), "group_size": f"[2, {draft.rng.randint(2, 40)}]"}
    for name in ("preparation", "room", "material", "watch"):
        if draft.chance(0.5):
            made[name] = draft.text(name)
    if draft.chance(0.5):
        made["roles"] = [{"key": "host", "title": draft.text("A host"), "text": draft.text("Asks")}]
    if draft.document.get("sources") and draft.chance(0.3):
        made["sources"] = ["law"]
    draft.document["procedures"] = [made]
    fields = [one for found in draft.fields for one in found.get("suggestions") or ()]
    for suggestion in [*fields, *(draft.document.get("suggestions") or ())]:
        suggestion.update({name: draft.text(name) for name in ADVICE if draft.chance(0.3)})
        suggestion.update({"procedures": ["table"]} if draft.chance(0.5) else {})
    if draft.chance(0.5):
        draft.document.setdefault("suggestions", []).append(_for_a_pattern(draft, kind))


def _for_a_pattern(draft: Draft, kind: str) -> Data:
    texts = {name: draft.text(name) for name in ("title", "first_step", "who", "lead_question", "indicator", *ADVICE)}
    made: Data = {"key": "together", "type": kind, "pattern": draft.rng.choice(PATTERNS)}
    field = {"field": draft.fields[0]["key"]} if draft.chance(0.5) else {}
    return {**made, **field, **texts, "effort": "M", "horizon": "3-12", "impact": 2}


def _texts(draft: Draft, found: Data) -> None:
    texts = found.get("level_texts")
    if texts and draft.chance(0.6):
        found["next_texts"] = {level: draft.text(f"after {level}") for level in texts if draft.chance(0.8)}
        if draft.chance(0.6):
            found["border_text"] = draft.text("Nearly {level}.")
    if "units" in found:
        return
    for item in found.get("items") or ():
        whole = all(isinstance(option["value"], int) for option in item.get("options") or ())
        if item["type"] == "single_choice" and "options" in item and whole and not is_scored(item):
            found["urgency"] = item["key"]
        elif item["type"] == "text":
            found["evidence"] = item["key"]


def _crosswalk(draft: Draft) -> None:
    asked = [item["key"] for found in draft.fields for item in found.get("items") or ()]
    links: list[Data] = [{"field": draft.fields[0]["key"], "to": ["there"]}]
    if asked:
        links.append({"item": asked[0], "to": ["there", "beyond"]})
    made: Data = {"key": "elsewhere", "title": draft.text("Elsewhere"), "note": draft.text("Nearly")}
    targets = [{"key": key, "title": draft.text(key)} for key in ("there", "beyond")]
    draft.document["crosswalks"] = [{**made, "targets": targets, "links": links}]
