"""What spoke for a measure or a focus field, by reference to what the room did before: ballots, and the matrix."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from selfcheck_service.core.definition import Problem, pointer
from selfcheck_service.core.definition.problems import unknown
from selfcheck_service.core.planning.document import Evidence, FocusField


def check_evidence(
    evidence: Sequence[Evidence], ballots: Mapping[str, Collection[str]], cards: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each reference of a measure that leads nowhere, placed in the body of a request.

    `ballots` are those of the round, id → keys of their options; `cards` are the keys of what can lie in its matrix. An
    option has a meaning in a ballot only.
    """
    for at, each in enumerate(evidence):
        path = ("evidence", at)
        if each.kind == "matrix":
            yield from unknown("card", each.ref, cards, (*path, "ref"))
            if each.option is not None:
                words = {"name": "option", "other": "kind", "value": "matrix"}
                yield Problem(pointer(*path, "option"), "without_meaning", words)
            continue
        yield from unknown("ballot", each.ref, ballots, (*path, "ref"))
        if each.ref in ballots and each.option is not None:
            yield from unknown("option", each.option, ballots[each.ref], (*path, "option"))


def check_ballots(fields: Sequence[FocusField], ballots: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each ballot that is said to have decided on a focus field, and is none of the round."""
    for at, each in enumerate(fields):
        if each.ballot is not None:
            yield from unknown("ballot", each.ballot, ballots, ("fields", at, "ballot"))
