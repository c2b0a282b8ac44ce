"""Normal forms of expressions as text: short, and never the same for two forms."""

from selfcheck_service.core.comparison.plain import Plain

_INFIX = frozenset({"+", "*", "/", "^", "=", "<", "<=", "in", "and", "or"})
_WORDS = {None: "null", True: "true", False: "false"}
_HASH = 16


def spelt(form: Plain) -> str:
    """Return a form as text. Whatever holds others stands in brackets, so that it reads in one way only."""
    if form is None or isinstance(form, bool):
        return _WORDS[form]
    name, *parts = form
    match name:
        case "number":
            return str(parts[0])
        case "text":
            return f"'{parts[0]}'"
        case "table":
            return f"table {parts[0][:_HASH]}"
        case "name":
            return " ".join((f"{parts[0]}.{parts[1]}", *parts[2:]))
        case _:
            return _call(name, parts)


def _call(name: str, parts: list[Plain]) -> str:
    if name == "polynomial":
        terms = (" * ".join((str(factor), *map(spelt, rest))) for factor, *rest in parts[0])
        return f"({' + '.join(terms)})"
    if name == "case":
        cases, otherwise = parts
        parts = [*(part for case in cases for part in case), otherwise]
    found = [spelt(part) for part in parts]
    if name == "list":
        return f"[{', '.join(found)}]"
    return f"({f' {name} '.join(found)})" if name in _INFIX and len(found) > 1 else f"{name}({', '.join(found)})"
