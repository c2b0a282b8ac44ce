"""Whether every name in a questionnaire leads somewhere, and every rule can be carried out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from selfcheck_service.core.definition.bridge import check_bridge
from selfcheck_service.core.definition.building import extremes_of
from selfcheck_service.core.definition.condition_check import check_condition
from selfcheck_service.core.definition.content.references import check_rules
from selfcheck_service.core.definition.crosswalks import check_crosswalks
from selfcheck_service.core.definition.cycles import on_cycles
from selfcheck_service.core.definition.entries import needed_fields, needed_levels
from selfcheck_service.core.definition.everybody import check_cohort_value
from selfcheck_service.core.definition.expansion import expand, in_authors_words, most_units, size_of, with_hints
from selfcheck_service.core.definition.expression_sizes import (
    MOST_ENTRIES,
    MOST_TABULATED,
    MOST_TRIED,
    count_entries,
    count_tabulated,
    count_tried,
)
from selfcheck_service.core.definition.field_members import check_field_members
from selfcheck_service.core.definition.item_check import (
    check_item,
    check_item_conditions,
    check_options,
    check_scale_points,
)
from selfcheck_service.core.definition.model import Defaults, Questionnaire, Suggestion, ThematicField
from selfcheck_service.core.definition.named_sources import named_sources
from selfcheck_service.core.definition.problems import Path, Problem, pointer, twice, unknown
from selfcheck_service.core.definition.procedures import check_procedures
from selfcheck_service.core.definition.scope import Scope, everything
from selfcheck_service.core.definition.scoring_check import check_inherited_ranges, check_node
from selfcheck_service.core.definition.structure import Structure, index_of, walk_fields
from selfcheck_service.core.definition.tables import check_table
from selfcheck_service.core.definition.texts import ANY_LANGUAGE
from selfcheck_service.core.definition.values import OVERALL

# A questionnaire beyond these sizes asks more than anybody can answer, and would take more than its share of a machine.
MOST_ITEMS = 2000
MOST_FIELDS = 300
MOST_SUGGESTIONS = 2000


def check_references(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield a problem for every key that stands twice, name that leads nowhere and rule that cannot be carried out."""
    too_large = tuple(_check_sizes(questionnaire)) or tuple(_check_expressions(questionnaire))
    yield from too_large
    known: set[tuple[object, ...]] = set()
    for structure in () if too_large else extremes_of(questionnaire):
        found = (_explained(problem, structure) for problem in _check_structure(questionnaire, structure))
        # What is wrong with few units and with many is said once. One by one: nobody asks for thousands of faults, and
        # finding the name that was meant takes its time.
        new = set()
        for each in with_hints(in_authors_words(found, structure), structure):
            if each.fault not in known:
                new.add(each.fault)
                yield each
        known |= new


def _explained(problem: Problem, structure: Structure) -> Problem:
    """Return the problem, in other words where the name is that of something which stands for several."""
    if problem.code not in ("unknown_reference", "unknown_name") or not structure.origins:
        return problem
    ways = _ways_to_ask(str(problem.parameters["name"]), structure)
    if ways is None:
        return problem
    kept = {name: value for name, value in problem.parameters.items() if name in ("at", "name")}
    return Problem(problem.location, "stands_for_several", {**kept, "ways": ways})


def _ways_to_ask(name: str, structure: Structure) -> str | None:
    """Return how to ask for a pairwise item, or for something in a unit; None where the name is neither's."""
    first = name.removeprefix("item.").removeprefix("field.").removesuffix(".points")
    if first in structure.pairs:
        return f"wins({first}, '{next(iter(structure.pairs[first]))}')"
    # The repeated field itself is one, whatever it is that is not known of it.
    copies = (new for new, old in structure.origins.items() if old == first and first not in structure.units)
    repeated = (_repeated_field(key, structure) for key in copies)
    return next((f"{{field: {key}}}, field.{key}.items.points, field.{key}.fields" for key in repeated if key), None)


