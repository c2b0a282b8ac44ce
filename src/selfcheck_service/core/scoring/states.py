"""The states of an item, and what conditions and policies are made of."""

from selfcheck_service.core.scoring.ratio import Scaled

ANSWERED, NOT_APPLICABLE, DONT_KNOW, DECLINED, UNANSWERED, HIDDEN = range(6)
STATE_NAMES = ("answered", "not_applicable", "dont_know", "declined", "unanswered", "hidden")
STATE_CODES = {name: code for code, name in enumerate(STATE_NAMES)}
# The states that say: this could still be answered.
OPEN_STATES = (DONT_KNOW, DECLINED, UNANSWERED)

REQUIRED = "required"
# What a policy makes of an entry: None leaves it out, REQUIRED forbids the score, else these points.
PolicyPoints = Scaled | str | None
Truth = bool | None
