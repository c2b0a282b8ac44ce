"""What is written of open rounds that hardly anybody answered: no figures of single people, and it is said."""

import msgspec
import pytest

from selfcheck_service.reports.planning.council import council_page
from selfcheck_service.reports.planning.matter import Matter
from selfcheck_service.reports.planning.public import public_page
from selfcheck_service.reports.planning.speaker import PlanSpeaker
from tests.reports.exported import released_as
from tests.reports.planned import a_town
from tests.reports.test_planning_pages import section, texts, written

GOOD = "Was können wir schon gut?"
NO_VALUES = "Damit niemandes Antwort zu erkennen ist, nennt diese Vorlage keine Werte und keine Stärken."


def opened(people: int, mode: str = "open") -> Matter:
    """A town with everything, as if so many had answered."""
    return a_town(release=msgspec.structs.replace(released_as("open"), n=people, mode=mode))


@pytest.mark.parametrize("people", [1, 4])
def test_of_fewer_than_five_there_are_no_values_and_no_strengths(people):
    public = section(written(public_page, opened(people)), GOOD)
    assert (public.paragraphs, public.points) == (("Das sagen wir hier nicht. Denn es gibt zu wenige Antworten.",), ())
    facts = section(written(council_page, opened(people)), "Sachverhalt")
    assert any(text.endswith(NO_VALUES) for text in facts.paragraphs)
    assert not any("bauen kann" in text for text in facts.paragraphs)
    table = facts.parts[0].table
    assert table is not None
    assert table.heads == ("Themenfeld", "Warum dieses Feld")
    assert table.rows[0] == ("Wege", "Drängt am meisten")
    for shown in ("2,4", "2,74", "2,5"):
        assert shown not in " ".join(texts(written(council_page, opened(people))))


@pytest.mark.parametrize(("people", "mode"), [(5, "open"), (1, "institutional")])
def test_from_five_on_and_of_a_joint_answer_everything_is_said(people, mode):
    assert section(written(public_page, opened(people, mode)), GOOD).points == ("Wege",)
    facts = section(written(council_page, opened(people, mode)), "Sachverhalt")
    assert not any(text.endswith(NO_VALUES) for text in facts.paragraphs)
    assert any("bauen kann" in text for text in facts.paragraphs)
    table = facts.parts[0].table
    assert table is not None
    assert table.rows[0][1] == "zwischen 2,4 und 2,74 (Skala 0 bis 4)"


def test_one_person_is_one():
    assert "Geantwortet hat 1 Person." in texts(written(council_page, opened(1)))
    assert "Geantwortet haben 2 Personen." in texts(written(council_page, opened(2)))
    assert "1 person answered." in texts(written(council_page, opened(1), "en"))


def test_how_many_they_were_is_not_made_public():
    done = section(written(public_page, opened(1)), "Was haben wir gemacht?")
    assert done.paragraphs[0].endswith("Wir haben weniger als 5 Antworten.")


def test_no_promise_goes_beyond_what_was_asked_and_found():
    matter = a_town(strengths=())
    public = written(public_page, matter)
    assert section(public, GOOD).paragraphs == ("Aus den Antworten können wir das nicht sicher sagen.",)
    assert public.foot == f"Gefragt haben wir bis zum {PlanSpeaker.of(matter, 'de').closed}."
    exact = "Aus der Veröffentlichung allein ist niemandes Antwort sicher abzulesen."
    assert any(text.endswith(exact) for text in texts(written(council_page, matter)))
