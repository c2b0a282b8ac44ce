"""A ballot as pages show it, to voters and to facilitators: its options in the visitor's language, and its result."""

from collections.abc import Mapping
from dataclasses import dataclass

from selfcheck_service.core.ballots.asking import BallotOption
from selfcheck_service.core.ballots.counting import BallotResult, in_words, result_for, result_of
from selfcheck_service.storage.ballots import BallotRow
from selfcheck_service.web.said import Said
from selfcheck_service.web.visit import Visit
from selfcheck_service.web.words import voice_of


@dataclass(frozen=True, slots=True)
class ShownResult:
    """What came of a ballot: its sentences, its options by dots, and the most dots that lie on one (at least 1)."""

    result: BallotResult
    sentences: tuple[str, ...]
    titles: Mapping[str, Said]
    most: int

    @property
    def apart(self) -> bool:
        """Tell whether phones and paper are told apart."""
        return self.result.options[0].phones is not None

    @property
    def tied(self) -> frozenset[str]:
        """Return the keys of the options that share their place with others."""
        return frozenset(key for tie in self.result.ties for key in tie.keys)


def titles_of(ballot: BallotRow, visit: Visit) -> Mapping[str, Said]:
    """Return the titles of all options by their keys, in the order of the ballot."""
    return {option.key: title_of(option, visit) for option in ballot.question.options}


def title_of(option: BallotOption, visit: Visit) -> Said:
    """Return the title of an option; what the room wrote itself counts as being in the language of the page."""
    if "" in option.title:
        return Said.in_(visit.spoken, option.title[""])
    return Said.of(option.title, visit.language_of(tuple(option.title)))


def shown_result(ballot: BallotRow, visit: Visit, *, voters: bool) -> ShownResult | None:
    """Return the result of a ballot, None while it is open; to voters phones and paper are not told apart."""
    if ballot.phones is None:
        return None
    spoken = voice_of(visit.spoken)
    counted = result_of(ballot.question, ballot.phones, ballot.paper, spoken)
    return ShownResult(
        result_for(counted, voters=voters),
        in_words(counted, ballot.people, spoken, paper_late=ballot.paper_late),
        titles_of(ballot, visit),
        max(1, *(each.dots for each in counted.options)),
    )