def _repeated_field(key: str, structure: Structure) -> str | None:
    """Return the field that is repeated in which an item or a field lies."""
    above: str | None = structure.item_fields.get(key, key)
    while above is not None and above not in structure.units:
        node = structure.nodes.get(above)
        above = None if node is None else node.parent
    return above


def _check_structure(questionnaire: Questionnaire, structure: Structure) -> Iterator[Problem]:
    yield from _check_unique(questionnaire, structure)
    yield from _check_frame(questionnaire, structure)
    asked: set[str] = set()
    cyclic = on_cycles({key: needed_fields(node, structure) for key, node in structure.nodes.items()})
    for node in structure.nodes.values():
        for fault in check_node(node, structure):
            # Whether a score that depends on itself may be missing is no question yet.
            if node.key not in cyclic or fault.parameters.get("member") != "no_answer.not_computed":
                yield fault
        for item, path in zip(node.items, node.item_paths, strict=True):
            yield from check_item(item, path, structure, asked)
            yield from check_item_conditions(item, path, structure, asked)
            asked.add(item.key)
    yield from _name_cycles("scoring", cyclic, structure)
    levels = on_cycles({key: needed_levels(node, structure) for key, node in structure.nodes.items()})
    yield from _name_cycles("classify", levels, structure)
    yield from _check_suggestions(structure)
    if questionnaire.bridge is not None:
        yield from check_bridge(questionnaire.bridge, structure.items, structure.nodes)
    earlier: set[str] = set()
    for index, flag in enumerate(questionnaire.flags):
        scope = Scope(structure, fields=True, levels=True, flags=earlier)
        yield from check_condition(flag.when, ("flags", index, "when"), scope)
        earlier.add(flag.key)
    for index, found in enumerate(questionnaire.cohort):
        yield from check_cohort_value(found, ("cohort", index), structure)


def _name_cycles(member: str, cyclic: Collection[str], structure: Structure) -> Iterator[Problem]:
    """Name the fields that depend on themselves, in document order."""
    for key, node in structure.nodes.items():
        if key in cyclic:
            yield Problem(pointer(*node.path, member), "cycle", {"name": key})


def _check_sizes(questionnaire: Questionnaire) -> Iterator[Problem]:
    """The lists of a definition have limits of their own; these are for the questionnaire as a whole, written out."""
    size = size_of(questionnaire)
    for count, most, name in (
        (size.items, MOST_ITEMS, "items"),
        (size.fields, MOST_FIELDS, "fields"),
        (size.suggestions, MOST_SUGGESTIONS, "suggestions"),
    ):
        if count > most:
            yield Problem(pointer("fields"), "too_long", {"limit": f"{most} {name}"})


def _check_expressions(questionnaire: Questionnaire) -> Iterator[Problem]:
    """What all expressions have to do is counted before anything is worked out with them."""
    written_out = index_of(questionnaire, expand(questionnaire, most_units(questionnaire)))
    if count_entries(written_out) > MOST_ENTRIES:
        yield Problem(pointer(), "too_long", {"limit": f"{MOST_ENTRIES} entries in expressions"})
    elif count_tabulated(written_out) > MOST_TABULATED:
        yield Problem(pointer(), "too_long", {"limit": f"{MOST_TABULATED} entries in points, for all answers"})
    elif count_tried(written_out) > MOST_TRIED:
        yield Problem(pointer(), "too_long", {"limit": f"{MOST_TRIED} entries that try choices named more than once"})


