"""What a page knows of its visitor: the languages, how addresses are written here, and what the browser shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from selfcheck_service.core.definition.language_names import own_name
from selfcheck_service.core.definition.texts import LANGUAGE_TAG
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.languages import negotiate_language
from selfcheck_service.edge.principals import ANONYMOUS, Principal
from selfcheck_service.web.words import SPOKEN, SPOKEN_TO_RESPONDENTS

_LONGEST_TAG = 35
# A path of ours: no other host, however it may be written, and nothing that could end a header.
_PATH = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,2000}")


@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor, as far as pages care.

    `asked` is the language that was chosen on a page, `accepted` the header in which the browser names its languages,
    `spoken` the language of the pages' own words. `demo`: what the visitor sees here is made up. `here` is the path of
    this page without the prefix, with its query but for the language. `secure`: the visitor came over https.

    `principal` is who has signed in, on pages that ask for that. `proof` is the cookie that forms of this page must
    fit, or None where there is none. `has_session`: the browser shows a session, whatever it is worth. `simple`: the
    page can speak easy German too. `posted` is what a form has sent here, None where the page was opened; `token` shows
    that a form is ours where the page cannot see the cookie that it fits. `looks`: the page is wanted in another
    language and nothing else; what its form would do is not done.
    """

    asked: str | None
    accepted: str | None
    spoken: str
    prefix: str
    demo: bool = False
    here: str = "/"
    secure: bool = False
    principal: Principal = ANONYMOUS
    proof: str | None = None
    has_session: bool = False
    simple: bool = False
    posted: tuple[tuple[str, str], ...] | None = None
    token: str = ""
    looks: bool = False

    def to(self, path: str, *, language: str | None = None, **parameters: str) -> str:
        """Return the address of a page; the language that was chosen goes along."""
        chosen = language or self.asked
        query = parameters | ({"language": chosen} if chosen else {})
        joint = "&" if "?" in path else "?"
        return self.prefix + path + (f"{joint}{urlencode(query)}" if query else "")

    def language_of(self, available: tuple[str, ...]) -> str:
        """Return the language in which to show texts that are available in these languages, the source's first."""
        chosen = _find_nearest(self.asked, available) if self.asked else None
        fallback = _find_nearest(self.spoken, available) or available[0]
        return chosen or negotiate_language(self.accepted, available, fallback)

    def languages(self, *more: str) -> tuple[tuple[str, str, bool], ...]:
        """Return the languages to choose from: tag, own name, and whether it is the present one."""
        tags = dict.fromkeys((*(SPOKEN_TO_RESPONDENTS if self.simple else SPOKEN), *more))
        now = self.language_of(tuple(tags))
        return tuple((tag, own_name(tag), tag == now) for tag in tags)

    def with_proof(self, proof: str) -> "Visit":
        """Return the visit whose forms fit a cookie that this answer sets."""
        return replace(self, proof=proof)

    @property
    def cookie_path(self) -> str:
        """Return the path under which the browser shows a session."""
        return self.prefix or "/"


def visit_of(request: Request, *, simple: bool = False) -> Visit:
    """Return what a request tells of its visitor; a language nobody can mean is as none.

    `simple`: the page can speak easy German too.
    """
    asked = request.query_params.get("language", "")
    known = asked if len(asked) <= _LONGEST_TAG and LANGUAGE_TAG.fullmatch(asked) else None
    accepted = request.headers.get("accept-language")
    context = context_of(request.scope)
    return Visit(
        asked=known,
        accepted=accepted,
        spoken=_spoken(known, accepted, SPOKEN_TO_RESPONDENTS if simple else SPOKEN, context.default_language),
        prefix=str(request.scope.get("root_path", "")),
        demo=context.demo,
        here=_here(request),
        simple=simple,
        secure=request.url.scheme == "https" or context.public_url.startswith("https:"),
    )


def local_path(text: str) -> str | None:
    """Return the path that a text names, None where it is none of ours."""
    return text if _PATH.fullmatch(text) else None


def _here(request: Request) -> str:
    path = str(request.scope["path"]).removeprefix(str(request.scope.get("root_path", "")))
    query = urlencode([pair for pair in request.query_params.multi_items() if pair[0] != "language"])
    return f"{path}?{query}" if query else path


def _spoken(asked: str | None, accepted: str | None, available: Mapping[str, Any], default: str) -> str:
    chosen = _find_nearest(asked, tuple(available)) if asked else None
    # Nobody reads easy German who has not asked for it: a header "de" must not find it.
    return chosen or negotiate_language(accepted, tuple(available), default)


def _find_nearest(language: str, available: tuple[str, ...]) -> str | None:
    """Return the language itself, or the one it is a variant of, where that is available."""
    return next((tag for tag in (language, language.partition("-")[0]) if tag in available), None)
