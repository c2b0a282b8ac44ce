"""What a brief cannot say, of which fields, and why: said openly, because an empty page looks like good news."""

from collections.abc import Iterator

from selfcheck_service.core.workshop.document import Limit
from selfcheck_service.core.workshop.fields_seen import FieldSeen
from selfcheck_service.core.workshop.speaker import BriefSpeaker

# What is missing, and why: keys of `limit.…` and `reason.…`.
_Missing = tuple[str, str]


def limits_of(speaker: BriefSpeaker) -> tuple[Limit, ...]:
    """Return what cannot be said: of the whole first, then of fields, those with the same reason together."""
    found: dict[_Missing, list[str]] = {missing: [] for missing in _of_the_whole(speaker)}
    for each in speaker.seen.asking:
        for missing in _of_field(speaker, each):
            found.setdefault(missing, []).append(each.key)
    asking = {each.key for each in speaker.seen.asking}
    for gap in speaker.seen.release.gaps:
        if gap.gap == "not_determinable" and gap.field in asking:
            fields = found.setdefault(("gap", gap.difference.reason or "wide"), [])
            if gap.field not in fields:
                fields.append(gap.field)
    return tuple(
        Limit(speaker.reason("limit", about), speaker.reason("reason", why), tuple(fields))
        for (about, why), fields in found.items()
    )


def _of_the_whole(speaker: BriefSpeaker) -> Iterator[_Missing]:
    seen = speaker.seen
    if seen.basis == "quarters":
        yield from (("items", "quarters_alone"), ("pattern", "quarters_alone"), ("gaps", "quarters_alone"))
    elif seen.basis == "joint":
        yield from (("pattern", "one_answer"), ("gaps", "one_answer"))
    elif len(seen.release.blocks) == 1 and len(seen.release.blocks[0].perspectives) > 1:
        yield "gaps", "one_block"


def _of_field(speaker: BriefSpeaker, field: FieldSeen) -> Iterator[_Missing]:
    if field.score is None:
        yield "value", field.value.reason or "no_score"
    elif field.good is None:
        yield "standing", "no_better_end"
    elif field.standing == "not_determinable":
        yield "standing", "wide"
    figures = field.figures
    if figures is None:
        return
    if speaker.seen.basis != "joint" and figures.pattern in ("not_determinable", "too_few") and not field.split:
        yield "pattern", figures.pattern_reason or "too_few"
    if figures.urgency is not None and figures.urgent == "not_determinable":
        yield "urgency", figures.urgency.reason or "wide"
