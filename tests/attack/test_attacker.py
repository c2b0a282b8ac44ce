"""The attacker by itself: it knows the releases from outside, counts as they do, and finds what there is to find."""

import ast
import json
from dataclasses import replace
from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attack import measures
from attack.algebra import Seen, derivable, miscounted
from attack.assault import Assault
from attack.builds import Build
from attack.counting import answering, counted, people_in
from attack.inference import alone, breaches, certain, fits_of, two_can_tell, without
from attack.measures import subjects_of
from attack.people import CANARY, Person
from attack.polling import Read, differences
from attack.published import Cell, Item, Published, Quarter, Small, read_published
from attack.quarters import Group, other_worlds, unanimous
from attack.rounds import Book, Event, make_round
from attack.solver import Joint
from attack.worlds import Goal, Known, missed
from selfcheck_service.core.releases import aggregate_confidential, canonical_release
from selfcheck_service.core.releases.agreement import agreement, consensus
from selfcheck_service.core.releases.cells import code_cells
from selfcheck_service.core.releases.patterns import pattern_of
from tests.checkout import CHECKOUT

# What infers knows a release by its bytes and its documentation only.
INFERRING = ("algebra", "counting", "inference", "measures", "published", "quarters", "solver", "weighing", "worlds")
histograms = st.lists(st.integers(0, 9), min_size=3, max_size=7).filter(lambda counts: sum(counts) >= 10).map(tuple)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("module", INFERRING)
def test_what_infers_shares_nothing_with_what_releases(module):
    names = list(imported(CHECKOUT / "attack" / f"{module}.py"))
    assert [name for name in names if "releases" in name or name.startswith("attack.builds")] == []


@given(histograms)
def test_figures_are_worked_out_twice_and_alike(histogram):
    assert measures.code(histogram) == tuple((cell.code, cell.count) for cell in code_cells(histogram))
    counts, silent = histogram[:-1], histogram[-1]
    assert measures.pattern_of(counts, silent) == pattern_of(counts, silent)
    for mine, theirs in (
        (measures.agreement(counts), agreement(counts)),
        (measures.consensus(counts), consensus(counts)),
    ):
        assert mine == (None if theirs is None else pytest.approx(float(theirs), abs=1e-9))


def an_item(histogram, code=measures.code, mean=None):
    """An item as a release would have it that codes so."""
    people = sum(histogram)
    spans = {"exact": lambda count: (count, count), "at_most": lambda _: (0, 2)}
    cells = tuple(
        Cell(place, name, count, *spans.get(name, lambda _: (0, people))(count))
        for place, (name, count) in enumerate(code(histogram))
    )
    return Item("a0", people, frozenset([None]), cells, None, mean, None, None, "not_determinable")


A = subjects_of("short")["a0"]


def plain(histogram):
    return tuple(("exact", count) for count in histogram)


def test_inference_finds_all_histograms_with_the_same_figures():
    true = (1, 0, 5, 4, 0, 0)
    fits = fits_of(an_item(true), A, measures.code)
    assert true in fits
    assert all(measures.code(found) == measures.code(true) for found in fits)
    # Beside the code, the mean tells who sits where.
    mean = measures.mean_of(true, A.points or ())
    assert set(fits_of(an_item(true, mean=(mean, mean)), A, measures.code)) < set(fits)


@pytest.mark.parametrize(
    ("true", "found"),
    [
        ((0, 0, 10, 0, 0, 0), ["all 10 surely gave the answer 2"]),
        ((0, 1, 9, 0, 0, 0), ["exactly one person surely gave the answer 1", "one who gave the answer 1 knows"]),
        ((0, 0, 9, 0, 0, 1), ["exactly one person surely gave no answer", "one who gave no answer knows"]),
        ((0, 5, 5, 0, 0, 0), []),
    ],
)
def test_inference_finds_what_exact_counts_give_away(true, found):
    told = list(breaches(fits_of(an_item(true, plain), A, plain), true, A))
    assert len(told) == len(found)
    assert all(sentence.startswith(expected) for sentence, expected in zip(told, found, strict=True))
    assert list(breaches(fits_of(an_item(true), A, measures.code), true, A)) == []


