"""A comparison of versions as lines for people, and as data."""

from collections.abc import Iterable, Iterator

from selfcheck_service.core.comparison import (
    BUMP_WORDS,
    CONTINUATION_WORDS,
    PROOF_WORDS,
    TREND_WORDS,
    Bump,
    Comparability,
    Diff,
    Difference,
    describe_difference,
    is_enough,
)
from selfcheck_service.core.definition import canonical_json, exact_to_json
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.use_cases.differences import largest_first

_WORDS = {
    "bump": ("Smallest honest bump", "Kleinste ehrliche Änderung der Nummer"),
    "items": ("Items", "Fragen"),
    "fields": ("Fields", "Felder"),
    "alike": ("All comparable.", "Alle vergleichbar."),
    "share": ("{share} of its weight", "{share} des Gewichts"),
    "tried": ("Tried with {count} synthetic responses", "Versucht mit {count} künstlich ausgefüllten Fragebögen"),
    "expired": (", then the time was over", "; dann war die Zeit um"),
    "between": ("”, “", "“, „"),
    "held": ("none speaks against it.", "keiner spricht dagegen."),
    "witness": ("{place}: {before} became {after} for", "{place}: aus {before} wurde {after} bei"),
    "enough": ("allowed: {allowed}, needed: {needed}", "erlaubt: {allowed}, nötig: {needed}"),
}


def diff_lines(diff: Diff, language: str) -> Iterator[str]:
    """Yield the comparison for people: the bump, each difference, what is no longer wholly comparable."""
    german = is_german(language)
    yield f"{diff.questionnaire} {diff.old} → {diff.new}"
    yield f"{_WORDS['bump'][german]}: {BUMP_WORDS[diff.bump][german]}"
    for one in largest_first(diff.differences, _WORDS["between"][german]):
        yield _difference_line(one, language)
    for name, found in (("items", diff.items), ("fields", diff.fields)):
        yield f"{_WORDS[name][german]}:"
        yield from _comparability_lines(found, german=german)
    yield from _tries(diff, german=german)


def _difference_line(difference: Difference, language: str) -> str:
    place = difference.new or difference.old or ""
    proof = PROOF_WORDS[difference.proof][is_german(language)]
    words = describe_difference(difference, language)
    return f"  {difference.bump:<6} {words} [{difference.kind}, {proof}] {place}".rstrip()


def _comparability_lines(found: Iterable[Comparability], *, german: bool) -> Iterator[str]:
    telling = [one for one in found if one.continuation != "same" or one.trend != "comparable"]
    for one in telling:
        share = "" if one.share in (None, 1) else f", {_WORDS['share'][german].format(share=one.share)}"
        partners = f" ({', '.join(one.partners)})" if one.partners else ""
        words = CONTINUATION_WORDS[one.continuation][german], TREND_WORDS[one.trend][german]
        yield f"  {one.key}: {words[0]}{partners}, {words[1]}{share}"
    if not telling:
        yield f"  {_WORDS['alike'][german]}"


def _tries(diff: Diff, *, german: bool) -> Iterator[str]:
    if not diff.tried and diff.finished:
        return
    start = _WORDS["tried"][german].format(count=diff.tried) + ("" if diff.finished else _WORDS["expired"][german])
    if diff.witness is None:
        # For a major bump nobody had to be found; the silence of those who were asked proves nothing.
        yield f"{start}." if diff.bump == "major" else f"{start}; {_WORDS['held'][german]}"
        return
    witness = diff.witness
    words = {"place": witness.place, "before": _data(witness.before), "after": _data(witness.after)}
    yield f"{start}; {_WORDS['witness'][german].format_map(words)}"
    yield f"  {_data(witness.body)}"


def _data(value: object) -> str:
    return value if isinstance(value, str) else canonical_json(value).decode()


def outcome_line(diff: Diff, allowed: Bump, language: str) -> str:
    """Return the line on the error stream: what is allowed and what is needed."""
    sign = "" if is_enough(allowed, diff.bump) else "! "
    return sign + _WORDS["enough"][is_german(language)].format(allowed=allowed, needed=diff.bump)


def diff_rows(diff: Diff, language: str) -> dict[str, object]:
    """Return the comparison as data; docs/versions.md describes it."""
    witness = diff.witness
    return {
        "questionnaire": diff.questionnaire,
        "old": diff.old,
        "new": diff.new,
        "bump": diff.bump,
        "declared": diff.declared,
        "honest": diff.honest,
        "differences": [_difference_row(found, language) for found in diff.differences],
        "items": [_comparability_row(found) for found in diff.items],
        "fields": [_comparability_row(found) for found in diff.fields],
        "tried": diff.tried,
        "finished": diff.finished,
        "witness": None
        if witness is None
        else {"body": witness.body, "place": witness.place, "before": witness.before, "after": witness.after},
    }


def _difference_row(found: Difference, language: str) -> dict[str, object]:
    return {
        "kind": found.kind,
        "bump": found.bump,
        "subject": found.subject,
        "proof": found.proof,
        "old": found.old,
        "new": found.new,
        "before": found.before,
        "after": found.after,
        "text": describe_difference(found, language),
    }


def _comparability_row(found: Comparability) -> dict[str, object]:
    share = None if found.share is None else exact_to_json(found.share)
    return {
        "key": found.key,
        "continuation": found.continuation,
        "trend": found.trend,
        "share": share,
        "partners": list(found.partners),
    }
