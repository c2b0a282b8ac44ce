"""The questions that were answered in two windows: what stands here beside what is kept, one to be chosen for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selfcheck_service.web.asking import AskedField
from selfcheck_service.web.respond.merging import MINE, THEIRS, Window
from selfcheck_service.web.said import Said
from selfcheck_service.web.sent import Sent

# How fields are called that say which answer somebody has chosen.
CHOICE = "choice."
# What the page that asks for it puts into its form itself.
_OWN = frozenset({"seen", "met", "onward", "step"})


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what was answered here and elsewhere; nothing where it was left open."""

    prompt: Said
    mine: tuple[Said, ...]
    theirs: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """One choice: its name, the questions that are chosen together, and what is chosen so far, "" where nothing is."""

    name: str
    rows: tuple[Answered, ...]
    chosen: str

    @property
    def title(self) -> Said | None:
        """Return the question, None where there are several that hang together."""
        return self.rows[0].prompt if len(self.rows) == 1 else None


def window_of(sent: Sent, *, looking: bool) -> Window:
    """Return what a page says it has shown, and what was chosen on it; nobody who is `looking` has chosen yet."""
    chosen = {} if looking else _chosen(sent)
    return Window(sent.one("seen"), sent.one("met"), chosen)


def carried_of(sent: Sent) -> list[tuple[str, str]]:
    """Return what was filled in, without what pages put in themselves and what was chosen between."""
    return [(name, value) for name, value in sent.pairs if name not in _OWN and not name.startswith(CHOICE)]


def clashes_of(
    still_open: Mapping[str, tuple[str, ...]], mine: AskedField, theirs: AskedField, sent: Sent
) -> list[Clash]:
    """Return the choices that are left: by question the names of the answers that differ."""
    here, there, chosen = dict(_in_words(mine)), dict(_in_words(theirs)), _chosen(sent)
    prompts = {key: prompt for key, (prompt, _) in (there | here).items()}
    clashes = []
    for question, names in still_open.items():
        rows = (
            Answered(prompts[key], here[key][1] if key in here else (), there[key][1] if key in there else ())
            for key in prompts
            if key in names
        )
        differing = tuple(each for each in rows if each.mine != each.theirs)
        clashes.append(Clash(question, differing, chosen.get(question, "")))
    return clashes


def _chosen(sent: Sent) -> dict[str, str]:
    names = {name for name, _ in sent.pairs if name.startswith(CHOICE)}
    # Both at once are none.
    chosen = {name.removeprefix(CHOICE): sent.all(name) for name in names}
    return {name: values[0] for name, values in chosen.items() if values in ([MINE], [THEIRS])}


def _in_words(field: AskedField, unit: Said | None = None) -> Iterator[tuple[str, tuple[Said, tuple[Said, ...]]]]:
    """Yield the items of a field by key, with the prompt and what is answered, each in its language; of a field that is
    repeated, how often, and then the items of each `unit` with its title.
    """
    if field.units is not None:
        count = Said.in_(field.units.title.language, str(len(field.fields)))
        yield field.key, (field.units.title, (count,))
    for item in (item for block in field.blocks for item in block.items):
        chosen = [each.title for each in (*item.options, *item.instead) if each.chosen and each.value]
        typed = [Said.in_(item.prompt.language, item.typed)] if item.typed else []
        prompt = Said.in_(item.prompt.language, f"{unit}: {item.prompt}") if unit else item.prompt
        yield item.key, (prompt, (*typed, *chosen))
    for child in field.fields:
        yield from _in_words(child, child.title if field.units is not None else unit)
