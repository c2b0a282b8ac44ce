"""Random constants and tables, which expressions name."""

from typing import Any

from tests.oracle.case import Data
from tests.oracle.random_parts import Draft, why


def constants_and_tables(draft: Draft) -> Data:
    """Make constants and tables that the expressions of a definition may name."""
    made: Data = {}
    if draft.chance(0.4):
        values = ["0.9", "-2", "1/3", "52.15", "10"]
        made["constants"] = [
            {"key": f"constant{place}", "value": draft.number(draft.rng.choice(values)), **why(draft)}
            for place in range(draft.rng.randint(1, 2))
        ]
    if draft.chance(0.5):
        made["tables"] = [_table(draft, f"table{place}") for place in range(draft.rng.randint(1, 3))]
    return made


def _table(draft: Draft, key: str) -> Data:
    by_text = draft.chance(0.5)
    inputs = [{"name": "kind", "type": "text"}] if by_text else []
    interpolate = draft.chance(0.3)
    output = "text" if not interpolate and draft.chance(0.2) else None
    with_number = interpolate or not by_text or draft.chance(0.7)
    rows: list[Any] = []
    texts: list[Any] = draft.rng.choice([["a", "b"], ["town", "county"], ["o0", "o1", 1]]) if by_text else [None]
    for cell in texts:
        kind = [] if cell is None else [cell]
        cells = _points(draft) if interpolate else _ranges(draft) if with_number else [None]
        rows += [[*kind, *([] if each is None else [each]), _output(draft, output)] for each in cells]
    inputs += [{"name": "size", "type": "number"}] if with_number else []
    if not interpolate and draft.chance(0.4):
        rows.append([*(["any"] * len(inputs)), _output(draft, output)])
    made: Data = {"key": key, "inputs": inputs, "rows": rows, **why(draft)}
    made |= {"output": output or "number"} if output or draft.chance(0.3) else {}
    return made | ({"interpolate": interpolate} if interpolate or draft.chance(0.2) else {})


def _output(draft: Draft, output: str | None) -> Any:
    return (
        draft.rng.choice(["a", "town"]) if output else draft.number(draft.rng.choice(["0", "1/2", "31.2", "-3", "7"]))
    )


def _points(draft: Draft) -> list[Any]:
    return [draft.number(each) for each in sorted(draft.rng.sample([-2, 0, 1, 2, 5, 10, 50], draft.rng.randint(1, 4)))]


def _ranges(draft: Draft) -> list[Any]:
    return list(
        draft.rng.choice(
            [
                ["[0, 10)", "[10, 40]", "(40, 100]"],
                ["(-inf, 0)", 0, "(0, 1]", "(1, inf)"],
                [0, 1, 2, 3, 4],
                ["(-1, 2.5]", "(3, 5)"],
            ]
        )
    )
