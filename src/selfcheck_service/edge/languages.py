"""Which language to answer in: the `Accept-Language` header, looked up as RFC 4647 says."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from selfcheck_service.edge.context import Scope, header_of

# A browser sends a handful; what comes behind these is not looked at, nor kept in memory.
_MOST_RANGES = 20
_LONGEST_HEADER = 200


def negotiate_language(header: str | None, available: Sequence[str], default: str) -> str:
    """Return the available language that the header prefers, or `default`; a malformed header prefers nothing."""
    return _negotiate(header[:_LONGEST_HEADER], tuple(available), default) if header else default


def speaker(scope: Scope) -> Callable[[Sequence[str]], str]:
    """Return what chooses among languages as a request prefers; the first one where it prefers none of them."""
    header = header_of(scope, b"accept-language")
    return lambda languages: negotiate_language(header, languages, languages[0])


@lru_cache(maxsize=1024)
def _negotiate(header: str, available: tuple[str, ...], default: str) -> str:
    by_tag = {language.lower(): language for language in reversed(available)}
    for preferred in _ranges(header):
        if preferred == "*":
            return default
        wanted = preferred
        while wanted:
            if wanted in by_tag:
                return by_tag[wanted]
            wanted = wanted.rpartition("-")[0]
        # Who asks for German is served with easy German where there is no other.
        for tag, language in by_tag.items():
            if tag.startswith(f"{preferred}-"):
                return language
    return default


def _ranges(header: str) -> list[str]:
    """Return the language ranges of a header, most wanted first; those that are not wanted at all are left out."""
    weighted = []
    for part in header.split(",")[:_MOST_RANGES]:
        language, _, parameter = part.partition(";")
        quality = _quality(parameter.strip())
        if language.strip() and quality > 0:
            weighted.append((quality, language.strip().lower()))
    return [language for _, language in sorted(weighted, key=lambda each: -each[0])]


def _quality(parameter: str) -> float:
    if not parameter:
        return 1.0
    name, _, value = parameter.partition("=")
    # "q=nan" and "q=1_0" would be numbers for Python.
    if name.strip().lower() != "q" or not value.strip().replace(".", "", 1).isdecimal() or not value.isascii():
        return 0.0
    return min(float(value), 1.0)
