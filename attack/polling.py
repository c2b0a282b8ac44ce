"""Reading what others than the respondent can read of a round.

Two rounds are held side by side in which the same people do the same and answer otherwise. Whatever others can read
must be the same of both, but for ids, moments and digests; only the releases themselves differ.
"""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pypdf

from attack.people import CANARY
from attack.service import Headers, Service
from selfcheck_service.reports.privacy.papers import PAPERS

_ALIKE = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "an id"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"), "a moment"),
    (re.compile(r"\b\d\d?:\d\d\b"), "a time"),
    (re.compile(r"[0-9a-f]{64}"), "a digest"),
    (re.compile(r"[0-9a-f]{32}"), "a trace"),
    (re.compile(r"\b[0-9A-Z]{4}[-\u00ad][0-9A-Z]{4}\b"), "a form code"),
    (re.compile(r"\b[0-9a-f]{8}\b"), "the end of an id"),
)
# What is written of a release once it is there, and stands beside it.
_OF_RELEASES = ("/minutes.", "/council-paper.", "/public-version.", "/matrix", "/consensus")
_PDF = "application/pdf"
# Where a digest breaks hangs on its letters, which are chance.
_BREAK_IN_DIGEST = re.compile(r"\u200b|(?<=[0-9a-f]{8})\n(?=[0-9a-f]{8})")
# What takes the secret of a respondent, or a code.
_OF_RESPONDENTS = ("{response_id}", "/welcome")
# What says of itself how the service is doing, and not of a round.
_NOT_OF_ROUNDS = ("/metrics", "/livez", "/readyz", "/openapi.json", "/questionnaire.schema.json")
_HEADERS = ("content-type", "content-length", "cache-control", "location", "vary")


@dataclass(frozen=True, slots=True)
class Read:
    """What one reader got at one path: everything that may tell something, without what is of chance."""

    reader: str
    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads, by what they show."""

    name: str
    headers: Headers


@dataclass(frozen=True, slots=True)
class Places:
    """What stands in the paths of one round."""

    municipality: str
    round: str
    response: str

    def fill(self, path: str) -> list[str]:
        """Return a path as it is for this round, with papers once for each; nothing where it is of something else."""
        known = {
            "municipality_id": self.municipality,
            "round_id": self.round,
            "response_id": self.response,
            "number": "1",
        }
        names = re.findall(r"{(\w+)}", path)
        if not all(name in known or name == "paper" for name in names):
            return []
        papers = PAPERS if "paper" in names else ("",)
        return [path.format(**known, paper=paper) for paper in papers]


async def read_all(service: Service, readers: list[Reader], places: Places, *, everything: bool) -> list[Read]:
    """Return what each reader gets at each path; `everything` also asks for what does not change by itself."""
    found = []
    for path in service.readable:
        # Renderings of the release take long and hang on its bytes, papers on the definition and the terms.
        slow = path.partition("/releases/{number}")[2] or "{paper}" in path or "." in path or _is_of_release(path)
        often = "{round_id}" in path and not slow and not any(name in path for name in _OF_RESPONDENTS)
        if path in _NOT_OF_ROUNDS or not (everything or often):
            continue
        for filled in places.fill(path):
            for reader in readers:
                query = _query(path, places)
                reply = await service.client.get(filled, headers=dict(reader.headers), params=query)
                found.append(_read(reader.name, path, reply))
    return found


def _query(path: str, places: Places) -> dict[str, str] | None:
    if path in ("/v1/rounds", "/v1/audit"):
        return {"municipality": places.municipality}
    # Nothing closed earlier here: what is read of a comparison is that there is none, in the same words of both.
    return {"earlier_round": places.round} if path.endswith("/comparison") else None


def _read(reader: str, path: str, reply: httpx.Response) -> Read:
    is_pdf = reply.headers.get("content-type") == _PDF
    # How well ids can be compressed is chance.
    told = [name for name in _HEADERS if name in reply.headers and not (is_pdf and name == "content-length")]
    headers = tuple((name, _alike(reply.headers[name])) for name in told)
    return Read(reader, path, reply.status_code, headers, _alike(_in_order(reply)), reply.content)


def _in_order(reply: httpx.Response) -> str:
    """Return the body; the entries of a list, which may stand in an order of chance, in that of their content."""
    if reply.headers.get("content-type") == _PDF:
        pages = pypdf.PdfReader(io.BytesIO(reply.content)).pages
        return _BREAK_IN_DIGEST.sub("", "\n".join(page.extract_text() for page in pages))
    found = reply.json() if reply.headers.get("content-type") == "application/json" else None
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return reply.text
    return json.dumps({**found, "items": sorted(_alike(json.dumps(each)) for each in found["items"])})


def _alike(text: str) -> str:
    for pattern, name in _ALIKE:
        text = pattern.sub(name, text)
    return text


def differences(one: list[Read], other: list[Read]) -> Iterator[str]:
    """Yield where two rounds can be told apart that differ in what people answered only."""
    for first, second in zip(one, other, strict=True):
        if is_release(first) and is_release(second):
            continue
        if (first.status, first.headers, first.body) != (second.status, second.headers, second.body):
            yield f"{first.reader} can tell at {first.path} what was answered"


def is_release(read: Read) -> bool:
    """Tell whether somebody has read the release, or a rendering of it."""
    return ("/releases/{number}" in read.path or _is_of_release(read.path)) and read.status == 200


def _is_of_release(path: str) -> bool:
    return any(name in path for name in _OF_RELEASES)


def canaries(reads: list[Read]) -> Iterator[str]:
    """Yield where somebody reads words that somebody else wrote."""
    for read in reads:
        if CANARY in read.body:
            yield f"{read.reader} reads at {read.path} what somebody wrote"
