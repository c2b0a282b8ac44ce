"""The sheet for the staff council: what is asked, how, what is shown of whom, and what is left to decide."""

from collections.abc import Iterator

from selfcheck_service.core.definition.model import Perspective
from selfcheck_service.reports.privacy.figures import figures_section, has_quarters
from selfcheck_service.reports.privacy.handling import (
    draft_section,
    gone_points,
    on_paper,
    reader_points,
    stored_points,
    texts_words,
)
from selfcheck_service.reports.privacy.paper import Paper, Section, Teller
from selfcheck_service.reports.privacy.questions import perspectives_of, question_sections


def staff_council_sheet(teller: Teller) -> Paper:
    """Return the sheet."""
    return teller.paper("staff-council-sheet", teller.say("sheet.title"), _sections(teller))


def _sections(teller: Teller) -> Iterator[Section]:
    yield draft_section(teller)
    yield _purpose(teller)
    yield teller.section("voluntary", teller.each("voluntary.skip", "voluntary.letters"))
    yield _asked(teller)
    yield teller.section("stored", points=stored_points(teller))
    yield teller.section("flow", points=_flow(teller))
    yield teller.section("readers", [teller.say("readers.participation"), *texts_words(teller)], reader_points(teller))
    yield _sizes(teller)
    yield figures_section(teller)
    yield teller.section("persons", teller.each("persons.*", "persons.time"))
    yield teller.section("told", teller.each("told.lead"), teller.told())
    yield teller.section("deletion", [*teller.told("deletion", "guest"), teller.say("gone.run")], gone_points(teller))
    rights = (teller.say("rights.key"), *on_paper(teller, "rights"), teller.say("rights.notice"))
    yield teller.section("rights", rights)
    yield teller.section("risks", points=_risks(teller))
    yield teller.section("questions", teller.each("questions.part"), _questions(teller))
    yield from question_sections(teller)


def _flow(teller: Teller) -> Iterator[str]:
    yield from teller.each("flow.codes", "flow.welcome", "flow.spent", "flow.evaluation")
    yield from on_paper(teller, "flow")
    yield from teller.each("flow.release.*", "flow.deleted")


def _purpose(teller: Teller) -> Section:
    description = teller.matter.questionnaire.description
    said = () if description is None else (teller.title_of(description),)
    spoken = ", ".join(teller.language_name(language) for language in teller.matter.languages)
    points = (
        teller.say("purpose.period"),
        teller.say("purpose.languages", spoken=spoken),
        *teller.each("purpose.facilitators", "purpose.operator", "purpose.form", "purpose.pages"),
    )
    lead = teller.each("purpose.round", "purpose.use.*", "purpose.organisation")
    return teller.section("purpose", (*lead, *said), points)


def _asked(teller: Teller) -> Section:
    perspectives = perspectives_of(teller)
    lead = "asked.perspectives" if perspectives else "asked.everybody"
    joint = ("asked.joint",) if teller.mode == "institutional" else ()
    points = (_perspective(each, teller) for each in perspectives)
    return teller.section("asked", teller.each(*joint, lead, "asked.codes"), points)


def _perspective(perspective: Perspective, teller: Teller) -> str:
    """Return a perspective, and the form that it reads where there are several."""
    title, forms = teller.title_of(perspective.title), teller.matter.questionnaire.forms
    read = next((teller.title_of(form.title) for form in forms[1:] if form.key == perspective.form), None)
    if not forms[1:]:
        return title
    return teller.say("asked.form", perspective=title, form=read or teller.title_of(forms[0].title))


def _sizes(teller: Teller) -> Section:
    if teller.mode != "confidential":
        return teller.section("sizes", teller.each("sizes.*"))
    quarters = ("sizes.quarters",) if has_quarters(teller) else ()
    small = ("sizes.small",) if has_quarters(teller) else ()
    points = teller.each("sizes.nothing", *quarters, "sizes.cells")
    return teller.section("sizes", teller.each("sizes.groups", *small), points)


def _risks(teller: Teller) -> Iterator[str]:
    yield from teller.each("risks.operator", "risks.link", "risks.codes")
    if teller.mode == "confidential":
        yield from teller.each("risks.issuer", "risks.pooling", "risks.probable")
    else:
        yield teller.say("risks.retold")
    if teller.matter.takes_own_words:
        yield teller.say("risks.texts")
    yield from on_paper(teller, "risk")
    yield from teller.each("risks.device", "risks.key")


def _questions(teller: Teller) -> Iterator[str]:
    yield from teller.each("questions.items", "questions.mode.*")
    if teller.mode != "institutional" and teller.matter.terms.perspectives:
        yield teller.say("questions.perspectives")
    yield teller.say("questions.codes")
    yield from on_paper(teller, "question")
    yield from teller.each("questions.time", "questions.retention")
    if teller.matter.takes_own_words:
        yield teller.say("questions.texts")
    yield from teller.each("questions.release", "questions.agreement")
