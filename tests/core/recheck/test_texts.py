"""A re-check says everything in words, and never that a measure led to a movement."""

import json
import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from selfcheck_service.core.definition import canonical_json
from selfcheck_service.core.planning.document import Status
from selfcheck_service.core.recheck import recheck_text, spoken_recheck
from selfcheck_service.core.recheck.document import Instrument, Outcome, RecheckNoteName, RecheckReason
from selfcheck_service.core.recheck.spoken import LISTS
from selfcheck_service.core.recheck.texts import RECHECK_TEXTS
from selfcheck_service.core.releases.over_time.document import Movement, NoteName
from selfcheck_service.core.releases.over_time.texts import OVER_TIME_TEXTS
from tests.core.recheck.rechecks import a_measure, another_version, measures_of_town, rechecked, town
from tests.core.releases.later import compared
from tests.core.releases.test_over_time import TOWN
from tests.core.releases.test_over_time import town as a_town

HERE = Path(__file__).parent
# What would say that the one led to the other, or that anything is better, or that the same people answered.
CLAIMS = re.compile(
    r"\b(weil|wegen|durch die|dank|deshalb|daher|dadurch|bewirk|wirk(?!lich)|führ\w* zu|Erfolg|erfolgreich|Ursache|"
    r"Effekt|besser|verbesser|schlechter|verschlechter|gelungen|gescheitert|dieselben Personen|"
    r"because|due to|thanks to|caus|effect|impact|led to|lead to|result\w* in|success|fail|improv|better|worse|"
    r"same people)",
    re.IGNORECASE,
)


def spoken(language, recheck, plan):
    return spoken_recheck(recheck, plan.questionnaire, language)


def a_recheck(kind):
    if kind == "town":
        measures, reviews = measures_of_town()
        return rechecked(*town(), *measures, reviews=reviews), town()[1]
    over_time, plan = another_version()
    fields, items = ("net", "house", "open", "kept", "silent"), ("h0", "o4", "k")
    return rechecked(over_time, plan, a_measure(fields=fields, items=items, status="done")), plan


@pytest.mark.parametrize(("kind", "language"), [("town", "de"), ("version", "en")])
def test_a_recheck_keeps_its_bytes(kind, language):
    """Make a file anew only for a change that is meant, and read what is different."""
    document = canonical_json(spoken(language, *a_recheck(kind)))
    assert document + b"\n" == (HERE / f"recheck_{kind}_{language}.json").read_bytes()


def test_there_are_words_for_every_key_and_no_others():
    expected = {
        **dict.fromkeys(f"note.{name}" for name in _own(RecheckNoteName, NoteName)),
        **dict.fromkeys(f"instrument.{name}" for name in get_args(Instrument)),
        **dict.fromkeys(f"reason.{name}" for name in get_args(RecheckReason)),
        **dict.fromkeys(f"status.{name}" for name in get_args(Status)),
        **dict.fromkeys(f"list.{name}" for name in LISTS),
        **dict.fromkeys(f"measure.{name}" for name in ("status", "status_then", "decided_later", "no_aims")),
        # What was not published has a reason, which says it.
        **dict.fromkeys(f"outcome.{name}" for name in set(get_args(Outcome)) - {*get_args(Movement), "not_published"}),
        # What a tendency is stands once in the notes.
        **dict.fromkeys(f"outcome.tendency_{way}" for way in ("higher", "lower")),
    }
    assert set(RECHECK_TEXTS) == set(expected)
    assert set(RECHECK_TEXTS).isdisjoint(OVER_TIME_TEXTS)


def _own(names, others):
    flat = {name for part in get_args(names) for name in (get_args(part) or (part,))}
    return flat - set(get_args(others))


@pytest.mark.parametrize("key", sorted(RECHECK_TEXTS))
def test_no_word_says_that_one_thing_led_to_another(key):
    assert [CLAIMS.findall(text) for text in RECHECK_TEXTS[key] if CLAIMS.search(text)] == []


@pytest.mark.parametrize(
    "claim",
    [
        "Durch die Maßnahme ist der Wert gestiegen.",
        "Die Maßnahme wirkt.",
        "Der Wert liegt höher, weil mehr geschah.",
        "The measure led to a higher value.",
        "It improved because of the measure.",
    ],
)
def test_such_words_would_be_found(claim):
    assert CLAIMS.search(claim)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["town", "version"])