def test_what_those_know_who_took_part_is_taken_out():
    assert without([(1, 4), (0, 5)], [0]) == [(0, 4)]
    assert without([(1, 4)], [0, 0]) == []
    assert (certain([(0, 4), (0, 3)]), certain([(1, 4)]), alone([(1, 4), (1, 5)]), alone([(1, 4), (2, 3)])) == (
        1,
        None,
        [0],
        [],
    )
    assert two_can_tell([(2, 8), (1, 9)], (2, 8))
    assert not two_can_tell([(2, 8), (3, 7)], (3, 7))


def a_reading(sizes, *sets, after="seal"):
    """A release of so many people of each perspective that says something of these sets of perspectives."""
    people = [name for name, size in sizes.items() for _ in range(size)]
    present = {number: Person(number, name, {}) for number, name in enumerate(people)}
    found = {frozenset(names): sum(sizes[name] for name in names) for names in sets}
    return Seen(after, present, b"", Published(len(people), (), (), None, (), found))


def test_set_algebra_finds_the_rest():
    assert derivable([a_reading({"a": 12, "b": 3}, "ab")], 5) == []
    assert [len(atom) for atom in derivable([a_reading({"a": 12, "b": 3}, "ab", "a")], 5)] == [3]
    assert derivable([a_reading({"a": 12, "b": 5}, "ab", "a")], 5) == []


def test_set_algebra_finds_who_came_between_two_releases():
    before, after = a_reading({"a": 12}, "a"), a_reading({"a": 13}, "a", after="submit")
    assert [sorted(atom) for atom in derivable([before, after], 5)] == [[12]]
    assert derivable([before, before], 5) == []


def test_a_size_that_is_not_so_is_seen():
    (seen,) = [a_reading({"a": 12, "b": 3}, "ab")]
    assert miscounted(seen) == []
    assert len(miscounted(Seen("seal", dict(islice(seen.present.items(), 9)), b"", seen.published))) == 1


def sealed(number, seed=1):
    """A round, who is in it when it is sealed, and its release as it is read."""
    of = make_round(seed, number)
    book = Book(of)
    for event in of.events[: [event.deed for event in of.events].index("seal")]:
        book.take(event)
    people = list(book.present.values())
    document = Build(of).seal(people)
    return of, people, document


def a_round_with(blocks):
    """The first round with so many blocks."""
    for number in range(300):
        of, people, document = sealed(number)
        if document is not None and len(json.loads(document)["blocks"]) == blocks:
            return of, people, read_published(document, of.shape.name, of.sealing.terms.perspectives)
    raise AssertionError("no such round")


def test_the_solver_tells_what_can_be_from_what_cannot():
    of, people, published = a_round_with(2)
    joint = Joint(of.shape.name, published, measures.code)
    at = next(iter(joint.fits))
    places = range(len(joint.fits[at][0]))
    # Somebody can always have answered otherwise, and nothing is below zero.
    world, left = missed(joint, [Goal(at, 0, "fewer", 60)])
    assert left == []
    assert world is not None
    assert all(world[each] in fits for each, fits in joint.fits.items())
    impossible = Goal(at, 0, "fewer", 0)
    assert missed(joint, [impossible])[1] == [(impossible, True)]
    # One who took part and knows of somebody in each cell knows more than there is where the cells are few.
    known = {at[1]: next(place for place in places if any(found[place] for found in joint.fits[at]))}
    assert missed(joint, [Goal(at, 0, "fewer", 60)], Known(at[0], known))[1] == []
    assert people


def test_the_solver_holds_the_values_of_the_total():
    of, _, published = a_round_with(2)
    field = next(each for each in published.total.fields if each.value is not None)
    beyond = replace(published.total, fields=(replace(field, value=(field.value[1] + 1, field.value[1] + 2)),))
    for total, possible in ((published.total, True), (beyond, False)):
        joint = Joint(of.shape.name, replace(published, total=total), measures.code)
        assert (missed(joint, [])[0] is not None) == possible


def a_reading_at(path, body, status=200):
    return Read("the facilitator", path, status, (), body, body.encode())


def test_a_reply_that_counts_answers_is_found():
    path = "/v1/rounds/{round_id}/participation"
    alike = a_reading_at(path, '{"submitted":7}')
    assert list(differences([alike], [alike])) == []
    telling = [a_reading_at(path, f'{{"submitted":7,"agreeing":{count}}}') for count in (6, 2)]
    assert list(differences(telling[:1], telling[1:])) == [f"the facilitator can tell at {path} what was answered"]
    assert len(list(differences([alike], [a_reading_at(path, alike.body, status=409)]))) == 1


def four_of(*said):
    return [Person(number, None, {f"a{at}": answer for at in range(4)}) for number, answer in enumerate(said)]


