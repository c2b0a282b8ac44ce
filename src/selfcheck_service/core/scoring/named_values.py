"""The values of the names in expressions, read from a run (docs/expressions.md says what each of them means)."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from selfcheck_service.core.definition.conditions import ValueCondition
from selfcheck_service.core.definition.expressions.evaluation import compile_expression
from selfcheck_service.core.definition.expressions.kinds import Kind, Value
from selfcheck_service.core.definition.expressions.numbers import quotient, simplest
from selfcheck_service.core.definition.expressions.reals import ExactNumber
from selfcheck_service.core.definition.expressions.vocabulary import Reference, Role
from selfcheck_service.core.definition.scope import bind_in_condition
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.ratio import Ratio
from selfcheck_service.core.scoring.run import FieldRun, Run
from selfcheck_service.core.scoring.states import ANSWERED, STATE_NAMES

Getter = Callable[[Run], Value]
# What an expression can name of a field, and of an item.
FIELD_ROLES: frozenset[Role] = frozenset(("score", "raw", "coverage", "answered", "applicable", "level"))
ITEM_ROLES: frozenset[Role] = frozenset(("value", "points", "state"))


def value_of(condition: ValueCondition, names: Names) -> Getter:
    """Return the expression of a condition as a function of a run."""
    bound = bind_in_condition(condition, names.structure)
    return compile_expression(bound, lambda reference: getter_of(reference, names))


def getter_of(reference: Reference, names: Names) -> Getter:
    """Return what reads the value of one name, as conditions see it, from a run."""
    return _GETTERS[reference.role](reference, names)


def getter_for_parents(reference: Reference, names: Names) -> Getter:
    """Return the same for the scoring of a field: the score of another is the one that parents see."""
    return _PASSED_ON(reference, names) if reference.role == "score" else getter_of(reference, names)


def _value(reference: Reference, names: Names) -> Getter:
    index = names.item_index[reference.key]
    shape = _SHAPES[reference.kind]

    def get(run: Run) -> Value:
        return shape(run.values[index]) if run.states[index] == ANSWERED else None

    return get


def _number(value: object) -> Value:
    return simplest(value) if isinstance(value, int | Fraction) else None


def _text(value: object) -> Value:
    return None if value is None else str(value)


def _numbers(value: object) -> Value:
    return value if isinstance(value, tuple) else None


def _texts(value: object) -> Value:
    return tuple(str(each) for each in value) if isinstance(value, tuple) else None


_SHAPES: Mapping[Kind, Callable[[object], Value]] = {
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.NUMBERS: _numbers,
    Kind.TEXTS: _texts,
}


def _points(reference: Reference, names: Names) -> Getter:
    index, denominator = names.item_index[reference.key], names.point_denominator

    def get(run: Run) -> Value:
        points = run.points[index]
        return None if points is None else quotient(points, denominator)

    return get


def _state(reference: Reference, names: Names) -> Getter:
    index = names.item_index[reference.key]
    return lambda run: STATE_NAMES[run.states[index]]


def as_value(number: Ratio | None) -> ExactNumber | None:
    """Return a number of the engine as expressions see it."""
    return None if number is None else quotient(*number)


def _of_field(read: Callable[[FieldRun], Value]) -> Callable[[Reference, Names], Getter]:
    def getter(reference: Reference, names: Names) -> Getter:
        index = names.field_index[reference.key]
        return lambda run: read(run.fields[index])

    return getter


def _level(reference: Reference, names: Names) -> Getter:
    index = names.field_index[reference.key]
    keys = [level.key for level in names.levels_of(reference.key)]

    def get(run: Run) -> Value:
        level = run.fields[index].level
        return None if level is None else keys[level]

    return get


def _profile(reference: Reference, _names: Names) -> Getter:
    key, shape = reference.key, _SHAPES[reference.kind]
    return lambda run: shape(run.profile.get(key))


def _constant(reference: Reference, names: Names) -> Getter:
    number = simplest(names.structure.constants[reference.key])
    return lambda _run: number


def _flag(reference: Reference, _names: Names) -> Getter:
    key = reference.key
    return lambda run: run.flags.get(key)


def _units(reference: Reference, names: Names) -> Getter:
    count = len(names.structure.units[reference.key])
    return lambda _run: count


_PASSED_ON = _of_field(lambda found: as_value(found.passed_on))
_GETTERS: Mapping[Role, Callable[[Reference, Names], Getter]] = {
    "value": _value,
    "points": _points,
    # What an expression says of its own item is worked out while this still stands there.
    "own_value": _value,
    "own_points": _points,
    "state": _state,
    "score": _of_field(lambda found: as_value(found.used)),
    "raw": _of_field(lambda found: as_value(found.raw)),
    "coverage": _of_field(lambda found: as_value(found.coverage)),
    "answered": _of_field(lambda found: found.answered),
    "applicable": _of_field(lambda found: found.applicable),
    "level": _level,
    "profile": _profile,
    "constant": _constant,
    "flag": _flag,
    "units": _units,
}
