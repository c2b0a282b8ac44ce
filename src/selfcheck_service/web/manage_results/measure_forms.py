"""The form of a measure: what it shows of one that is stored, and what it says of one when it is sent."""

import uuid
from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.planning import Measure
from selfcheck_service.core.planning.document import (
    Decision,
    DecisionBody,
    EuroClass,
    Evidence,
    MeasureReadiness,
    Status,
)
from selfcheck_service.core.planning.readiness import measure_readiness
from selfcheck_service.core.scoring import Plan
from selfcheck_service.web.forms import Reader

MOST_HOURS = 100_000
DECISIONS: tuple[Decision, ...] = get_args(Decision)
STATUSES: tuple[Status, ...] = get_args(Status)
BODIES: tuple[DecisionBody, ...] = get_args(DecisionBody)
EURO_CLASSES: tuple[EuroClass, ...] = get_args(EuroClass)
# The fields of the form in the order of the page, each with the kind of what is typed there.
WORDS = (
    "reason", "goal", "first_step", "funding", "indicator", "baseline", "target", "risk", "affected_groups",
    "dropped_reason",
)  # fmt: skip
DAYS = ("decided_on", "first_step_on", "starts_on", "deadline", "review_on")
_MANY = ("fields", "items", "evidence")


def typed_of(said: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what the fields of the form hold for these members of a measure."""
    typed = {name: [_written(value)] for name, value in said.items() if value is not None and name not in _MANY}
    typed |= {name: list(said.get(name, ())) for name in ("fields", "items")}
    typed["co_actors"] = ["\n".join(said.get("co_actors", ()))]
    typed["evidence"] = [_reference(each) for each in said.get("evidence", ())]
    return typed


def typed_in(measure: Measure) -> dict[str, list[str]]:
    """Return what the fields of the form hold for a measure that is stored."""
    return typed_of({name: getattr(measure, name) for name in Measure.__struct_fields__})


def read_measure(reader: Reader, plan: Plan, stored: Measure | None) -> dict[str, Any]:
    """Return the members that a form says; what is wrong with single fields is with the reader."""
    sent = reader.sent
    said: dict[str, Any] = {"title": reader.name("title"), "responsible": reader.name("responsible")}
    said |= {name: reader.words(name) for name in WORDS}
    said |= {name: reader.day(name) for name in DAYS}
    said |= {name: tuple(sent.all(name)) for name in ("fields", "items")}
    said["co_actors"] = reader.names("co_actors")
    said["type"] = reader.choice("type", [each.key for each in plan.questionnaire.suggestion_types])
    said["hours"] = reader.whole("hours", 0, MOST_HOURS)
    said["decision"] = reader.choice("decision", DECISIONS, needed=True)
    said["status"] = reader.choice("status", STATUSES, needed=True)
    said["decision_body"] = reader.choice("decision_body", BODIES)
    said["euro_class"] = reader.choice("euro_class", EURO_CLASSES)
    involved = reader.choice("affected_groups_involved", ("yes", "no"))
    said["affected_groups_involved"] = None if involved is None else involved == "yes"
    said["evidence"] = tuple(_evidence(each) for each in sent.all("evidence"))
    return _settled(said, stored)


def _settled(said: dict[str, Any], stored: Measure | None) -> dict[str, Any]:
    """Return the members without those that follow from others, so that nobody has to say a thing twice."""
    was_rejected = stored is not None and stored.decision == "reject"
    if said["decision"] == "reject" or (was_rejected and said["status"] == "dropped"):
        del said["status"]
    if stored is not None and said.get("status") != "dropped" and said["dropped_reason"] == stored.dropped_reason:
        del said["dropped_reason"]
    if said["decided_on"] is None:
        del said["decided_on"]
    return said


def without_unsaid(said: Mapping[str, Any], taken: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a new measure says beyond its suggestion; of a rejected one the steps taken over are left out."""
    rejected = said["decision"] == "reject"
    left_out = {name for name in ("first_step", "indicator") if rejected and said[name] == taken.get(name)}
    return {name: value for name, value in said.items() if value is not None and name not in left_out}


def readiness_of(
    stored: Measure, said: Mapping[str, Any] | None, typed: Mapping[str, list[str]], language: str
) -> MeasureReadiness | None:
    """Return what is missing from a measure; None where it is no part of the plan, or only faults are left.

    `said` is what was read of a form that comes back, None where nothing was sent. What was typed there and cannot be
    read is faulty, and not missing.
    """
    meant = stored
    if said is not None:
        meant = msgspec.structs.replace(stored, **{**said, "title": said["title"] or stored.title})
    if not meant.is_planned:
        return None
    found = measure_readiness(meant, language)
    if said is None or found.ready:
        return found
    missing = tuple(each for each in found.missing if not "".join(typed.get(each.key, ())).strip())
    return msgspec.structs.replace(found, missing=missing) if missing else None


def evidence_choices(
    ballots: Mapping[str, tuple[str, Mapping[str, str]]], cards: Mapping[str, str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what can speak for a measure, by where it stands: closed ballots with their options, and cards."""
    found = {
        title: tuple((f"ballot:{ballot}:{key}", name) for key, name in options.items())
        for ballot, (title, options) in ballots.items()
    }
    return found | ({"": tuple((f"matrix:{key}", title) for key, title in cards.items())} if cards else {})


def titled_items(plan: Plan, language: str) -> dict[str, list[tuple[str, str]]]:
    """Return the items that a measure can aim at with their prompts, by the key of their field."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key, item in plan.structure.items.items():
        field = plan.structure.item_fields.get(key)
        if field is not None and item.kind.asked:
            found.setdefault(field, []).append((key, Text(item.name).in_language(language, plan.languages[0])))
    return found


def measure_id_of(round_id: uuid.UUID, once: str) -> uuid.UUID:
    """Return the id of the measure that a form makes, however often it is sent."""
    return uuid.uuid5(round_id, once)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _reference(evidence: Evidence) -> str:
    return ":".join(filter(None, (evidence.kind, evidence.ref, evidence.option)))


def _evidence(text: str) -> Evidence:
    kind, _, rest = text.partition(":")
    if kind == "matrix":
        return Evidence("matrix", rest)
    ref, _, option = rest.partition(":")
    return Evidence("ballot", ref, option or None)
