"""Ballots that follow from a brief: on its fields and on its cards, asked as an electronic ballot asks."""

from collections.abc import Iterator

import msgspec

from selfcheck_service.core.ballots.asking import FEWEST_OPTIONS, default_dots
from selfcheck_service.core.ballots.ballot_texts import ballot_text
from selfcheck_service.core.workshop import WorkshopBrief


class PaperBallot(msgspec.Struct, frozen=True):
    """A ballot as it is printed: 2 options or more, the dots of each person, whether two may lie on one option."""

    question: str
    options: tuple[str, ...]
    dots: int
    cumulating: bool = False


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
            yield PaperBallot(ballot_text(f"question.{kind}", brief.language), options, default_dots(len(keys)))
