"""What a questionnaire means, apart from how it is written: two documents that mean the same compare equal.

Response scales, defaults, level sets and item classes are put in where they are used, so moving or renaming them
changes nothing. Weights of quotients are reduced, conditions brought into their normal form. Where this module does not
know what a member means, the member stays as it is: two meanings that differ may still come to the same numbers, two
that are equal always do.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from selfcheck_service.core.comparison.normal_conditions import Conditions
from selfcheck_service.core.comparison.normal_expressions import Expressions, Place
from selfcheck_service.core.comparison.plain import Plain, Reader, ordered
from selfcheck_service.core.comparison.tables import form_of_table
from selfcheck_service.core.comparison.wording import Words
from selfcheck_service.core.definition import Questionnaire, Structure, build_structure, canonical_json, exact_to_json
from selfcheck_service.core.definition.answer_rules import Rule
from selfcheck_service.core.definition.entries import entries_of
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.methods import METHODS
from selfcheck_service.core.definition.model import ProfileAttribute, Units
from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.spans import span_of_item
from selfcheck_service.core.definition.structure import ITEM_STATES, Node
from selfcheck_service.core.definition.walking import walk_texts

Entry = tuple[str, str]

_FIELD_STATES = ("not_applicable", "not_computed")
_LOOKED_AT_ALONE = frozenset({"key", "weight", "classes", "forms", "scale", "options", "no_answers", "levels"})
_TOLD = ("group", "urgency", "evidence")
# What is read beside the results, by kind, and the member of the document that lists it.
AIDS = {"procedure": "procedures", "crosswalk": "crosswalks", "field_group": "field_groups"}
_FRAME = frozenset(
    {
        *("format", "rules", "key", "version", "languages", "response_scales", "level_sets", "item_classes"),
        *("suggestion_types", "profile", "forms", "perspectives", "sources", "fields", "overall", "flags"),
        *("suggestions", "defaults", "bridge", "constants", "tables", "cohort"),
        *("partial_languages", "content_rules", *AIDS.values()),
    }
)


@dataclass(frozen=True, slots=True)
class Block:
    """What an answer may be and is worth: in plain data, which is what is compared, and the rule that says so."""

    plain: Plain
    rule: Rule | None = field(default=None, compare=False)

    def accepts_all_of(self, other: "Block") -> bool:
        """Tell whether nothing differs but that this one accepts more."""
        rule, narrower = self.rule, other.rule
        if rule is None or narrower is None or type(rule) is not type(narrower):
            return False
        one, two = (
            {name: value for name, value in block.plain.items() if name not in rule.takes_more}
            for block in (self, other)
        )
        return one == two and rule.accepts_all_of(narrower)


@dataclass(frozen=True, slots=True)
class ItemMeaning:
    """One item: what it accepts, what that is worth, when and of whom it is asked.

    `options` are value → points and whatever else an option says; `asked` are the perspectives that are asked (None:
    without a perspective); `block` is what belongs to its type only, `rest` all else that belongs to the item. `words`
    are its texts, with those of its options.
    """

    path: Path
    field: str
    words: Words
    options: Mapping[int | str, Plain]
    no_answers: frozenset[str]
    asked: frozenset[str | None]
    span: tuple[Fraction, Fraction] | None
    block: "Block"
    rest: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class FieldMeaning:
    """One field: its entries with their weights, and every member of its scoring after the defaults.

    `rule` maps the name of a member to its meaning; levels and gates are members like the others. `scored` tells
    whether the field has a result at all, `margin` how near to a level counts as its border. `told` is what is said of
    it that is in no result: its group, and the items of its urgency and its evidence.
    """

    path: Path
    parent: str | None
    words: Words
    scored: bool
    entries: Mapping[Entry, Fraction]
    rule: Mapping[str, Plain]
    margin: Plain
    told: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class AttributeMeaning:
    """An attribute of the municipality: its values with whatever else these say, its numbers, and all else (`rest`)."""

    options: Mapping[int | str, Plain]
    block: Block
    rest: Mapping[str, Plain]
    words: Words


@dataclass(frozen=True, slots=True)
class Meaning:
    """A whole questionnaire.

    `frame` is what belongs to no item, field, flag or suggestion; `groups`, where values are met whose meaning is not
    known here, tells which items each class and field holds. Constants and tables mean something where they are used;
    `constants` and `tables` only tell which there are. `aids` are, by kind, what people read beside the results.
    """

    items: Mapping[str, ItemMeaning]
    fields: Mapping[str, FieldMeaning]
    flags: Mapping[str, Plain]
    suggestions: Mapping[str, Plain]
    profile: Mapping[str, AttributeMeaning]
    perspectives: Mapping[str, None]
    constants: Mapping[str, Plain]
    tables: Mapping[str, Plain]
    cohort: Mapping[str, Plain]
    aids: Mapping[str, Mapping[str, Plain]]
    content_rules: Plain
    frame: Mapping[str, Plain]
    groups: Mapping[str, tuple[str, ...]]


def meaning_of(questionnaire: Questionnaire, *, ignored: Collection[str] = ()) -> Meaning:
    """Return what a questionnaire means; `ignored` are items that no response in question is ever shown."""
    return _MeaningReader(build_structure(questionnaire), ignored).read()


class _MeaningReader:
    def __init__(self, structure: Structure, ignored: Collection[str]) -> None:
        self.structure = structure
        self.questionnaire = structure.questionnaire
        self.reader = Reader()
        self.ignored = ignored
        self.expressions = Expressions(structure)
        Conditions(structure, self.reader, self.expressions, ignored)

    def read(self) -> Meaning:
        questionnaire, plain = self.questionnaire, self.reader.plain
        items = {key: self._item(key, item) for key, item in self.structure.items.items()}
        fields = {key: self._field(node) for key, node in self.structure.nodes.items()}
        flags = {flag.key: plain(flag, without=("key",)) for flag in questionnaire.flags}
        suggestions = {
            found.key: plain(found, without=("field",)) | {"field": field}
            for _, field, found in self.structure.suggestions()
        }
        profile = {found.key: self._attribute(found) for found in questionnaire.profile}
        frame = plain(questionnaire, without=_FRAME)
        shared = ("scoring", "parent_scoring", "levels", "parent_levels")
        frame |= {f"defaults.{name}": value for name, value in plain(questionnaire.defaults, without=shared).items()}
        constants = {key: exact_to_json(value) for key, value in self.structure.constants.items()}
        tables = {key: form_of_table(table) for key, table in self.structure.tables.items()}
        self.expressions.place = Place(everybody=True)
        cohort = {found.key: plain(found, without=("key",)) for found in questionnaire.cohort}
        aids = {kind: self._aids(member) for kind, member in AIDS.items()}
        groups: dict[str, tuple[str, ...]] = {}
        if self.reader.opaque:
            # What is not understood may name all this.
            groups = dict(self._groups())
            frame |= {"constants": constants, "tables": tables}
        return Meaning(
            items=items,
            fields=fields,
            flags=flags,
            suggestions=suggestions,
            profile=profile,
            perspectives=dict.fromkeys(perspective.key for perspective in questionnaire.perspectives),
            constants=constants,
            tables=tables,
            cohort=cohort,
            aids=aids,
            content_rules=plain(questionnaire.content_rules),
            frame=frame,
            groups=groups,
        )

    def _attribute(self, found: ProfileAttribute) -> AttributeMeaning:
        return AttributeMeaning(
            {option.value: self.reader.plain(option, without=("value",)) for option in found.options},
            Block(self.reader.plain(found.number), found.number),
            self.reader.plain(found, without=("key", "options", "number")),
            dict(walk_texts(found)),
        )

    def _aids(self, member: str) -> dict[str, Plain]:
        return {found.key: self.reader.plain(found, without=("key",)) for found in getattr(self.questionnaire, member)}

    def _item(self, key: str, item: Item) -> ItemMeaning:
        structure = self.structure
        self.expressions.place = Place(item=key)
        options = structure.options_of(item)
        words = {path: text for path, text in walk_texts(item) if path[0] != "options"} | {
            ("options", option.value, *path): text for option in options for path, text in walk_texts(option)
        }
        block, rule = item.kind.block, item.rule
        rest = self.reader.plain(item, without=(*_LOOKED_AT_ALONE, block or ""))
        if item.levels is not None:
            rest["levels"] = self.reader.plain(structure.level_sets[item.levels], without=("key", "border"))
        return ItemMeaning(
            path=structure.item_paths[key],
            field=structure.item_fields[key],
            words=words,
            options={option.value: self.reader.plain(option, without=("value",)) for option in options},
            no_answers=frozenset(structure.no_answers_of(item)),
            asked=self._asked(item),
            span=span_of_item(item, structure) if item.is_scored else None,
            # A block that is left out means the default of its type.
            block=Block(self.reader.plain(rule), rule if isinstance(rule, Rule) else None),
            rest=rest,
        )

    def _asked(self, item: Item) -> frozenset[str | None]:
        first = self.questionnaire.forms[0].key if self.questionnaire.forms else None
        forms = {None: first} | {found.key: found.form or first for found in self.questionnaire.perspectives}
        return frozenset(key for key, form in forms.items() if form in (None, first) or form in item.forms)

    def _field(self, node: Node) -> FieldMeaning:
        structure = self.structure
        self.expressions.place = Place(field=node.key)
        definition = node.definition
        words = {
            path: text for path, text in walk_texts(definition) if path[0] not in ("items", "fields", "suggestions")
        }
        apart = ("key", "weight", "items", "fields", "suggestions", "scoring", "levels", "gates", *_TOLD)
        told = {name: self.reader.plain(getattr(definition, name, None)) for name in _TOLD}
        # How many units there may be is said of the field that they belong to.
        counts = ("minimum", "maximum") if isinstance(definition, Units) else ()
        rest = self.reader.plain(definition, without=(*apart, *counts))
        if not structure.is_scorable(node):
            return FieldMeaning(node.path, node.parent, words, False, {}, rest, None, told)
        scoring = self._scoring(node)
        entries = self._entries(node, scoring)
        levels, margin = self._levels(node)
        gates = ordered([self.reader.plain(gate) for gate in definition.gates])
        rule = rest | scoring | {"levels": levels, "gates": gates}
        return FieldMeaning(node.path, node.parent, words, True, entries, rule, margin, told)

    def _scoring(self, node: Node) -> dict[str, Plain]:
        rule: dict[str, Plain] = self.reader.plain(self.structure.rule_of(node).scoring, without=("of", "promises"))
        rule.setdefault("better", "higher")
        coverage = {"provisional": 0, "valid": 0, "minimum_answered": 0} | rule.get("coverage", {})
        rule["coverage"] = coverage
        # Weights by expression belong to their entries, wherever these stand in the list.
        own = node.definition.scoring
        listed = own.of if own is not None and isinstance(own.of, tuple) else ()
        weights = {
            canonical_json(self.reader.plain(entry, without=("weight",))).decode(): self.reader.plain(entry.weight)
            for entry in listed
            if isinstance(entry.weight, ExpressionText)
        }
        return rule | ({"weights": weights} if weights else {})

    def _entries(self, node: Node, scoring: dict[str, Plain]) -> dict[Entry, Fraction]:
        """Return the entries with their weights, and leave only those policies that their kinds can meet."""
        found = [
            (("item" if isinstance(thing, Item) else "field", thing.key), weight)
            for thing, weight in entries_of(node, self.structure)
        ]
        kinds = {kind for (kind, _), _ in found}
        states = {*(ITEM_STATES if "item" in kinds else ()), *(_FIELD_STATES if "field" in kinds else ())}
        policies = scoring.get("no_answer", {})
        scoring["no_answer"] = {name: policy for name, policy in policies.items() if name in states or not kinds}
        if policies.get("hidden") == "exclude":
            found = [(entry, weight) for entry, weight in found if entry[1] not in self.ignored or entry[0] == "field"]
        return dict(found)

    def _levels(self, node: Node) -> tuple[Plain, Plain]:
        """Return the level sets of a field with what chooses among them, and apart from these their borders."""
        levels, borders = [], []
        for choice in self.structure.level_sets_of(node):
            found = self.structure.level_sets[choice.set]
            kept = self.reader.plain(choice, without=("set",))
            levels.append(kept | {"set": self.reader.plain(found, without=("key", "border"))})
            borders.append(self.reader.plain(found.border))
        return levels, borders

    def _groups(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        items = [item for item in self.structure.items.values() if item.is_scored]
        for named in self.questionnaire.item_classes:
            yield f"class.{named.key}", tuple(item.key for item in items if named.key in item.classes)
        for key in self.structure.nodes:
            below = (item for node in self.structure.descendants(key) for item in node.scored_items)
            yield f"field.{key}", tuple(item.key for item in below)


def reduced(entries: Mapping[Entry, Fraction], name: object) -> dict[Entry, Plain]:
    """Return weights that can be compared: none where the method has no use for them, shares where only these count."""
    method = METHODS.get(str(name))
    if method is not None and not method.weighted:
        return dict.fromkeys(entries)
    total = sum(entries.values(), Fraction(0))
    scale = 1 / total if total and method is not None and method.by_shares else Fraction(1)
    return {entry: exact_to_json(weight * scale) for entry, weight in entries.items()}
