"""Which figures a release can hold, for people: each in words, with the members of a release that it speaks of."""

from collections.abc import Mapping

from selfcheck_service.reports.privacy.paper import Section, Teller

# name of the words → members of the structs in core/releases/document.py, `Struct.member`.
FIGURES: Mapping[str, tuple[str, ...]] = {
    "figure.round": (
        *("Release.policy", "Release.round", "Release.mode", "Release.closed_on", "Release.questionnaire"),
        *("Release.version", "Release.definition_hash", "Release.terms_hash", "Release.minimum_group_size"),
    ),
    "figure.people": ("Release.n", "GroupFigures.n", "BlockFigures.n", "ItemFigures.n", "FieldFigures.n"),
    "figure.merges": (
        *("Release.merges", "MergeFigures.partition", "MergeFigures.smaller", "MergeFigures.smaller_n"),
        *("MergeFigures.larger", "MergeFigures.larger_n"),
    ),
    "figure.quarters": ("GroupFigures.fields", "QuarterFigures.quarter", "QuarterFigures.quarters"),
    "figure.cells": ("ItemFigures.cells", "CellFigure.option", "CellFigure.code", "CellFigure.count"),
    "figure.no_answer": ("ItemFigures.no_answer",),
    "figure.mean": ("ItemFigures.mean",),
    "figure.value": ("FieldFigures.value", "FieldFigures.scale", "FieldFigures.items"),
    "figure.agreement": ("ItemFigures.agreement", "ItemFigures.consensus"),
    "figure.patterns": (
        *("ItemFigures.pattern", "FieldFigures.pattern", "FieldFigures.pattern_items", "FieldFigures.seen_patterns"),
    ),
    "figure.quadrant": ("FieldFigures.quadrant",),
    "figure.urgency": ("FieldFigures.urgency", "FieldFigures.urgent"),
    "figure.gaps": ("Release.gaps", "GapFigures.items", "GapFigures.difference", "GapFigures.gap"),
    "figure.ratings": (
        *("Release.ratings", "RatingFigures.name", "RatingFigures.perspective", "RatingFigures.answers"),
    ),
    "figure.evaluation": ("Release.evaluation",),
    "figure.reasons": (
        *("Figure.reason", "ItemFigures.reason", "ItemFigures.pattern_reason", "FieldFigures.pattern_reason"),
        *("QuarterFigures.reason", "GroupFigures.reason"),
    ),
}
_OF_MODES = {
    "figure.merges": {"confidential"},
    "figure.quarters": {"confidential"},
    # Of one joint answer there is no second group.
    "figure.gaps": {"confidential", "open"},
    "figure.ratings": {"open", "institutional"},
    "figure.evaluation": {"institutional"},
}
# Those whose words depend on what a mode covers, and on who stands behind an answer.
_BY_MODE = {"figure.cells": "figure.cells.*", "figure.ratings": "figure.ratings.*"}


def figures_section(teller: Teller) -> Section:
    """Return the section that names every figure a release of the round can hold."""
    lead = "figures.ranges" if teller.mode == "confidential" else "figures.exact"
    names = [name for name in FIGURES if teller.mode in _OF_MODES.get(name, {teller.mode})]
    points = (
        teller.say(_BY_MODE.get(name, name)) for name in names if name != "figure.quarters" or has_quarters(teller)
    )
    return teller.section("figures", teller.each("figures.only", lead), points)


def has_quarters(teller: Teller) -> bool:
    """Tell whether there are round sizes for which quarters are all that a confidential release shows."""
    smallest = teller.matter.terms.minimum_group_size
    return smallest is not None and smallest < teller.matter.smallest_block