def test_a_whole_recheck_claims_nothing_either(kind, language):
    texts = list(_texts(spoken(language, *a_recheck(kind))))
    # What the comparison says of its two groups stays as it says it.
    own = [text for text in texts if text not in _notes_of_the_comparison(language)]
    assert len(own) > 10
    assert [text for text in own if CLAIMS.search(text)] == []


def _notes_of_the_comparison(language):
    recheck, _ = a_recheck("town")
    return {
        recheck_text(f"note.{note.key}", language, earlier=note.earlier, later=note.later) for note in recheck.notes
    }


def _texts(found):
    if isinstance(found, dict):
        for name, value in found.items():
            if name in ("text", "instrument_text"):
                yield value
            else:
                yield from _texts(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from _texts(value)


@pytest.mark.parametrize("key", sorted(RECHECK_TEXTS))
def test_both_languages_have_the_same_placeholders(key):
    german, english = (set(re.findall(r"{(\w+)}", text)) for text in RECHECK_TEXTS[key])
    assert german == english


def test_a_tendency_is_called_one():
    found = spoken("de", *a_recheck("town"))
    (entry,) = [entry for entry in found["moved"]["entries"] if entry["key"] == "all"]
    assert entry["text"] == "Tendenz: höher als beim früheren Durchgang."
    assert json.dumps(found, ensure_ascii=False).count("acht Hundertstel") == 1
    (note,) = [note for note in found["notes"] if note["key"] == "tendency"]
    assert "Diese Grenze hat der Dienst gesetzt" in note["text"]
    assert "tendency" not in {note["key"] for note in spoken("de", *a_recheck("version"))["notes"]}


def test_what_is_not_comparable_says_why():
    found = spoken("de", *a_recheck("version"))
    texts = {entry["key"]: entry["text"] for entry in found["not_compared"]["entries"]}
    assert texts["o4"] == "Nicht vergleichbar. In der neueren Fassung gibt es das nicht mehr."
    aims = {aim["key"]: aim for aim in found["measures"][0]["aims"]}
    assert "80 Prozent" in aims["open"]["instrument_text"]


def test_quarters_are_said_by_their_numbers():
    over_time = compared(*[a_town(level, head=8) for level in (1, 3)])
    found = spoken("en", rechecked(over_time, TOWN, a_measure(fields=("f", "overall"), items=("i0",))), TOWN)
    field, overall, item = found["measures"][0]["aims"]
    assert field["readings"][0]["text"].startswith("From quarter 2 up to quarter 4 of 4.")
    assert field["text"].startswith("In a higher quarter of the scale")
    assert overall["title"] != "overall"
    assert overall["readings"][0]["basis_text"] is None
    assert overall["text"] == overall["readings"][0]["text"] == recheck_text("reason.method", "en")
    assert item["text"].startswith("The two releases have no numbers")


def test_a_score_that_is_missing_says_why():
    over_time = compared(a_town(1, head=1), a_town(3, head=1), modes=("institutional", "institutional"))
    assert over_time.scores is not None
    score = msgspec.structs.replace(over_time.scores[0], later=None)
    recheck = rechecked(msgspec.structs.replace(over_time, scores=(score,)), TOWN, a_measure(fields=("f",)))
    reading = spoken("en", recheck, TOWN)["measures"][0]["aims"][0]["readings"][0]
    assert (reading["earlier"]["reason_text"], reading["basis_text"]) == (None, None)
    assert reading["later"]["reason_text"] == recheck_text("reason.no_score", "en")


def test_other_modes_are_named():
    over_time = compared(*[a_town(level, head=12) for level in (1, 3)], modes=("confidential", "open"))
    notes = {note["key"]: note for note in spoken("de", rechecked(over_time, TOWN), TOWN)["notes"]}
    assert "„vertraulich“" in notes["other_mode"]["text"]
    assert notes["other_mode"]["about"] == "instrument"


def test_a_title_that_nobody_knows_is_the_key():
    over_time, plan = town()
    (aim,) = spoken("de", rechecked(over_time, plan, a_measure(fields=("nowhere",))), plan)["measures"][0]["aims"]
    assert aim["title"] == "nowhere"
    assert json.dumps(aim)
