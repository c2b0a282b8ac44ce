"""What a run found, in words and numbers."""

from collections.abc import Mapping

from attack.outcome import Outcome
from attack.run import FALLS_BY, is_broken
from attack.weakened import WEAKENED

# So many findings are told.
SHOWN = 10
# From so many people on blocks are counted together.
_SIZES = ((5, 9), (10, 10), (11, 12), (13, 15), (16, 20), (21, 30), (31, 60))


def as_text(outcome: Outcome, weakened: Mapping[str, Outcome], seconds: float) -> str:
    """Return the figures of a run."""
    tried = outcome.tried
    lines = [
        f"{tried['rounds']} rounds, {tried['events']} events, the release read after each, {seconds:.0f} s",
        f"{tried['releases']} releases with {tried['sets']} sets of people",
        f"{tried['cells']} cells of {tried['items']} items, {tried['quarters']} quarters",
        f"{tried['solved']} models of cells or quarters solved",
        (
            f"held against the bytes: {tried['solver worlds']} other worlds that the solver found, "
            f"{tried['exchanged']} in which people of a block were exchanged"
        ),
        (
            f"{tried['served rounds']} rounds on the running service beside twins of other opinions, "
            f"{tried['polls']} readings, {tried['served releases']} releases with {tried['served blocks']} blocks"
        ),
        (
            "certain answers, sets smaller than the minimum, answers with which surely one person stands alone, "
            f"or other bytes: {len(outcome.findings)}"
        ),
        "",
        "somebody's answer is certain to two who tell each other theirs",
        *_rates(outcome, "two", "items of blocks of"),
        *_rates(outcome, "quarter", "groups of"),
        "somebody's answer is certain to an issuer who has redeemed codes",
        *[
            f"  {count} codes: in {outcome.told['issuer', count]} of {whole} rounds"
            for (what, count), whole in sorted(outcome.several.items())
            if what == "issuer"
        ],
        "",
        *[
            f"{_fell(name, found)}: {WEAKENED[name].name}, without {WEAKENED[name].without}"
            for name, found in weakened.items()
        ],
    ]
    return "\n".join(lines)


def _rates(outcome: Outcome, what: str, of: str) -> list[str]:
    lines = []
    for low, high in _SIZES:
        inside = [key for key in outcome.several if key[0] == what and low <= key[1] <= high]
        whole, told = sum(outcome.several[key] for key in inside), sum(outcome.told[key] for key in inside)
        if whole:
            sizes = str(low) if low == high else f"{low} to {high}"
            lines.append(f"  {of} {sizes}: {told} of {whole} ({100 * told / whole:.1f} %)")
    return lines


def _fell(name: str, outcome: Outcome) -> str:
    return f"broken in round {outcome.tried['rounds']}" if is_broken(name, outcome) else "NOT BROKEN"


def shortcomings(outcome: Outcome, weakened: Mapping[str, Outcome]) -> list[str]:
    """Return why the run fails, as sentences: what was found of the real build, and weakened ones that stood."""
    wrong = [str(finding) for finding in outcome.findings[:SHOWN]]
    if len(outcome.findings) > SHOWN:
        wrong.append(f"and {len(outcome.findings) - SHOWN} more")
    wrong += [
        f"the weakened build {name} was not broken by an attack of the kind {FALLS_BY[name]}"
        for name, found in weakened.items()
        if not is_broken(name, found)
    ]
    return wrong


def stories(weakened: Mapping[str, Outcome]) -> list[str]:
    """Return how each weakened build fell, as a story that can be repeated."""
    return [
        str(next(finding for finding in found.findings if finding.kind == FALLS_BY[name]))
        for name, found in weakened.items()
        if is_broken(name, found)
    ]
