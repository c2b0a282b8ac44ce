"""A release in one language: the titles of what it names, and words for its codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.releases import Release, cell_text, release_text
from selfcheck_service.core.releases.document import (
    BlockFigures,
    CellFigure,
    GapFigures,
    MergeFigures,
    Number,
    QuarterFigures,
)
from selfcheck_service.core.scoring.plan import Plan
from selfcheck_service.core.scoring.wording import Wording, wording_in
from selfcheck_service.reports.questionnaire.words import word_in as pattern_word
from selfcheck_service.reports.releases.words import word_in


@dataclass(frozen=True, slots=True)
class About:
    """What a release itself does not name: the title of its round and the name of the municipality, as they are now.

    `made_up`: the service is a demo, and all that it says is invented.
    """

    title: str
    municipality: str
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class ReleaseSpeaker:
    """Says what a release says, in a language.

    `perspectives` are the titles of the perspectives that the questionnaire has, by their keys. A language that the
    questionnaire does not have is taken as far as the service has it; the texts of the questionnaire are then those of
    its source language.
    """

    release: Release
    plan: Plan
    about: About
    wording: Wording
    perspectives: dict[str, str]
    language: str

    def word(self, name: str, /, **values: object) -> str:
        """Return what exports say themselves."""
        return word_in(self.language, name, **values)

    def text(self, key: str, /, **values: object) -> str:
        """Return the words of the core for a code or a reason."""
        return release_text(key, self.language, **values)

    @property
    def title(self) -> str:
        """Return the title of the questionnaire."""
        return self.wording.title

    @property
    def round_title(self) -> str:
        """Return whose round it is, and its title."""
        return self.word("round_of", municipality=self.about.municipality, title=self.about.title)

    @property
    def closed_on(self) -> date:
        """Return the day on which the round closed."""
        return date.fromisoformat(self.release.closed_on)

    @property
    def merging(self) -> bool:
        """Tell whether the round is one in which people are summed up together."""
        return self.release.minimum_group_size is not None

    def people(self, perspectives: Sequence[str]) -> str:
        """Return who is meant by these perspectives; everybody where these are all there are."""
        if self.release.mode == "institutional":
            return self.word("joint")
        everybody = {name for group in self.release.groups for name in group.perspectives}
        if len(perspectives) != 1 and everybody == set(perspectives):
            return self.word("everybody")
        return self.listed(perspectives)

    def listed(self, perspectives: Sequence[str]) -> str:
        """Return the titles of perspectives."""
        return self.word("and").join(self.perspective(name) for name in perspectives)

    def perspective(self, key: str) -> str:
        """Return the title of a perspective."""
        return self.perspectives.get(key, key)

    def field(self, key: str) -> str:
        """Return the title of a field."""
        place = self.plan.field_index.get(key)
        return key if place is None else self.wording.fields[place].title

    def depth(self, key: str) -> int:
        """Return how many fields a field is nested in."""
        node = self.plan.structure.nodes.get(key)
        return 0 if node is None or node.parent is None else 1 + self.depth(node.parent)

    def place(self, key: str) -> int | None:
        """Return the index of an item; of one in a unit that not everybody has, that of the same item in the first."""
        found = self.plan.item_index.get(key)
        stem, dot, number = key.rpartition(".")
        return self.plan.item_index.get(f"{stem}.1") if found is None and dot and number.isdigit() else found

    def item(self, key: str) -> str:
        """Return what an item asks."""
        place = self.plan.item_index.get(key)
        return key if place is None else self.wording.prompts[place]

    def option(self, item: str, value: object) -> str:
        """Return the title of an option."""
        place = self.place(item)
        return str(value) if place is None else self.wording.options[place].get(value, str(value))

    def people_count(self, count: int) -> str:
        """Return how many people, in words: one person, two people."""
        return self.word("people.one" if count == 1 else "people.count", count=count)

    def cell(self, cell: CellFigure) -> str:
        """Return in words how many chose an option."""
        return cell_text(cell, self.language)

    def quarter(self, found: QuarterFigures) -> str:
        """Return a quarter in words; nothing where there is none."""
        return "" if found.quarter is None else self.word(f"quarter.{found.quarter}")

    def gap(self, found: GapFigures) -> str:
        """Return how far two blocks are apart, in words."""
        return self.text(f"gap.{found.gap}", first=self.people(found.first), second=self.people(found.second))

    def merge(self, found: MergeFigures) -> str:
        """Return a line of the merge log in words."""
        names = {"smaller": self.listed(found.smaller), "larger": self.listed(found.larger)}
        return self.text(f"merge.{found.partition}", **names)

    def seen_pattern(self, key: str) -> str:
        """Return what a pattern is, for which a questionnaire may have suggestions."""
        return pattern_word(self.language, f"pattern.{key}")

    def reason(self, key: str | None) -> str:
        """Return why something is not said; nothing for nothing."""
        return "" if key is None else self.text(f"reason.{key}")

    def number(self, number: Number) -> str:
        """Return a number in words."""
        return self.wording.phrases.number(Fraction(str(number)))

    def shown_blocks(self) -> tuple[BlockFigures, ...]:
        """Return everybody together, and then the blocks where there are several: one block is everybody."""
        blocks = self.release.blocks
        total = () if self.release.total is None else (self.release.total,)
        return (*total, *(blocks if len(blocks) > 1 else ()))


def speaker_of(release: Release, plan: Plan, about: About, language: str) -> ReleaseSpeaker:
    """Return who speaks of a release; `plan` is that of the version which it names."""
    source = plan.languages[0]
    titles = {each.key: Text(each.title).in_language(language, source) for each in plan.questionnaire.perspectives}
    return ReleaseSpeaker(release, plan, about, wording_in(plan, language), titles, language)
