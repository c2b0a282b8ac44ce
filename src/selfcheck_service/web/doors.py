"""The doors from the home of those who have signed in to their areas: one line for each, shown to keys that may enter.

They stand on the home page with a sentence, and as the navigation of every page behind the sign-in.
"""

from dataclasses import dataclass

from selfcheck_service.edge.principals import Principal, Scope


@dataclass(frozen=True, slots=True)
class Door:
    """The way to an area. `name` is the name of its words in the group `doors`: a pair of title and sentence."""

    name: str
    path: str
    scope: Scope


# Each area adds its own here.
DOORS: tuple[Door, ...] = (
    Door("rounds", "/manage/rounds", "facilitator"),
    Door("municipalities", "/manage/municipalities", "facilitator"),
    Door("programmes", "/manage/programmes", "facilitator"),
    Door("questionnaires", "/author", "author"),
    Door("operation", "/operate", "operator"),
)


def doors_for(principal: Principal) -> tuple[Door, ...]:
    """Return the doors that a key may go through; that of a guest round has a single place to be, its round."""
    return () if principal.is_guest else tuple(door for door in DOORS if principal.may(door.scope))
