"""Suggestions as JSON: most of what they say is text that answers do not change, and so it is encoded once.

The bytes are those that the objects would be encoded to.
"""

from typing import Any

import msgspec

from selfcheck_service.core.scoring.because import Reasons, reasons_for, write_reasons
from selfcheck_service.core.scoring.plan import SuggestionPlan
from selfcheck_service.core.scoring.ranking import Offer
from selfcheck_service.core.scoring.ratio import to_number
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.wording import Wording

_encode = msgspec.json.Encoder().encode
# Stands where a part is filled in later. No JSON contains it: in texts it is escaped.
_GAP = b"\0"
# What decides why, and what stands before, between and behind `because`, `priority` and `after` in every run.
Card = tuple[Reasons, bytes, bytes, bytes, bytes]


def write_suggestions(run: Run, offers: list[Offer], wording: Wording) -> msgspec.Raw:
    """Return the suggestions that are offered as a JSON list."""
    return msgspec.Raw(b"[%b]" % b",".join([_write(run, offer, wording) for offer in offers]))


def _write(run: Run, offer: Offer, wording: Wording) -> bytes:
    if offer.written is None:
        return _put_together(run, offer, wording)
    written = offer.written.get(id(wording))
    if written is None:
        written = offer.written[id(wording)] = _put_together(run, offer, wording)
    return written


def _put_together(run: Run, offer: Offer, wording: Wording) -> bytes:
    card = wording.cards.get(offer.suggestion.key)
    if card is None:
        card = wording.cards[offer.suggestion.key] = _cut(offer.suggestion, wording)
    reasons, before, between, behind, end = card
    because = write_reasons(reasons, run, wording)
    after = _encode(offer.after) if offer.after else b"[]"
    return b"".join((before, because, between, _encode(to_number(offer.priority)), behind, after, end))


def _cut(suggestion: SuggestionPlan, wording: Wording) -> Card:
    gap: Any = msgspec.Raw(_GAP)
    whole = msgspec.structs.replace(wording.suggestions[suggestion.key], because=gap, priority=gap, after=gap)
    before, between, behind, end = _encode(whole).split(_GAP)
    return reasons_for(suggestion.definition.trigger, wording.plan), before, between, behind, end