def _check_unique(questionnaire: Questionnaire, structure: Structure) -> Iterator[Problem]:
    fields = list(walk_fields(questionnaire.fields, ("fields",)))
    yield from _check_fields_unique(fields)
    yield from _check_units(fields)
    yield from twice("suggestion", ((found.key, (*path, "key")) for path, _, found in structure.suggestions()))
    named = (
        "response_scales",
        "level_sets",
        "item_classes",
        "suggestion_types",
        "field_groups",
        "procedures",
        "crosswalks",
        "profile",
        "forms",
        "perspectives",
        "sources",
        "constants",
        "tables",
        "flags",
        "cohort",
    )
    for member in named:
        entries = getattr(questionnaire, member)
        yield from twice(member, ((entry.key, (member, index, "key")) for index, entry in enumerate(entries)))
    yield from _check_languages(questionnaire)
    for index, level_set in enumerate(questionnaire.level_sets):
        keys = ((level.key, ("level_sets", index, "levels", at, "key")) for at, level in enumerate(level_set.levels))
        yield from twice("level", keys)
        for at, level in enumerate(level_set.levels):
            if level.range is None and not level_set.has_no_ranges:
                yield Problem(pointer("level_sets", index, "levels", at), "missing", {"name": "range"})


def _check_languages(questionnaire: Questionnaire) -> Iterator[Problem]:
    """A language of which only some texts are given is a variant of one in which all are."""
    named = [
        (tag, (member, index))
        for member in ("languages", "partial_languages")
        for index, tag in enumerate(getattr(questionnaire, member))
    ]
    yield from (Problem(pointer(*path), "reserved_key", {"name": tag}) for tag, path in named if tag == ANY_LANGUAGE)
    yield from twice("language", named)
    for index, tag in enumerate(questionnaire.partial_languages):
        base, _, variant = tag.partition("-")
        if not variant or base not in questionnaire.languages:
            words = {"name": tag, "allowed": ", ".join(questionnaire.languages)}
            yield Problem(pointer("partial_languages", index), "no_variant", words)


def _check_fields_unique(fields: list[tuple[Path, ThematicField]]) -> Iterator[Problem]:
    """Fields and items have their keys as the document says them, before anything is written out."""
    yield from twice("field", ((found.key, (*path, "key")) for path, found in fields))
    for path, found in fields:
        if found.key == OVERALL:
            yield Problem(pointer(*path, "key"), "reserved_key", {"name": OVERALL})
    items = [((*path, "items", index), item) for path, found in fields for index, item in enumerate(found.items)]
    yield from twice("item", ((item.key, (*path, "key")) for path, item in items))
    for path, item in items:
        options = () if item.pairwise is None else item.pairwise.options
        values = ((option.value, (*path, "pairwise", "options", at, "value")) for at, option in enumerate(options))
        yield from twice("value", values)


def _check_units(fields: list[tuple[Path, ThematicField]]) -> Iterator[Problem]:
    """What a unit cannot have, because there is none of it for each unit."""
    items = {item.key for _, found in fields for item in found.items}
    for path, found in fields:
        if found.units is None:
            continue
        if found.key in items:
            yield Problem(pointer(*path, "key"), "duplicate_name", {"kind": "item", "name": found.key})
        for below, nested in walk_fields(found.fields, (*path, "fields")):
            if nested.units is not None:
                yield Problem(pointer(*below, "units"), "not_in_units", {"name": "units"})
            if nested.suggestions:
                yield Problem(pointer(*below, "suggestions"), "not_in_units", {"name": "suggestions"})


def _check_frame(questionnaire: Questionnaire, structure: Structure) -> Iterator[Problem]:
    for index, scale in enumerate(questionnaire.response_scales):
        yield from check_options(scale.options, ("response_scales", index, "options"))
    for index, attribute in enumerate(questionnaire.profile):
        values = (
            (option.value, ("profile", index, "options", at, "value")) for at, option in enumerate(attribute.options)
        )
        yield from twice("value", values)
    forms = [form.key for form in questionnaire.forms]
    for index, perspective in enumerate(questionnaire.perspectives):
        if perspective.form is not None:
            yield from unknown("forms", perspective.form, forms, ("perspectives", index, "form"))
    yield from _check_data(questionnaire)
    sources = [source.key for source in questionnaire.sources]
    for path, name in named_sources(structure):
        yield from unknown("sources", name, sources, path)
    types = [found.key for found in questionnaire.suggestion_types]
    yield from check_procedures(questionnaire.procedures, types, sources)
    fields = [found for _, found in walk_fields(questionnaire.fields, ())]
    keys = [*(found.key for found in fields), *((OVERALL,) if questionnaire.overall is not None else ())]
    items = [item.key for found in fields for item in found.items]
    yield from check_crosswalks(questionnaire.crosswalks, keys, items)
    yield from check_field_members(structure)
    yield from check_rules(questionnaire)
    yield from _check_defaults(questionnaire.defaults, structure)
    yield from check_inherited_ranges(structure)
    yield from check_scale_points(structure)


