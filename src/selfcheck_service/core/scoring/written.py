"""Suggestions as JSON: most of what they say is text that answers do not change, and so it is encoded once.

The bytes are those that the objects would be encoded to.
"""

from typing import Any

import msgspec

from selfcheck_service.core.scoring.because import reasons_of
from selfcheck_service.core.scoring.evaluation import SuggestionResult
from selfcheck_service.core.scoring.ranking import Offer
from selfcheck_service.core.scoring.ratio import to_number
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.wording import Wording

_encode = msgspec.json.Encoder().encode
# Stands where a part is filled in later. No JSON contains it: in texts it is escaped.
_GAP = b"\0"


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
    before, between, behind, end = _pieces(offer, wording)
    because = _encode(reasons_of(offer.suggestion.definition.trigger, run, wording))
    return b"".join((before, because, between, _encode(to_number(offer.priority)), behind, _encode(offer.after), end))


def _pieces(offer: Offer, wording: Wording) -> tuple[bytes, bytes, bytes, bytes]:
    """Return what stands before, between and behind `because`, `priority` and `after`, as every run has it."""
    found = wording.pieces.get(offer.suggestion.key)
    if found is None:
        found = wording.pieces[offer.suggestion.key] = _cut(wording.suggestions[offer.suggestion.key])
    return found


def _cut(result: SuggestionResult) -> tuple[bytes, bytes, bytes, bytes]:
    gap: Any = msgspec.Raw(_GAP)
    whole = msgspec.structs.replace(result, because=gap, priority=gap, after=gap)
    before, between, behind, end = _encode(whole).split(_GAP)
    return before, between, behind, end
