"""What people read on a printed form: the welcome, but for what does not hold where somebody else types."""

from datetime import date
from pathlib import Path

import pytest

from selfcheck_service.core.rounds.paper_texts import PAPER_TEXTS
from selfcheck_service.core.rounds.paper_welcome import paper_welcome
from selfcheck_service.core.rounds.spoken import ROUND_LANGUAGES
from selfcheck_service.core.rounds.welcome import welcome
from tests.core.rounds.test_welcome import CLOSING, CONFIDENTIAL, INSTITUTIONAL, STAFF

MODES = {"confidential": CONFIDENTIAL, "institutional": INSTITUTIONAL}
# What needs a key, and so holds for nobody who answers on paper.
KEYS = ("persönlichen Schlüssel", "Ihrem Schlüssel", "personal key")


def told(mode, language):
    statements = paper_welcome(MODES[mode], CLOSING, perspective=STAFF, erase_on=date(2028, 1, 15))
    return [(each.key, each.text.in_language(language)) for each in statements]


@pytest.mark.parametrize("mode", MODES)
def test_it_reads_as_it_was_written(mode):
    parts = [
        f"== {language} ==\n\n" + "".join(f"[{key}] {text}\n\n" for key, text in told(mode, language))
        for language in ROUND_LANGUAGES
    ]
    written = "".join(parts).rstrip() + "\n"
    assert written == (Path(__file__).parent / f"paper_{mode}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("mode", MODES)
def test_it_says_the_same_things_and_who_types(mode):
    online = [each.key for each in welcome(MODES[mode], CLOSING, perspective=STAFF, erase_on=date(2028, 1, 15))]
    keys = [key for key, _ in told(mode, "de")]
    assert keys[:2] == ["voluntary", "typed_in"]
    assert [key for key in keys if key != "typed_in"] == online


@pytest.mark.parametrize("language", ROUND_LANGUAGES)
@pytest.mark.parametrize("mode", MODES)
def test_it_promises_nobody_a_key(mode, language):
    text = " ".join(words for _, words in told(mode, language))
    assert not [each for each in KEYS if each in text]
    assert "{" not in text


def test_nobody_but_the_facilitator_is_said_to_read_single_answers():
    # The welcome on a screen says that the facilitator does not either; on paper that would not be so.
    for language in ROUND_LANGUAGES:
        readers = dict(told("confidential", language))["readers"]
        assert "Prozessbegleitung" not in readers
        assert "facilitator" not in readers


def test_every_text_is_said_somewhere():
    said = {words for mode in MODES for _, words in told(mode, "en")}
    templates = [texts[2].split("{")[0] for texts in PAPER_TEXTS.values()]
    assert all(any(words.startswith(start) for words in said) for start in templates)
