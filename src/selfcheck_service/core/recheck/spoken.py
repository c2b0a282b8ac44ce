"""A re-check in one language: with the titles of what it names, and words for its keys."""

from collections.abc import Mapping
from typing import Any

import msgspec

from selfcheck_service.core.definition import Questionnaire, build_structure
from selfcheck_service.core.definition.texts import Text
from selfcheck_service.core.recheck.document import Recheck
from selfcheck_service.core.recheck.texts import RECHECK_TEXTS, recheck_text

LISTS = ("moved", "still", "unclear", "not_compared", "moved_unaimed")
_PER_CENT = 100
_QUARTER_WORDS = {f"quarter_{name}": f"quarter.{name}" for name in ("up", "same", "down")}
_Plain = dict[str, Any]


def spoken_recheck(recheck: Recheck, earlier: Questionnaire, language: str) -> _Plain:
    """Return a re-check as plain data, each part with its `text` in a language.

    `earlier` is the version of the round that decided the measures: what they aimed at has its titles. Equal
    re-checks give equal data.
    """
    speaker = _Speaker(earlier, language)
    plain: _Plain = msgspec.to_builtins(recheck)
    for side in (plain["earlier"], plain["later"]):
        side["mode_text"] = recheck_text(f"mode.{side['mode']}", language)
    for note in plain["notes"]:
        note["text"] = speaker.note(note)
    for measure in plain["measures"]:
        measure["text"] = speaker.measure(measure)
        for aim in measure["aims"]:
            speaker.add_to_aim(aim)
    for name in LISTS:
        plain[name] = {"text": recheck_text(f"list.{name}", language), "entries": plain[name]}
        for entry in plain[name]["entries"]:
            entry |= {"title": speaker.title(entry), "text": speaker.outcome(entry)}
    return {"language": language, **plain}


class _Speaker:
    """Knows the titles of the earlier version, and the language."""

    def __init__(self, version: Questionnaire, language: str) -> None:
        structure, source = build_structure(version), version.languages[0]
        self._language = language
        self._titles = {
            ("item", key): Text(item.name).in_language(language, source) for key, item in structure.items.items()
        } | {
            ("field", key): Text(node.definition.title).in_language(language, source)
            for key, node in structure.nodes.items()
        }

    def title(self, found: Mapping[str, Any]) -> str:
        key: str = found["key"]
        return self._titles.get((found["kind"], key), key)

    def note(self, found: Mapping[str, Any]) -> str:
        sides = {side: found[side] for side in ("earlier", "later")}
        if found["key"] == "other_mode":
            sides = {side: recheck_text(f"mode.{mode}", self._language) for side, mode in sides.items()}
        return recheck_text(f"note.{found['key']}", self._language, **sides)

    def measure(self, found: Mapping[str, Any]) -> str:
        words = {"status": recheck_text(f"status.{found['status']}", self._language)}
        key = "measure.status"
        if found["status_then"] is not None:
            words["then"] = recheck_text(f"status.{found['status_then']}", self._language)
            key = "measure.status_then"
        said = recheck_text(key, self._language, **words)
        if found["decided_later"]:
            said = f"{said} {recheck_text('measure.decided_later', self._language)}"
        return said if found["aims"] else f"{said} {recheck_text('measure.no_aims', self._language)}"

    def add_to_aim(self, aim: _Plain) -> None:
        """Add its title and its words, what became of the question apart from what moved."""
        share = "" if aim["share"] is None else int(aim["share"] * _PER_CENT)
        aim["title"] = self.title(aim)
        aim["instrument_text"] = recheck_text(f"instrument.{aim['instrument']}", self._language, share=share)
        aim["text"] = self.outcome(aim)
        for reading in aim["readings"]:
            self._add_to_reading(reading)

    def _add_to_reading(self, reading: _Plain) -> None:
        basis = reading["basis"]
        reading["text"] = self.outcome(reading)
        reading["basis_text"] = None if basis is None else recheck_text(f"basis.{basis}", self._language)
        published = (reading[f"{side}_published"] for side in ("earlier", "later"))
        figures = [reading[name] for name in ("earlier", "later", "difference")]
        figures += [found["value"] for found in published if found is not None]
        for figure in (found for found in figures if found is not None):
            reason = figure["reason"]
            figure["reason_text"] = None if reason is None else recheck_text(f"reason.{reason}", self._language)

    def outcome(self, found: Mapping[str, Any]) -> str:
        """Return what an outcome is called, and why nothing is said where nothing is."""
        outcome, reason = found["outcome"], found["reason"]
        why = "" if reason is None else recheck_text(f"reason.{reason}", self._language)
        if outcome == "not_published":
            return why
        if found.get("quarters") is not None and outcome in _QUARTER_WORDS:
            words = {
                "earlier": found["earlier_quarter"],
                "later": found["later_quarter"],
                "quarters": found["quarters"],
            }
            return recheck_text(_QUARTER_WORDS[outcome], self._language, **words)
        kind = "outcome" if f"outcome.{outcome}" in RECHECK_TEXTS else "movement"
        return f"{recheck_text(f'{kind}.{outcome}', self._language)} {why}".rstrip()
