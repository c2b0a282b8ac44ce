"""`selfcheck replay`: prove that an evaluation of any age comes out the same, or say what differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from selfcheck_service.catalogue import Document, FileInvalid, locate, parse_document, read_answers, read_questionnaire
from selfcheck_service.cli.evaluate import existing_or_dash, read_answers_file
from selfcheck_service.cli.faults import DONE, REFUSED
from selfcheck_service.cli.stored import read_published
from selfcheck_service.core.definition.problems import Problem
from selfcheck_service.core.scoring import Evaluation, Plan, Receipt, compile_plan, encode_evaluation, evaluate

app = typer.Typer(add_completion=False, rich_markup_mode=None)

ReceiptFile = Annotated[
    Path,
    typer.Argument(metavar="RECEIPT", exists=True, help="A receipt, or the whole evaluation it stands in, as JSON."),
]
DefinitionFile = Annotated[
    Path | None,
    typer.Option("--definition", exists=True, help="Where the definition is; by default in the database."),
]
AnswersFile = Annotated[
    Path,
    typer.Option("--answers", metavar="FILE", callback=existing_or_dash, help="The answers; - for standard input."),
]
# So many differences are shown; the first ones tell the story.
_MOST_DIFFERENCES = 20
_FIELD_RESULTS = ("score", "score_min", "score_max", "raw_score", "coverage", "status")
_DIGESTS = ("definition_hash", "rules", "answers_digest", "result_digest")


@dataclass(frozen=True, slots=True)
class _Claim:
    """What is to be proved: a receipt, and the evaluation around it where there is one."""

    receipt: Receipt
    evaluation: Mapping[str, object] | None
    octets: bytes


@app.command()
def replay(
    receipt: ReceiptFile,
    answers: AnswersFile,
    definition: DefinitionFile = None,
) -> None:
    """Compute an evaluation again and compare it with its receipt.

    Leaves with 0 where the canonical results are the same, byte for byte, and with 1 where anything differs.
    """
    claim = _read_claim(receipt)
    plan = _plan(claim.receipt, definition)
    document = read_answers_file(answers)
    found = _evaluate_again(plan, document, claim)
    differences = [*_digests(claim.receipt, found.receipt), *_numbers(claim, found)]
    for line in differences[:_MOST_DIFFERENCES]:
        typer.echo(line)
    if not differences:
        typer.echo(_agreement(claim, found))
    raise typer.Exit(REFUSED if differences else DONE)


def _read_claim(path: Path) -> _Claim:
    document = read_answers(path)
    data = document.data if isinstance(document.data, dict) else {}
    inner = data.get("receipt")
    try:
        receipt = msgspec.convert(inner if isinstance(inner, dict) else data, Receipt)
    except msgspec.ValidationError as error:
        problem = Problem("", "not_a_receipt", {"detail": str(error)})
        raise FileInvalid(locate([problem], document.positions)) from error
    return _Claim(receipt, data if isinstance(inner, dict) else None, path.read_bytes())


def _plan(receipt: Receipt, definition: Path | None) -> Plan:
    if definition is not None:
        return compile_plan(read_questionnaire(definition).questionnaire)
    return compile_plan(read_published(receipt.questionnaire, receipt.version))


def _evaluate_again(plan: Plan, answers: Document, claim: _Claim) -> Evaluation:
    """Return the evaluation in the language and detail of the claim."""
    said = claim.evaluation or {}
    language = said.get("language")
    # A language that the definition has lost changes words only; the numbers can still be compared.
    known = language if isinstance(language, str) and language in plan.languages else plan.languages[0]
    parsed = parse_document(plan, answers, known)
    return evaluate(parsed.answers, language=known, explanation=_detail(said))


def _detail(said: Mapping[str, object]) -> Literal["none", "short", "full"]:
    fields = said.get("fields")
    first = fields[0] if isinstance(fields, list) and fields else None
    explanation = first.get("explanation") if isinstance(first, dict) else None
    if not isinstance(explanation, dict):
        return "none"
    return "short" if explanation.get("contributions") is None else "full"


def _digests(claimed: Receipt, found: Receipt) -> Iterator[str]:
    for name in ("questionnaire", "version", *_DIGESTS):
        before, now = getattr(claimed, name), getattr(found, name)
        if before != now:
            yield f"{name}: {before} in the receipt, {now} now"


def _numbers(claim: _Claim, found: Evaluation) -> Iterator[str]:
    """Yield what differs in scores, levels, flags and suggestions; words may have become better since."""
    if claim.evaluation is not None:
        before = dict(_results(claim.evaluation))
        for name, now in _results(msgspec.to_builtins(found)):
            if not _same(before.get(name), now):
                yield f"{name}: {before.get(name)} in the evaluation, {now} now"


def _results(evaluation: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the canonical results of an evaluation, each with a name that an author recognises."""
    for field in _parts([*_list(evaluation.get("fields")), evaluation.get("overall")]):
        for name in _FIELD_RESULTS:
            yield f"{field.get('key')}.{name}", field.get(name)
        level = field.get("level")
        yield f"{field.get('key')}.level", level.get("key") if isinstance(level, dict) else None
    yield "flags", evaluation.get("flags")
    yield "hidden", _list(evaluation.get("hidden"))
    yield "suggestions", [suggestion.get("key") for suggestion in _parts(_list(evaluation.get("suggestions")))]


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _parts(values: list[object]) -> Iterator[Mapping[str, object]]:
    return (value for value in values if isinstance(value, Mapping))


def _same(before: object, now: object) -> bool:
    """Compare numbers as the JSON of an evaluation has them: exact, or the nearest double."""
    if isinstance(now, int | float) and isinstance(before, int | float | Decimal):
        return float(before) == float(now)
    return before == now


def _agreement(claim: _Claim, found: Evaluation) -> str:
    digest = found.receipt.result_digest
    if claim.evaluation is not None and claim.octets.rstrip(b"\n") == encode_evaluation(found):
        return f"the same: results {digest}, and the whole evaluation byte for byte"
    return f"the same: results byte for byte, {digest}"
