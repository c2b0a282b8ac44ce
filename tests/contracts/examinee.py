"""A questionnaire that has one of everything a caller can get wrong."""

import copy
from typing import Any

from selfcheck_service.api import examples


def definition() -> dict[str, Any]:
    """Return the document of `pruefling` 1.0.0."""
    document = copy.deepcopy(examples.DEFINITION)
    document |= {"key": "pruefling", "title": _both("Prüfling")}
    document["profile"] = [
        {"key": "size", "title": _both("Größe"), "options": [{"value": "small", "title": _both("klein")}]}
    ]
    document["forms"] = [{"key": "full", "title": _both("Voll")}]
    document["perspectives"] = [{"key": "council", "title": _both("Rat"), "form": "full"}]
    document["fields"][0]["items"] += [
        {
            "key": "formats",
            "type": "multiple_choice",
            "scored": False,
            "prompt": _both("Welche Formate?"),
            "options": [
                {"value": "talk", "title": _both("Gespräch")},
                {"value": "walk", "title": _both("Rundgang")},
                {"value": "vote", "title": _both("Abstimmung")},
                {"value": "none", "title": _both("keines"), "exclusive": True},
            ],
            "multiple_choice": {"points_from": "count", "minimum_selected": 1, "maximum_selected": 2},
        },
        {
            "key": "share",
            "type": "number",
            "scored": False,
            "prompt": _both("Anteil?"),
            "number": {"range": "[0, 100]", "unit": _both("Prozent")},
        },
        {
            "key": "count",
            "type": "number",
            "scored": False,
            "prompt": _both("Anzahl?"),
            "number": {"range": "[0, inf)", "integer": True},
        },
        {
            "key": "pride",
            "type": "text",
            "prompt": _both("Worauf sind wir stolz?"),
            "text": {"maximum_length": 20},
        },
    ]
    return document


def _both(words: str) -> dict[str, str]:
    return {"de": words, "en": f"{words} (en)"}
