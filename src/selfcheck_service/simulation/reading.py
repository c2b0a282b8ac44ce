"""How items read: length, one idea each, no doubled negation. A machine sees signs of these; people decide."""

import re
from collections.abc import Iterator, Mapping

from selfcheck_service.core.definition.problems import Path
from selfcheck_service.core.definition.texts import count_words
from selfcheck_service.core.scoring import Plan
from selfcheck_service.simulation.world import Finding, found_at

LONGEST_PROMPT = 25
# Signs of two ideas: choices left open, two sentences, or a second statement behind a comma. A full stop ends a
# sentence after a word of some length and before a capital letter; else it belongs to an abbreviation.
_SENTENCES = re.compile(r"\b\w*[^\W\d_]{3}[.?!]\s+(?=[A-ZÄÖÜ])\S+")
_TWO_IDEAS = {
    "de": re.compile(r"\b(?i:und/oder|sowie|sowohl)\b|[;,]\s+(?i:und|oder|aber)\s"),
    "en": re.compile(r"\b(?i:and/or|as well as)\b|[;,]\s+(?i:and|or|but)\s"),
}
# What plain language is called after the language: there one idea takes several short sentences.
_PLAIN = "simple"
_NEGATIONS = {
    "de": re.compile(r"\b(?:nicht|nie|niemals|niemand|ohne|weder|kein(?:e[nrms]?)?)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|never|nobody|none|without|neither|no|cannot)\b|n’t\b|n't\b", re.IGNORECASE),
}


def check_reading(plan: Plan) -> Iterator[Finding]:
    """Yield the items whose prompt, in one of its forms, is long or shows signs of more than one idea."""
    for item in plan.items:
        forms = item.definition.forms.items()
        prompts: list[tuple[Path, Mapping[str, str] | None]] = [(("prompt",), item.definition.prompt)]
        prompts += [(("forms", form, "prompt"), found.prompt) for form, found in forms]
        for path, prompt in prompts:
            for language, words in sorted(prompt.items()) if prompt is not None else ():
                place = (*item.path, *path, language)
                yield from _check_words(item.key, place, language, words)
                # Who answers in words may be asked in several sentences.
                if item.definition.type != "text":
                    yield from _check_ideas(item.key, place, language, words)


def _check_words(key: str, path: Path, language: str, words: str) -> Iterator[Finding]:
    count = count_words(words)
    if count > LONGEST_PROMPT:
        yield found_at("item_too_long", path, name=key, count=count, limit=LONGEST_PROMPT)
    negations = _NEGATIONS.get(language.partition("-")[0])
    if negations is not None and len(negations.findall(words)) > 1:
        yield found_at("item_negated_twice", path, name=key)


def _check_ideas(key: str, path: Path, language: str, words: str) -> Iterator[Finding]:
    base, _, variant = language.partition("-")
    ideas = _TWO_IDEAS.get(base)
    sign = None if ideas is None else ideas.search(words.strip())
    if sign is None and ideas is not None and variant != _PLAIN:
        sign = _SENTENCES.search(words.strip())
    if sign is not None:
        yield found_at("item_two_ideas", path, name=key, found=sign[0].strip(" ,;"))
