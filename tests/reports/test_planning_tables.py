"""Measures as CSV, as a workbook and as JSON, read back by other programs."""

import csv
import io
import json
from datetime import date, datetime

import openpyxl
import pytest

from selfcheck_service.core.planning import canonical_record
from selfcheck_service.reports.planning.comma_separated import COLUMNS, action_plan_csv
from selfcheck_service.reports.planning.document import action_plan_json
from selfcheck_service.reports.planning.workbook import action_plan_workbook
from tests.core.planning.plans import a_measure
from tests.reports.exported import dangerous_texts
from tests.reports.planned import READY, a_city, a_matter, a_town, measures

MAKERS = (action_plan_csv, action_plan_workbook, action_plan_json)


def rows_of(document: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(document.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def opened(document: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(document))


def table(document: bytes, sheet: str) -> list[dict[str, object]]:
    head, *others = opened(document)[sheet].iter_rows(min_row=4, values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("matter", [a_matter(), a_town(), a_city()], ids=["empty", "town", "city"])
def test_the_same_plan_makes_the_same_bytes(make, matter):
    assert make(matter, "de") == make(matter, "de")


class TestCsv:
    def test_every_measure_has_a_line_with_codes_and_words(self):
        found = rows_of(action_plan_csv(a_town(), "de"))
        assert [row["number"] for row in found] == ["1", "2", "3", "4", "5"]
        first, second, *_, rejected, dropped = found
        assert (first["status"], first["status_in_words"], first["deadline"]) == (
            "decided",
            "beschlossen",
            "2026-09-01",
        )
        assert (first["fields"], first["items"], first["fields_title"]) == ("ways people", "way0", "Wege; Field people")
        assert (first["affected_groups_involved"], first["hours"]) == ("true", "40")
        assert first["co_actors"] == "Stadtteilbüro; Verein Nachbarn; Freunde"
        assert (second["responsible"], second["missing_in_words"]) == ("", "Wer macht es?\nBis wann?")
        assert (rejected["decision_in_words"], rejected["reason"]) == ("abgelehnt", "Zu teuer")
        assert (dropped["status"], dropped["dropped_reason"]) == ("dropped", "Doppelt")

    def test_keys_are_alike_in_every_language(self):
        german, english = (rows_of(action_plan_csv(a_town(), language)) for language in ("de", "en"))
        assert [list(row) for row in german] == [list(COLUMNS)] * 5
        plain = [name for name in COLUMNS if not name.endswith(("_in_words", "_title"))]
        assert [[row[name] for name in plain] for row in german] == [[row[name] for name in plain] for row in english]
        assert english[0]["euro_class_in_words"] == "up to €1000"

    def test_what_german_excel_wants_is_there_on_request(self):
        asked = action_plan_csv(a_town(), "de", delimiter=";", byte_order_mark=True)
        assert asked.startswith(b"\xef\xbb\xbf")
        assert rows_of(asked, ";") == rows_of(action_plan_csv(a_town(), "de"))

    def test_no_text_becomes_a_formula(self):
        for text in dangerous_texts()[::7]:
            (row,) = rows_of(action_plan_csv(a_matter(measures=(a_measure(title=text),)), "de"))
            assert row["title"].replace("'", "") == text.replace("'", "")
            assert row["title"].lstrip()[:1] not in tuple("=+-@\t\r")

    def test_an_empty_plan_has_its_heads(self):
        document = action_plan_csv(a_matter(), "en")
        assert rows_of(document) == []
        assert document.count(b"\r\n") == 1


class TestWorkbook:
    def test_days_are_days_and_numbers_are_numbers(self):
        first, second, third = table(action_plan_workbook(a_town(), "de"), "Maßnahmenplan")
        assert (first["Nr."], first["Stunden"], first["Frist"]) == (1, 40, datetime(2026, 9, 1))  # noqa: DTZ001 - a day has no zone
        assert (second["Frist"], second["Zuständig"]) == (None, None)
        assert (third["Stand"], third["Kosten"]) == ("läuft", "über 20.000 €")

    def test_codes_are_picked_from_lists(self):
        page = opened(action_plan_workbook(a_town(), "de"))["Maßnahmenplan"]
        lists = {str(each.sqref): each.formula1 for each in page.data_validations.dataValidation}
        assert lists["C5:C57"] == '"Idee,beschlossen,läuft,umgesetzt,aufgegeben"'
        assert len(lists) == 4
        assert (page.freeze_panes, page.auto_filter.ref) == ("C5", "A4:AA7")

    def test_what_is_left_out_reviewed_and_missing_has_sheets_of_its_own(self):
        document = action_plan_workbook(a_town(), "en")
        assert opened(document).sheetnames == ["Action plan", "Not pursued", "Reviews", "Still open"]
        assert [row["Reason"] for row in table(document, "Not pursued")] == ["Zu teuer", "Doppelt"]
        (review,) = table(document, "Reviews")
        assert (review["No."], review["Review"], review["What is in the way"]) == (3, "after 3 months", "Kein Raum")
        assert [row["What is missing"] for row in table(document, "Still open")] == [
            *("Eine schnelle Maßnahme fehlt", "Nichts zu Menschen", "Wer macht es?", "Bis wann?"),
        ]

    def test_no_text_becomes_a_formula_or_a_link(self):
        for text in dangerous_texts()[::20]:
            page = opened(action_plan_workbook(a_matter(measures=(a_measure(title=text, goal=text),)), "de"))[
                "Maßnahmenplan"
            ]
            assert (page["B5"].data_type, page["B5"].hyperlink) == ("s", None)

    def test_lists_fit_into_what_spreadsheets_take(self):
        for language in ("de", "en"):
            page = opened(action_plan_workbook(a_matter(), language)).worksheets[0]
            rules = page.data_validations.dataValidation
            assert all(len(str(rule.formula1)) <= 257 and len(rule.errorTitle or "") <= 32 for rule in rules)
            # A comma would end an entry of the list.
            assert {str(rule.formula1).count(",") for rule in rules} == {4, 3, 1}

    def test_a_ready_plan_misses_nothing(self):
        page = opened(action_plan_workbook(a_city(), "de"))["Noch offen"]
        assert page["A5"].value == "Nichts: Der Plan ist beschlussreif."


class TestJson:
    def test_it_holds_the_records_as_they_are(self):
        document = json.loads(action_plan_json(a_town(), "de"))
        records = [each["measure"] for each in (*document["measures"], *document["left_out"])]
        assert records == [json.loads(canonical_record(each)) for each in measures()]
        assert [each["number"] for each in records] == [1, 2, 3, 4, 5]
        assert document["measures"][2]["reviews"][0]["blocker"] == "Kein Raum"
        assert document["measures"][0]["fields"] == ["Wege", "Field people"]
        assert [(each["months"], each["day"]) for each in document["measures"][0]["due"]] == [
            *((3, "2026-06-02"), (6, "2026-09-02"), (12, "2027-03-02")),
        ]
        assert document["left_out"][0]["due"] == []
        assert document["readiness"]["ready"] is False

    def test_an_empty_plan_is_one(self):
        document = json.loads(action_plan_json(a_matter(readiness=READY), "en"))
        assert (document["measures"], document["left_out"], document["focus"]) == ([], [], None)


def test_the_workbook_says_when_the_room_met():
    assert opened(action_plan_workbook(a_town(), "de")).properties.created.date() == date(2026, 3, 2)
    assert opened(action_plan_workbook(a_matter(), "de")).properties.created.date() == date(2026, 11, 22)