@pytest.mark.parametrize(
    ("said", "ends", "known", "told"),
    [
        # All of five at the top, and the interval is the top itself.
        ([4] * 5, (4, 4), (), 4),
        # One who answered 0 throughout knows from a mean of 16 fifths that the others answered 4.
        ([0, 4, 4, 4, 4], (Fraction(16, 5), 4), (0,), 4),
        ([4] * 5, (3, 4), (), 0),
        ([0, 4, 4, 4, 4], (3, 4), (), 0),
        ([0, 4, 4, 4, 4], (3, 4), (0,), 0),
        # Two of five who answered 0 know in the top half of what the other three said no more than that it is high.
        ([0, 0, 4, 4, 4], (2, 3), (0, 1), 0),
    ],
)
def test_quarters_are_attacked_by_other_worlds(said, ends, known, told):
    people = four_of(*said)
    small = Small(frozenset([None]), 5, (Quarter("all", (Fraction(ends[0]), Fraction(ends[1])), ends[1] == 4, None),))
    group = Group("short", small, people, tuple(people[number] for number in known))
    worlds, left = other_worlds(group, unanimous(group))
    assert len(left) == told
    assert all([person for person in world if person in group.known] == list(group.known) for world in worlds)


def test_where_too_few_have_a_score_hardly_anybody_answers():
    people = four_of(4, 4, 4, 4, 4)
    small = Small(frozenset([None]), 5, (Quarter("all", None, False, "too_few_scored"),))
    worlds, left = other_worlds(Group("short", small, people), unanimous(Group("short", small, people)))
    assert left == []
    assert all(sum(bool(person.answers) for person in world) <= 2 for world in worlds)


def test_worlds_are_made_of_people():
    people = four_of(4, 4, 3, 3, 0)
    wanted = (2, 0, 1, 0, 1, 1)
    others = answering("short", people, {(frozenset([None]), "a1"): wanted})
    assert counted(people_in(frozenset([None]), others), "a1", A.values) == wanted
    assert [person.answers["a0"] for person in others] == [4, 4, 3, 3, 0]


def test_the_same_seed_makes_the_same_round():
    one, same, other = make_round(3, 8), make_round(3, 8), make_round(4, 8)
    assert [str(event) for event in one.events] == [str(event) for event in same.events]
    assert [event.person for event in one.events] == [event.person for event in same.events]
    assert [event.person for event in one.events] != [event.person for event in other.events]


def test_rounds_are_of_all_sizes_and_kinds():
    rounds = [make_round(1, number) for number in range(200)]
    names = {len(of.sealing.terms.perspectives) for of in rounds}
    sizes = {sum(event.deed == "submit" for event in of.events) for of in rounds}
    assert names == set(range(7))
    assert (min(sizes) < 5, max(sizes) > 50) == (True, True)
    assert len({of.shape.name for of in rounds}) == 7
    assert {event.deed for of in rounds for event in of.events} == {"submit", "correct", "erase", "close", "seal"}
    assert any(CANARY in str(event.person) for of in rounds for event in of.events)


def test_after_the_closing_only_erasures_are_taken():
    of = make_round(1, 0)
    first = next(event for event in of.events if event.deed == "submit")
    book = Book(of)
    assert book.take(first)
    assert book.take(Event("close"))
    assert not book.take(first)
    assert book.take(Event("erase", first.person))
    assert not book.take(Event("erase", first.person))


class Forgetful(Build):
    """Lets something depend on who said what: the order of responses."""

    def release(self, people):
        return aggregate_confidential(self.round.sealing, [])


class Ordered(Build):
    """Says who came first."""

    def seal(self, people):
        release = self.release(people)
        if release is None:
            return None
        found = json.loads(canonical_release(release))
        return json.dumps({**found, "first": people[0].number}).encode()


class Talkative(Build):
    """Has the words of somebody in it."""

    def seal(self, people):
        document = super().seal(people)
        return None if document is None else document[:-1] + f',"said":"{CANARY}"}}'.encode()


@pytest.mark.parametrize(("build", "kinds"), [(Ordered, {"byte"}), (Talkative, {"text"}), (Forgetful, set())])
def test_whatever_bytes_should_not_depend_on_is_found(build, kinds):
    found = set()
    for number in range(12):
        of = make_round(1, number)
        found |= {finding.kind for finding in Assault(of, build(of)).run().findings}
    assert found == kinds
