"""Ballots that follow from a brief: on its fields and on its cards, asked as an electronic ballot asks."""

from collections.abc import Iterator

import msgspec

from selfcheck_service.core.ballots.asking import FEWEST_OPTIONS, MOST_OPTIONS, default_dots
from selfcheck_service.core.ballots.ballot_texts import ballot_text
from selfcheck_service.core.workshop import WorkshopBrief


class PaperBallot(msgspec.Struct, frozen=True):
    """A ballot as it is printed: 2 options or more, the dots of each person, whether two may lie on one option.

    `own`: a line is left empty for an idea of the room's own, which an electronic ballot has as its last option.
    """

    question: str
    options: tuple[str, ...]
    dots: int
    cumulating: bool = False
    own: bool = False


def ballots_of(brief: WorkshopBrief) -> Iterator[PaperBallot]:
    """Yield a ballot on the fields and one on the cards, in the order of the questionnaire.

    Where there are fewer than two options there is nothing to choose, and no ballot.
    """
    order = brief.ballot_order
    fields = {each.key: each.title for each in brief.profile}
    cards = {each.key: each.title for each in brief.cards}
    for kind, keys, titles in (("fields", order.fields, fields), ("suggestions", order.cards, cards)):
        if len(keys) >= FEWEST_OPTIONS:
            options = tuple(titles[key] for key in keys)
            question, dots = ballot_text(f"question.{kind}", brief.language), default_dots(len(keys))
            # Ideas come up beside the cards; which fields there are is settled, and no ballot has more options.
            yield PaperBallot(question, options, dots, own=kind == "suggestions" and len(keys) < MOST_OPTIONS)
