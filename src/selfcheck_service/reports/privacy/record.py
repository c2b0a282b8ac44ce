"""The entry in the record of processing activities: Article 30(1) GDPR, point by point."""

from collections.abc import Iterator

from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.reports.privacy.handling import (
    draft_section,
    gone_points,
    on_paper,
    reader_points,
    stored_points,
)
from selfcheck_service.reports.privacy.paper import Paper, Section, Teller
from selfcheck_service.reports.privacy.questions import perspectives_of


def record_of_processing(teller: Teller) -> Paper:
    """Return the entry."""
    return teller.paper("record-of-processing", teller.say("record.title"), _sections(teller))


def _sections(teller: Teller) -> Iterator[Section]:
    yield draft_section(teller)
    yield teller.section("record.name", teller.each("record.name.round", "record.mode.*"))
    who = ("name", "contact", "joint", "officer")
    yield teller.section("record.controller", teller.each(*(f"record.controller.{each}" for each in who)))
    yield teller.section("record.purposes", teller.each("record.purpose", "record.basis"))
    yield teller.section("record.people", points=_people(teller))
    yield teller.section("record.data", points=_data(teller))
    recipients = teller.each("notice.recipients.facilitators", "notice.recipients.operator")
    yield teller.section("record.recipients", recipients, reader_points(teller))
    yield teller.section("record.transfers", teller.each("notice.transfer.none"))
    yield teller.section(
        "record.erasure", [*teller.told("deletion", "guest"), teller.say("gone.run")], gone_points(teller)
    )
    yield teller.section("record.measures", teller.each("record.measures.lead"), _measures(teller))
    own = ("encryption", "hands", "housekeeping", "disk", "logs", "more")
    yield teller.section(
        "record.own.heading",
        teller.each("record.own"),
        (*teller.each(*(f"own.{measure}" for measure in own)), *on_paper(teller, "measure")),
    )


def _people(teller: Teller) -> Iterator[str]:
    for perspective in perspectives_of(teller):
        yield teller.say("record.people.perspective", perspective=teller.title_of(perspective.title))
    if not teller.matter.terms.perspectives:
        yield teller.say("record.people.everybody")
    yield teller.say("record.people.keys")
    if teller.matter.takes_own_words:
        yield teller.say("record.people.named")


def _data(teller: Teller) -> Iterator[str]:
    fields = [field for _, field in walk_fields(teller.matter.questionnaire.fields, ()) if field.items]
    yield teller.say("record.data.answers", fields=teller.quoted(teller.title_of(field.title) for field in fields))
    yield from stored_points(teller)
    if teller.matter.takes_own_words:
        yield teller.say("record.data.special")
    yield teller.say("record.data.keys")


def _measures(teller: Teller) -> tuple[str, ...]:
    groups = ("groups",) if teller.mode == "confidential" else ()
    measures = (
        "minimal",
        "unlinked",
        "shuffled",
        "hashed",
        "rights",
        "terms",
        *groups,
        "trail",
        "logs",
        "rates",
        "erasure",
    )
    return teller.each(*(f"measure.{measure}" for measure in (*measures, "backup", "integrity")))
