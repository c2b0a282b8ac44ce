"""Counting a ballot: what lies where in the end, phones and paper apart, and what is equal."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from selfcheck_service.core.ballots.asking import Question
from selfcheck_service.core.ballots.ballot_texts import ballot_text, list_of, quoted

# With fewer ballots on one way, what was counted on it is told to nobody: of a single one it would be a vote.
FEWEST_APART = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted on one way: how many ballots, and option → dots. Nothing of single votes is in it."""

    ballots: int
    dots: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OptionResult:
    """One option: its dots on phones, on paper and together, and its place from 1; equals share a place.

    `phones` and `paper` are None where they are not told apart.
    """

    key: str
    title: str
    phones: int | None
    paper: int | None
    dots: int
    place: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Options with equally many dots, at least one, in the order of the ballot."""

    keys: tuple[str, ...]
    dots: int
    text: str


@dataclass(frozen=True, slots=True)
class BallotResult:
    """What came of a ballot: options by dots, equals in the order of the ballot, which says nothing about them.

    `text` says it in a sentence; `unused`, how many dots were left over, where some were.
    """

    phone_ballots: int
    paper_ballots: int
    unused: str | None
    options: tuple[OptionResult, ...]
    ties: tuple[Tie, ...]
    text: str


def count_votes(question: Question, votes: Iterable[Mapping[str, int]]) -> Tally:
    """Return what votes come to: all options in their order. In which order the votes come does not matter."""
    ballots, counted = 0, Counter[str]()
    for vote in votes:
        ballots += 1
        counted.update(vote)
    return Tally(ballots, {option.key: counted[option.key] for option in question.options})


def result_of(question: Question, phones: Tally, paper: Tally, language: str) -> BallotResult:
    """Return the result of a ballot in a language (German for `de…`, else English)."""
    totals = {option.key: phones.dots.get(option.key, 0) + paper.dots.get(option.key, 0) for option in question.options}
    # The sort is stable: equals stay in the order of the ballot.
    ordered = sorted(question.options, key=lambda option: -totals[option.key])
    options = tuple(
        OptionResult(
            key=option.key,
            title=option.say(language),
            phones=phones.dots.get(option.key, 0),
            paper=paper.dots.get(option.key, 0),
            dots=totals[option.key],
            place=1 + sum(total > totals[option.key] for total in totals.values()),
        )
        for option in ordered
    )
    ballots = phones.ballots + paper.ballots
    unused = ballots * question.dots - sum(totals.values())
    return BallotResult(
        phone_ballots=phones.ballots,
        paper_ballots=paper.ballots,
        unused=ballot_text("unused", language, count=unused) if unused else None,
        options=options,
        ties=tuple(_ties(options, language)),
        text=_summary(options, ballots, language),
    )


def result_for(result: BallotResult, *, voters: bool) -> BallotResult:
    """Return a result as voters or facilitators may see it.

    Phones and paper are told apart to facilitators only, and only where at least 5 ballots came on each way.
    """
    if not voters and min(result.phone_ballots, result.paper_ballots) >= FEWEST_APART:
        return result
    return replace(result, options=tuple(replace(each, phones=None, paper=None) for each in result.options))


def in_words(result: BallotResult, people: int, language: str, *, paper_late: bool) -> tuple[str, ...]:
    """Return a result as sentences: how many have voted, what came first, what else is equal, what was left over.

    `people` are in the room, at least as many as have voted. What a tie means is told with the first one, be it that
    for the first place, which the sentence before has told. `paper_late`: somebody who knew the result has entered or
    changed what was counted on paper, which is told last.
    """
    late = [ballot_text("paper_late", language)] if paper_late else []
    ballots = result.phone_ballots + result.paper_ballots
    participation = participation_text(ballots, people, language)
    if ballots == 0:
        return (participation, *late)
    first = tuple(each.key for each in result.options if each.place == 1)
    means = ballot_text("tie_means", language)
    tied_first = [means for each in result.ties if each.keys == first]
    later = [each.text for each in result.ties if each.keys != first]
    if tied_first:
        later = [each.removesuffix(means).rstrip() for each in later]
    unused = [] if result.unused is None else [result.unused]
    return (participation, result.text, *tied_first, *later, *unused, *late)


def participation_text(ballots: int, people: int, language: str) -> str:
    """Return how many of so many people (at least 1) have voted, on phones and on paper, in a sentence."""
    if ballots == people:
        key = "participation.all" if people > 1 else "participation.alone"
    else:
        key = {0: "participation.none", 1: "participation.one"}.get(ballots, "participation.some")
    return ballot_text(key, language, ballots=ballots, people=people)


def _ties(options: tuple[OptionResult, ...], language: str) -> Iterable[Tie]:
    for dots, group in groupby(options, key=lambda option: option.dots):
        equal = list(group)
        if dots > 0 and len(equal) > 1:
            titles = list_of([quoted(each.title, language) for each in equal], language)
            key = "tie_of_one" if dots == 1 else "tie"
            text = f"{ballot_text(key, language, titles=titles, dots=dots)} {ballot_text('tie_means', language)}"
            yield Tie(tuple(each.key for each in equal), dots, text)


def _summary(options: tuple[OptionResult, ...], ballots: int, language: str) -> str:
    most = options[0].dots
    if ballots == 0:
        return ballot_text("nobody", language)
    if most == 0:
        return ballot_text("no_dots", language)
    first = [quoted(each.title, language) for each in options if each.dots == most]
    key = "first" if len(first) == 1 else "first_together"
    if most == 1:
        key += "_of_one"
    return ballot_text(key, language, titles=list_of(first, language), dots=most)
