"""The privacy notice under Article 13 GDPR: each member of its paragraphs 1 and 2, in their order.

What respondents are told before they answer is the source: what it says, the notice says with these words.
"""

from collections.abc import Iterator

from selfcheck_service.reports.privacy.handling import (
    draft_section,
    gone_points,
    kept_points,
    on_paper,
    reader_points,
)
from selfcheck_service.reports.privacy.paper import Paper, Section, Teller


def privacy_notice(teller: Teller) -> Paper:
    """Return the privacy notice."""
    return teller.paper("privacy-notice", teller.say("notice.title"), _sections(teller))


def _sections(teller: Teller) -> Iterator[Section]:
    yield draft_section(teller, "notice.remove")
    yield teller.section("notice.controller", teller.each("notice.controller.name", "notice.controller.contact"))
    yield teller.section("notice.officer", teller.each("notice.officer.contact"))
    yield teller.section("notice.purposes", teller.each("notice.purpose.*", "notice.purpose.conduct", "notice.basis"))
    yield teller.section("notice.interests", teller.each("notice.interests.none"))
    yield _data(teller)
    recipients = teller.each("notice.recipients.facilitators", "notice.recipients.operator")
    yield teller.section(
        "notice.recipients", teller.told("readers", "groups", "free_texts"), (*recipients, *reader_points(teller))
    )
    yield teller.section("notice.transfer", teller.each("notice.transfer.none"))
    yield teller.section("notice.storage", teller.told("deletion", "guest"), gone_points(teller))
    yield _rights(teller)
    yield teller.section("notice.consent", teller.each("notice.consent.erase"))
    yield teller.section("notice.complaint", teller.each("notice.complaint.authority"))
    yield teller.section("notice.duty", (teller.say("notice.duty.none"), *teller.told("voluntary")))
    yield teller.section("notice.automated", (teller.say("notice.automated.none"), *teller.told("own_evaluation")))
    yield teller.section("notice.other", teller.each("notice.other.none"))
    yield teller.section("notice.risks", (*teller.told("risk"), *on_paper(teller, "risk")))


def _data(teller: Teller) -> Section:
    perspective = ("notice.data.perspective",) if teller.matter.terms.perspectives else ()
    lead = (*teller.told("stored"), *teller.each(*perspective))
    further = teller.each("notice.data.device", "notice.data.pages", "notice.data.servers")
    return teller.section("notice.data", lead, (*kept_points(teller), *on_paper(teller, "stored"), *further))


def _rights(teller: Teller) -> Section:
    lead = ("notice.rights.key", "notice.rights.without.*")
    points = (
        *teller.each("notice.rights.access", "notice.rights.rectification"),
        teller.say("notice.rights.erasure", erasure=" ".join(teller.told("erasure"))),
        teller.say("notice.rights.restriction"),
    )
    return teller.section("notice.rights", (*teller.each(*lead), *on_paper(teller, "rights")), points)
