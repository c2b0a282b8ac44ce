"""How a round treats data: what is stored, who sees what, what goes when. Each paper says it with the same words."""

from collections.abc import Iterator

from selfcheck_service.reports.privacy.paper import Section, Teller


def draft_section(teller: Teller, *further: str) -> Section:
    """Return what stands before every paper: what it is, and what is left to do; `further` are names of words."""
    return teller.section("draft", teller.each("draft.made", "draft.complete", "draft.anew", *further, "draft.hash"))


def kept_points(teller: Teller) -> Iterator[str]:
    """Yield what is stored of somebody who answers, and what is held in memory."""
    yield from teller.each("stored.answers", "stored.key")
    if teller.mode == "open":
        yield teller.say("stored.name")
    if teller.matter.takes_own_words:
        yield teller.say("stored.texts")
    yield teller.say("stored.rates")


def stored_points(teller: Teller) -> Iterator[str]:
    """Yield the same, and what is not stored."""
    yield from kept_points(teller)
    if teller.mode != "open":
        yield teller.say("stored.no_name")
    yield teller.say("stored.not")
    yield from on_paper(teller, "stored")


def reader_points(teller: Teller) -> tuple[str, ...]:
    """Return who sees what."""
    readers = ("self.*", "others.*", "facilitator.*", "superiors.*", "operator.*", "auditor")
    return (*teller.each(*(f"reader.{name}" for name in readers)), *on_paper(teller, "reader"))


def on_paper(teller: Teller, name: str) -> tuple[str, ...]:
    """Return what is said under a name of forms on paper; nothing in an open round, which has none."""
    return () if teller.mode == "open" else (teller.say(f"on_paper.{name}"),)


def texts_words(teller: Teller) -> tuple[str, ...]:
    """Return who reads free texts; nothing where no form has room for any."""
    if not teller.matter.has_own_words:
        return ()
    return (teller.say("readers.texts.*" if teller.matter.takes_own_words else "readers.texts.none"),)


def gone_points(teller: Teller) -> Iterator[str]:
    """Yield what goes when, beside the responses themselves."""
    yield teller.say("gone.codes")
    yield teller.say("gone.erased")
    yield teller.say("gone.release.*" if teller.matter.erase_on is None else "gone.release.guest")
    yield from on_paper(teller, "gone")
    yield teller.say("gone.trail")
    yield teller.say("gone.backups")
