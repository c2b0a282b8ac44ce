"""What a measure or a focus field refers to is there: ballots of the round, their options, cards of its matrix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.planning import Evidence, FocusField
from selfcheck_service.core.planning.evidence import check_ballots, check_evidence

BALLOTS = {"b1": {"wege", "plaetze"}, "b2": {"own-1"}}
CARDS = {"lotsen"}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (Evidence("ballot", "b1"), []),
        (Evidence("ballot", "b1", "wege"), []),
        (Evidence("ballot", "b1", "own-1"), [("/evidence/0/option", "unknown_reference")]),
        (Evidence("ballot", "b3"), [("/evidence/0/ref", "unknown_reference")]),
        # Of a ballot that there is not, nobody knows the options.
        (Evidence("ballot", "b3", "wege"), [("/evidence/0/ref", "unknown_reference")]),
        (Evidence("ballot", "lotsen"), [("/evidence/0/ref", "unknown_reference")]),
        (Evidence("matrix", "lotsen"), []),
        (Evidence("matrix", "b1"), [("/evidence/0/ref", "unknown_reference")]),
        (Evidence("matrix", "lotsen", "wege"), [("/evidence/0/option", "without_meaning")]),
        (
            Evidence("matrix", "b1", "wege"),
            [("/evidence/0/ref", "unknown_reference"), ("/evidence/0/option", "without_meaning")],
        ),
    ],
)
def test_what_leads_nowhere_is_named_with_its_place(said, found):
    assert [(each.location, each.code) for each in check_evidence([said], BALLOTS, CARDS)] == found


@given(st.lists(st.tuples(st.sampled_from(["ballot", "matrix"]), st.sampled_from(["b1", "b3", "lotsen", "x"]))))
def test_each_has_its_own_place(references):
    said = [Evidence(kind, ref) for kind, ref in references]
    wrong = [at for at, (kind, ref) in enumerate(references) if ref not in (BALLOTS if kind == "ballot" else CARDS)]
    found = [each.location for each in check_evidence(said, BALLOTS, CARDS)]
    assert found == [f"/evidence/{at}/ref" for at in wrong]


def test_a_ballot_that_decided_on_a_field_is_one_of_the_round():
    fields = [
        FocusField("a", "?", "room"),
        FocusField("b", "?", "ballot", "b1"),
        FocusField("c", "?", "ballot", "b3"),
    ]
    assert [(each.location, each.code) for each in check_ballots(fields, BALLOTS)] == [
        ("/fields/2/ballot", "unknown_reference")
    ]


def test_what_is_meant_is_said_in_german_too():
    (card,) = check_evidence([Evidence("matrix", "lotse")], BALLOTS, CARDS)
    assert card.message("de") == "„lotse“ gibt es nicht (Karte). (lotsen?)"
    (ballot,) = check_ballots([FocusField("c", "?", "ballot", "b")], BALLOTS)
    assert "(Abstimmung)" in ballot.message("de")
    (option,) = check_evidence([Evidence("ballot", "b2", "own-2")], BALLOTS, CARDS)
    assert option.message("de") == "„own-2“ gibt es nicht (Möglichkeit). (own-1?)"