def _check_data(questionnaire: Questionnaire) -> Iterator[Problem]:
    """What expressions look up must be readable."""
    for index, table in enumerate(questionnaire.tables):
        path: Path = ("tables", index)
        yield from twice(
            "input", ((column.name, (*path, "inputs", at, "name")) for at, column in enumerate(table.inputs))
        )
        yield from check_table(table, path)


def _check_defaults(defaults: Defaults, structure: Structure) -> Iterator[Problem]:
    for member in ("scoring", "parent_scoring"):
        rule = getattr(defaults, member)
        for name in ("formula", "of", "requires"):
            if getattr(rule, name, None) is not None:
                yield Problem(pointer("defaults", member, name), "not_in_defaults", {"name": name})
    for member in ("levels", "parent_levels"):
        named = getattr(defaults, member)
        if named not in (None, "none"):
            yield from unknown("level_sets", named, structure.level_sets, ("defaults", member))


@dataclass(frozen=True, slots=True)
class _Named:
    """The names that suggestions may mention."""

    types: list[str]
    procedures: list[str]
    sources: list[str]
    suggestions: Mapping[str, tuple[str, ...]]
    flags: list[str]


def _check_suggestions(structure: Structure) -> Iterator[Problem]:
    questionnaire = structure.questionnaire
    named = _Named(
        types=[found.key for found in questionnaire.suggestion_types],
        procedures=[found.key for found in questionnaire.procedures],
        sources=[source.key for source in questionnaire.sources],
        suggestions={found.key: found.depends_on for _, _, found in structure.suggestions()},
        flags=[flag.key for flag in questionnaire.flags],
    )
    cyclic = on_cycles(named.suggestions)
    for path, field, suggestion in structure.suggestions():
        yield from _check_suggestion(suggestion, path, field, structure, named)
        if suggestion.key in cyclic:
            yield Problem(pointer(*path, "depends_on"), "cycle", {"name": suggestion.key})


def _check_suggestion(
    suggestion: Suggestion, path: Path, field: str | None, structure: Structure, named: _Named
) -> Iterator[Problem]:
    if field is None and suggestion.pattern is None:
        yield Problem(pointer(*path), "missing", {"name": "field"})
    elif field is not None:
        yield from unknown("field", field, structure.nodes, (*path, "field"))
    if suggestion.field is not None and suggestion.field != field:
        yield Problem(pointer(*path, "field"), "wrong_field", {"name": suggestion.field, "field": field})
    yield from unknown("suggestion_types", suggestion.type, named.types, (*path, "type"))
    for index, name in enumerate(suggestion.sources):
        yield from unknown("sources", name, named.sources, (*path, "sources", index))
    for index, name in enumerate(suggestion.procedures):
        yield from unknown("procedures", name, named.procedures, (*path, "procedures", index))
    for index, name in enumerate(suggestion.depends_on):
        yield from unknown("suggestion", name, named.suggestions, (*path, "depends_on", index))
    scope = everything(structure)
    yield from check_condition(suggestion.trigger, (*path, "when"), scope)
    if suggestion.applies_to is not None:
        scope = Scope(structure, items=frozenset())
        yield from check_condition(suggestion.applies_to, (*path, "applies_to"), scope)
