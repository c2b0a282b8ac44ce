"""What a form sent, under the words that stood at its fields, where no form stands round it any more."""

from collections.abc import Iterable
from types import SimpleNamespace

from selfcheck_service.web.carrying import to_be_seen

# What a form says besides, in some rooms only: it goes along, and nobody needs to read it.
_UNSEEN = frozenset({"suggestion"})
# By these names the rooms call the words at their fields.
_GROUPS = ("fields", "field")


def labelled(pairs: Iterable[tuple[str, str]], words: SimpleNamespace) -> list[tuple[str, str]]:
    """Return what was typed with the word at its field, or with its name where no room has a word for it.

    Names of a questionnaire ("answer.leitbild") have none here: the key is what its author called the question.
    """
    labels = _labels(words)
    seen = [(name, value) for name, value in to_be_seen(pairs) if name not in _UNSEEN]
    return [(labels.get(name) or name.removeprefix("answer."), value) for name, value in seen]


def _labels(words: SimpleNamespace) -> dict[str, str]:
    """Return the words at the fields of all rooms by name; a name that two rooms have means the same in both."""
    found: dict[str, str] = {}
    for group in vars(words).values():
        for name in _GROUPS:
            labels = getattr(group, name, None)
            if isinstance(labels, dict):
                found = {key: word for key, word in labels.items() if isinstance(word, str)} | found
    return found
