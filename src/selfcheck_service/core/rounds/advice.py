"""What somebody who makes a round should know about it, though nothing is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.rounds.terms import Terms

# Below this, a confidential aggregate says little: single items only from ten responses on, and then in part.
SMALL_GROUP = 15


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice. `key` is stable and documented in docs/rounds.md; `parameters` fill the message."""

    key: str
    parameters: Mapping[str, object] = field(default_factory=dict)

    def message(self, language: str) -> str:
        """Return the advice in words; German for `de` and its variants, else English."""
        english, german = _MESSAGES[self.key]
        return (german if is_german(language) else english).format_map(self.parameters)


def advise(terms: Terms, usable_codes: int) -> Iterator[Advice]:
    """Yield advice on a round with these terms whose codes are good for so many responses."""
    if terms.mode == "confidential" and usable_codes < SMALL_GROUP:
        yield Advice("small_group", {"size": SMALL_GROUP})
    if terms.mode == "institutional" and usable_codes == 0:
        yield Advice("one_answer")


# key: (English, German). Placeholders are filled from the parameters of the advice.
_MESSAGES: dict[str, tuple[str, str]] = {
    "small_group": (
        (
            "With fewer than {size} people a confidential round can show only little: more would tell who said what. "
            "A small team whose members trust each other learns more in a round of mode “open”; where the "
            "administration gives one joint answer, choose “institutional”. Once somebody has answered, the mode stays."
        ),
        (
            "Bei weniger als {size} Personen kann ein vertraulicher Durchgang nur wenig zeigen: mehr würde verraten, "
            "wer was gesagt hat. Ein kleines Team, das sich vertraut, erfährt in der Art „open“ mehr; gibt die "
            "Verwaltung eine gemeinsame Antwort, passt „institutional“. Mit der ersten Antwort steht die Art fest."
        ),
    ),
    "one_answer": (
        (
            "This round takes one joint answer, so issue its one code. Whoever begins may hand on the draft with its "
            "secret; everybody who holds the secret works on the same answers."
        ),
        (
            "Dieser Durchgang nimmt eine gemeinsame Antwort auf; dafür gibt es einen Code. Wer beginnt, kann den "
            "Entwurf mit dem persönlichen Schlüssel weitergeben; alle, die ihn haben, arbeiten an denselben Antworten."
        ),
    ),
}
