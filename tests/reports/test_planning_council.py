"""The draft council paper: what is put to the vote, why, and what is still open."""

import msgspec
import pytest

from selfcheck_service.core.planning import Missing, Review
from selfcheck_service.reports.planning.council import council_page
from selfcheck_service.reports.planning.speaker import PlanSpeaker
from tests.core.planning.plans import a_measure
from tests.reports.exported import released_as
from tests.reports.planned import READY, a_city, a_matter, a_town, id_of, measures
from tests.reports.test_planning_pages import section, texts, words, written


def a_review(measure, months):
    return Review(measure.round, measure.id, months, months, measure.decided_on, "decided", None, None)


class TestCouncilPaper:
    def test_only_what_a_council_decides_is_put_to_it(self):
        proposal = section(written(council_page, a_town()), "Beschlussvorschlag")
        assert proposal.points == (
            "Die Ergebnisse des Selbstchecks „Klein“ werden zur Kenntnis genommen.",
            "Maßnahme 1 „Sprechstunde im Stadtteil“ wird beschlossen. Frist: 1. September 2026.",
            "Eine weitere Maßnahme des Plans wird zur Kenntnis genommen: Maßnahme 3 (läuft).",
            "Die Verwaltung berichtet spätestens bis zum 2. März 2027 über den Stand der Maßnahmen.",
        )
        assert proposal.paragraphs == ("Wer über Maßnahme 2 entscheidet, ist noch offen.",)

    def test_what_has_begun_or_is_done_is_noted_and_not_put_to_the_vote(self):
        stands = ("idea", "decided", "running", "done")
        council = tuple(
            a_measure(id=id_of(at), number=at, status=status, decision_body="council")
            for at, status in enumerate(stands, start=1)
        )
        others = (
            a_measure(id=id_of(5), number=5, status="done", decision_body=None),
            a_measure(id=id_of(6), number=6, status="idea", decision_body="none"),
        )
        proposal = section(written(council_page, a_matter(measures=(*council, *others))), "Beschlussvorschlag")
        assert [point[:10] for point in proposal.points if "wird beschlossen" in point] == ["Maßnahme 1", "Maßnahme 2"]
        assert proposal.points[3] == (
            "Weitere Maßnahmen des Plans werden zur Kenntnis genommen: "
            "Maßnahme 3 (läuft), Maßnahme 4 (umgesetzt), Maßnahme 5 (umgesetzt) und Maßnahme 6."
        )
        assert proposal.paragraphs == ()
        begun = written(council_page, a_matter(measures=council[2:]))
        assert dict(begun.sections[0].facts)["Beschlussorgan"] == "[bitte ergänzen: wer beschließt]"
        assert "[bitte ergänzen: worüber beschlossen wird]" in section(begun, "Beschlussvorschlag").paragraphs[0]

    def test_which_council_decides_is_filled_in_only_where_it_is_one(self):
        both = (a_measure(decision_body="council"), a_measure(id=id_of(2), number=2, decision_body="district_council"))
        for chosen, body in ((both, "[please complete: who decides]"), (both[1:], "district council"), ((), "[please")):
            facts = dict(written(council_page, a_matter(measures=chosen), "en").sections[0].facts)
            assert facts["Decided by"].startswith(body)

    def test_measures_of_two_councils_name_theirs(self):
        both = (a_measure(decision_body="council"), a_measure(id=id_of(2), number=2, decision_body="district_council"))
        page = written(council_page, a_matter(measures=both))
        adopted = [point for point in section(page, "Beschlussvorschlag").points if "wird beschlossen" in point]
        assert [point.rpartition(". ")[2] for point in adopted] == ["Beschlussorgan: Rat.", "Beschlussorgan: Kreistag."]
        one = section(written(council_page, a_matter(measures=both[:1])), "Beschlussvorschlag")
        assert not any("Beschlussorgan" in point for point in one.points)

    def test_who_decides_stands_beside_who_is_responsible(self):
        table = section(written(council_page, a_town()), "Zuständigkeit").table
        assert table is not None
        assert table.heads[2] == "Beschlussorgan"
        assert [row[2] for row in table.rows] == ["Rat", "noch offen", "Verwaltungsspitze"]

    def test_what_is_put_to_the_vote_and_lacks_something_is_named_before_it(self):
        one = msgspec.structs.replace(a_town().readiness.measures[0], number=1, measure=id_of(1))
        town = a_town(readiness=msgspec.structs.replace(READY, measures=(one,)))
        gaps = section(written(council_page, town), "Beschlussvorschlag").paragraphs
        assert gaps[-1].startswith("Vor der Abstimmung zu ergänzen ist Maßnahme 1. ")
        english = section(written(council_page, town, "en"), "Proposed decision").paragraphs
        assert english[-1].startswith("To be completed before the vote: measure 1. ")

    def test_a_release_with_names_is_no_enclosure(self):
        for language, heading, release in (("de", "Anlagen", "Veröffentlichung"), ("en", "Enclosures", "Release")):
            kept = section(written(council_page, a_town(release=released_as("open")), language), heading)
            assert not any(point.startswith(release) for point in kept.points)
            assert ("mit Namen" in kept.paragraphs[0]) == (language == "de")
        given = section(written(council_page, a_town()), "Anlagen")
        assert [point.split(" ")[0] for point in given.points] == ["Maßnahmenplan", "Protokoll", "Veröffentlichung"]
        assert given.paragraphs == ()

    def test_minutes_with_values_of_fewer_than_five_are_no_enclosure(self):
        few = msgspec.structs.replace(released_as("open"), n=4)
        many = msgspec.structs.replace(few, n=5)
        assert section(written(council_page, a_town(release=few)), "Anlagen").points == ("Maßnahmenplan",)
        points = section(written(council_page, a_town(release=many)), "Anlagen").points
        assert points == ("Maßnahmenplan", "Protokoll des Workshops")

    def test_a_review_that_was_held_is_not_promised_again(self):
        mine = a_measure(decision_body="council")
        for held, days in (((), 3), ((3,), 2), ((3, 6, 12), 0)):
            reviews = tuple(a_review(mine, months) for months in held)
            effect = section(written(council_page, a_matter(measures=(mine,), reviews=reviews)), "Wirkungskontrolle")
            dates = [text for text in effect.paragraphs if text.startswith("Der Stand wird überprüft am")]
            assert sum(text.count("202") for text in dates) == days

    def test_money_is_summed_only_where_all_is_given(self):
        costs = section(written(council_page, a_town()), "Kosten und Finanzierung").paragraphs
        assert costs == (
            "Kosten noch offen: Maßnahme 2. Eine Gesamtsumme lässt sich erst nennen, wenn sie feststehen.",
            "Ohne obere Grenze, über 20.000 €: Maßnahme 3.",
            "Arbeitszeit zusammen, wo sie angegeben ist (2 von 3 Maßnahmen): 48 Stunden.",
        )
        given = tuple(
            a_measure(id=id_of(at), number=at, euro_class=name)
            for at, name in enumerate(("none", "up_to_1000", "up_to_5000", "up_to_20000"), start=1)
        )
        costs = section(written(council_page, a_matter(measures=given), "en"), "Cost and funding").paragraphs
        assert costs == (
            "At most €26 000 in all (sum of the upper limits of 4 measures).",
            "Hours of work: still open, given for no measure.",
        )
        (small, _) = section(written(council_page, a_matter(measures=given[:3]), "en"), "Cost and funding").paragraphs
        assert "€6000" in small

    def test_nothing_is_summed_where_no_measure_has_an_upper_limit(self):
        over = (a_measure(euro_class="over_20000", hours=0),)
        costs = section(written(council_page, a_matter(measures=over), "en"), "Cost and funding").paragraphs
        assert costs == ("Without an upper limit, over €20 000: measure 1.", "Hours of work: 0 hours.")

    @pytest.mark.parametrize(
        ("classes", "said"),
        [
            (("none",), "Es entstehen keine Kosten."),
            (("none", "none"), "Es entstehen keine Kosten."),
            (("up_to_5000",), "Höchstens 5.000 € (obere Grenze einer Maßnahme)."),
            (("up_to_5000", "over_20000"), "Ohne Maßnahme 2 höchstens 5.000 € (obere Grenze einer Maßnahme)."),
            (
                ("up_to_5000", "over_20000", "up_to_1000", "over_20000"),
                "Ohne Maßnahme 2 und Maßnahme 4 zusammen höchstens 6.000 € (Summe der oberen Grenzen von 2 Maßnahmen).",
            ),
            (("none", "over_20000"), "Ohne Maßnahme 2 entstehen keine Kosten."),
        ],
    )
    def test_a_sum_names_the_measures_that_it_leaves_out(self, classes, said):
        given = tuple(a_measure(id=id_of(at), number=at, euro_class=name) for at, name in enumerate(classes, start=1))
        costs = section(written(council_page, a_matter(measures=given)), "Kosten und Finanzierung").paragraphs
        assert costs[0] == said
        assert ("über 20.000 €" in " ".join(costs)) == ("over_20000" in classes)

    def test_one_hour_is_one(self):
        costs = section(written(council_page, a_matter(measures=(a_measure(hours=1),))), "Kosten und Finanzierung")
        assert costs.paragraphs[-1] == "Arbeitszeit: 1 Stunde."

    def test_focus_fields_have_what_is_released_and_what_the_room_said(self):
        facts = section(written(council_page, a_town()), "Sachverhalt")
        table = facts.parts[0].table
        assert table is not None
        ways, people = table.rows
        assert ways == ("Wege", "zwischen 2,4 und 2,74 (Skala 0 bis 4)", "2,5", "Drängt am meisten")
        assert people[1].startswith("kein Wert: ")
        assert people[2] == "–"

    def test_a_focus_field_without_a_released_value_says_so(self):
        assert "no value" in texts(written(council_page, a_town(originals={}), "en"))

    def test_it_is_always_a_draft_with_its_gaps(self):
        for matter in (a_matter(), a_town(), a_city()):
            page = written(council_page, matter)
            assert page.mark.startswith("Entwurf.")
            assert "[bitte ergänzen: Tag der Sitzung]" in texts(page)
        empty = texts(written(council_page, a_matter()))
        assert any(text.endswith("[bitte ergänzen: worüber beschlossen wird]") for text in empty)

    def test_who_was_not_in_the_room_reads_why(self):
        first, second, third = section(written(council_page, a_town()), "Begründung").parts
        value = "zwischen 2,4 und 2,74 (Skala 0 bis 4)"
        none = PlanSpeaker.of(a_town(), "de").released("people")
        assert first.facts == (
            ("Zielt auf", "Wege; Field people"),
            ("Was der Durchgang zeigt", f"Wege: {value}\nField people: {none}"),
            ("Warum dieses Feld", "Drängt am meisten\nHier hängt vieles zusammen"),
            ("Worum es geht", "Einmal in der Woche ist jemand im Stadtteil."),
            ("Ziel", "Alle finden jemanden, der zuhört"),
            ("Warum so", "Kommt ohne neue Stellen aus"),
            (
                "Was im Raum dafür sprach",
                "Abstimmung „Woran arbeiten wir?“: Platz 1 mit 30 Punkten\nWirkung 7, Aufwand 3 (von 9)",
            ),
            ("Erster Schritt", "Raum anfragen"),
            ("Was es kostet", "bis 1.000 €; 40 Stunden; Haushalt, Produkt 12"),
            ("Risiko, Nebenwirkung", "Niemand kommt"),
            ("Was im Weg stehen kann", "Es fehlt ein Raum."),
            ("Was dann hilft", "Die Bücherei fragen."),
            ("Was auch erwogen wurde", "„Neue App“ (abgelehnt): Zu teuer."),
        )
        assert dict(second.facts)["Was es kostet"] == "noch offen"
        assert dict(third.facts)["Was es kostet"] == "über 20.000 €; 8 Stunden"

    def test_where_nothing_else_was_considered_a_blank_says_so(self):
        grounds = section(written(council_page, a_town(measures=measures()[:3])), "Begründung")
        blank = "[bitte ergänzen: was sonst möglich wäre]"
        assert grounds.paragraphs == (f"Aus dem Workshop ist keine Alternative festgehalten. {blank}",)
        assert not any("auch erwogen" in text for text in words(grounds))
        assert section(written(council_page, a_town()), "Begründung").paragraphs == ()

    def test_an_alternative_without_a_reason_and_an_item_without_a_field_are_told(self):
        mine = a_measure(fields=(), items=("way0",))
        other = a_measure(id=id_of(2), number=2, title="App", fields=("ways",), status="dropped", dropped_reason=None)
        (found,) = section(written(council_page, a_matter(measures=(mine, other))), "Begründung").parts
        facts = dict(found.facts)
        assert facts["Zielt auf"] == "Weg 0?"
        assert facts["Was der Durchgang zeigt"] == "Wege: kein Wert"
        assert facts["Was auch erwogen wurde"] == "„App“ (aufgegeben)."

    def test_what_a_measure_lacks_is_one_line(self):
        points = section(written(council_page, a_town()), "Was noch offen ist").points
        line = "Maßnahme 2 „Briefe in einfacher Sprache“: Es fehlen verantwortliche Funktion und Frist."
        assert points[-1] == line
        one = msgspec.structs.replace(a_town().readiness.measures[0], missing=(Missing("target", "Zielwert?"),))
        readiness = msgspec.structs.replace(a_town().readiness, measures=(one,))
        found = section(written(council_page, a_town(readiness=readiness)), "Was noch offen ist").points
        assert found[-1].endswith("Es fehlt: Zielwert.")
