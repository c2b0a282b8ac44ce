"""What a page knows of its visitor: the languages, and how addresses are written here."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.definition.texts import LANGUAGE_TAG
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.languages import negotiate_language
from selfcheck_service.web.words import SPOKEN

_LONGEST_TAG = 35


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor, as far as pages care.

    `asked` is the language that was chosen on a page, `accepted` the header in which the browser names its languages,
    `spoken` the language of the pages' own words. `demo`: what the visitor sees here is made up.
    """

    asked: str | None
    accepted: str | None
    spoken: str
    prefix: str
    demo: bool = False

    def to(self, path: str, *, language: str | None = None, **parameters: str) -> str:
        """Return the address of a page; the language that was chosen goes along."""
        chosen = language or self.asked
        query = parameters | ({"language": chosen} if chosen else {})
        return self.prefix + path + (f"?{urlencode(query)}" if query else "")

    def language_of(self, available: tuple[str, ...]) -> str:
        """Return the language in which to show texts that are available in these languages, the source's first."""
        chosen = _find_nearest(self.asked, available) if self.asked else None
        fallback = _find_nearest(self.spoken, available) or available[0]
        return chosen or negotiate_language(self.accepted, available, fallback)

    def languages(self, *more: str) -> tuple[tuple[str, str, bool], ...]:
        """Return the languages to choose from: tag, own name, and whether it is the present one."""
        tags = dict.fromkeys((*SPOKEN, *more))
        now = self.language_of(tuple(tags))
        return tuple((tag, own_name(tag), tag == now) for tag in tags)


def visit_of(request: Request) -> Visit:
    """Return what a request tells of its visitor; a language nobody can mean is as none."""
    asked = request.query_params.get("language", "")
    known = asked if len(asked) <= _LONGEST_TAG and LANGUAGE_TAG.fullmatch(asked) else None
    accepted = request.headers.get("accept-language")
    base = known.partition("-")[0] if known else ""
    context = context_of(request.scope)
    return Visit(
        asked=known,
        accepted=accepted,
        spoken=base if base in SPOKEN else negotiate_language(accepted, tuple(SPOKEN), context.default_language),
        prefix=str(request.scope.get("root_path", "")),
        demo=context.demo,
    )


def _find_nearest(language: str, available: tuple[str, ...]) -> str | None:
    """Return the language itself, or the one it is a variant of, where that is available."""
    return next((tag for tag in (language, language.partition("-")[0]) if tag in available), None)
