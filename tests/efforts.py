"""What each form of the suite leaves out."""

import pytest

# What each effort leaves out. The expensive forms of a test ask the fixture `effort` or carry the marker `long`.
LEFT_OUT = {
    "quick": {"attack", "browser", "fault", "install", "long", "process"},
    "normal": {"long"},
    "long": set(),
}
# Folders that the quick form leaves out as a whole: what repeats, draws or sets on paper what is tried elsewhere too.
QUICK_WITHOUT = ("bench", "contracts", "oracle", "reports/pdf", "rights", "simulation")


def left_out(items: list[pytest.Item], effort: str) -> set[pytest.Item]:
    """Return the tests that a form leaves out: quick, normal or long."""
    gone = {item for item in items if any(mark.name in LEFT_OUT[effort] for mark in item.iter_markers())}
    if effort == "quick":
        gone |= {item for item in items if _stands_in(item, QUICK_WITHOUT) or _is_http_on_postgres(item)}
        gone |= _further_cases([item for item in items if _is_http(item) and not _is_http_on_postgres(item)])
    return gone


def _further_cases(items: list[pytest.Item]) -> set[pytest.Item]:
    """Return what asks the service the same as an earlier case of the same test, with other values.

    It is the quick form that does without: cases often differ in what is said and refused alone.
    """
    further, seen = set(), set()
    # By their names: in which order they come is drawn anew each time, and red shall be red again.
    for item in sorted(items, key=lambda each: each.nodeid):
        test = item.path, getattr(item, "cls", None), getattr(item, "originalname", item.name)
        if test in seen:
            further.add(item)
        seen.add(test)
    return further


def _stands_in(item: pytest.Item, folders: tuple[str, ...]) -> bool:
    """Tell whether a test stands in one of the folders below tests."""
    return any(item.path.is_relative_to(item.config.rootpath / "tests" / folder) for folder in folders)


def _is_http(item: pytest.Item) -> bool:
    return "client" in getattr(item, "fixturenames", ())


def _is_http_on_postgres(item: pytest.Item) -> bool:
    """Tell whether a test sends requests to a service on PostgreSQL; storage itself is tried on both in every form."""
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    return "postgres" in parameters.values() and _is_http(item)
