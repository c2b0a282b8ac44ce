"""Make bad_bodies.jsonl: what no caller should send, and exactly what is said about it.

    python -m tests.contracts.make_bad_bodies     (with `src` and the checkout on the path)

The bodies are made here; what is said about them is what the service said when they were written, read through by a
person. The tests then hold it to that.
"""

import asyncio
import base64
import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx

from selfcheck_service.app import create_app
from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.contracts import examinee

FILE = Path(__file__).with_name("bad_bodies.jsonl")
GOOD = {"questionnaire": "pruefling", "version": "1.0.0", "answers": {"leadership": 1}}
START = '{"questionnaire": "pruefling", "version": "1.0.0", "answers": '


def no_json() -> Iterator[tuple[str, bytes]]:
    """Yield what is no JSON."""
    whole = json.dumps(GOOD)
    texts = {
        "empty": "",
        "spaces": "  \n\t ",
        "bare word": "answers",
        "python": "{'answers': {}}",
        "python constants": '{"answers": None}',
        "javascript": "{answers: {}}",
        "undefined": '{"answers": undefined}',
        "comment": '{"answers": {} /* none */}',
        "line comment": '// none\n{"answers": {}}',
        "trailing comma in map": '{"answers": {},}',
        "trailing comma in list": '{"answers": [1,]}',
        "leading comma": '{,"answers": {}}',
        "missing comma": '{"answers": {} "version": 1}',
        "missing colon": '{"answers" {}}',
        "two colons": '{"answers":: {}}',
        "two documents": "{}{}",
        "something behind": whole + "x",
        "bracket too many": whole + "}",
        "wrong bracket": '{"answers": [}',
        "map closed as list": '{"answers": {]',
        "key without quotes": "{1: 2}",
        "hexadecimal": START + '{"leadership": 0x1}}',
        "leading zero": START + '{"leadership": 01}}',
        "plus sign": START + '{"leadership": +1}}',
        "only a minus": START + '{"leadership": -}}',
        "point first": START + '{"leadership": .5}}',
        "point last": START + '{"leadership": 1.}}',
        "exponent without digits": START + '{"leadership": 1e}}',
        "underscore": START + '{"leadership": 1_0}}',
        "decimal comma": START + '{"leadership": 1,5}}',
        "unknown escape": START + '{"pride": "\\x41"}}',
        "half an escape": START + '{"pride": "\\u12"}}',
        "newline in text": START + '{"pride": "a\nb"}}',
        "tab in text": START + '{"pride": "a\tb"}}',
        "null character": START + '{"pride": "a\x00b"}}',
        "null character outside": whole + "\x00",
        "escape character in text": START + '{"pride": "a\x1bb"}}',
        "unclosed text": START + '{"pride": "abc',
        "unclosed text of escapes": '"' + '\\"' * 2000,
        "byte order mark": "\ufeff" + whole,
        "xml": "<answers/>",
        "yaml": "questionnaire: pruefling\nversion: 1.0.0\n",
        "form": "questionnaire=pruefling&version=1.0.0",
        "minus infinity spelt out": START + '{"share": -infinity}}',
        "nan in small letters": START + '{"share": nan}}',
    }
    for name, text in texts.items():
        yield f"no JSON: {name}", text.encode()
    for cut in (1, 2, 15, 17, 18, 30, 47, 60, len(whole) - 2, len(whole) - 1):
        yield f"no JSON: cut off after {cut} characters", whole[:cut].encode()
    encodings = ("utf-16", "utf-16-le", "utf-32", "utf-7")
    for encoding in encodings:
        yield f"no JSON: {encoding}", '{"pride": "Größe"}'.encode(encoding)
    sequences = {
        "latin-1": b"\xe4",
        "overlong": b"\xc0\xaf",
        "cut off": b"\xe2\x82",
        "surrogate in UTF-8": b"\xed\xa0\x80",
        "beyond Unicode": b"\xf5\x80\x80\x80",
        "lone continuation": b"\x80",
        "ff": b"\xff",
    }
    for name, sequence in sequences.items():
        yield f"no UTF-8: {name}", START.encode() + b'{"pride": "' + sequence + b'"}}'


def no_map() -> Iterator[tuple[str, bytes]]:
    """Yield JSON that is not a map."""
    for text in ("null", "true", "false", "0", "-1.5", '""', '"answers"', "[]", "[{}]", "[[[]]]", '[{"answers": {}}]'):
        yield f"no map: {text}", text.encode()


def numbers() -> Iterator[tuple[str, bytes]]:
    """Yield numbers that are none, or larger than any honest one."""
    for text in (
        "NaN", "Infinity", "-Infinity", "1e400", "-1e400", "1e-400", "1E+999999999", "0.1e1000000000",
        "9" * 41 + ".5", "0." + "1" * 60, "1e41",
    ):  # fmt: skip
        yield f"number: {text[:20]}", f'{START}{{"share": {text}}}}}'.encode()
    yield "number: 5000 digits", f'{START}{{"count": {"7" * 5000}}}}}'.encode()
    yield "number: 4300 digits", f'{START}{{"count": {"7" * 4300}.5}}}}'.encode()
    yield "number: several at once", f'{START}{{"share": NaN, "count": 1e999, "leadership": Infinity}}}}'.encode()
    yield "number: in an unknown place", b'{"x": {"y": [1, NaN]}}'


def unclean() -> Iterator[tuple[str, bytes]]:
    """Yield text that no text may hold, in values and in keys."""
    points = [0x0, 0x1, 0x7, 0x8, 0xB, 0xC, 0xD, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F]
    bidirectional = [0x61C, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069]
    for point in points + bidirectional:
        yield f"unclean: U+{point:04X} in a text", f'{START}{{"pride": "a\\u{point:04x}b"}}}}'.encode()
    for point in bidirectional:
        yield f"unclean: U+{point:04X} as it is", f'{START}{{"pride": "a{chr(point)}b"}}}}'.encode()
    for escape in ("\\ud800", "\\udfff", "\\udc00\\ud800", "\\ud83d", "\\ud83dx"):
        yield f"unclean: lone surrogate {escape}", f'{START}{{"pride": "{escape}"}}}}'.encode()
    yield "unclean: null in a key", f'{START}{{"lead\\u0000ership": 1}}}}'.encode()
    yield "unclean: surrogate in a key", f'{START}{{"\\ud800": 1}}}}'.encode()
    yield (
        "unclean: in the name of the questionnaire",
        b'{"questionnaire": "a\\u0000", "version": "1.0.0", "answers": {}}',
    )
    yield "unclean: in several places", b'{"\\u0007": "\\u0008", "answers": {"a": ["\\u202e", {"b": "\\u0000"}]}}'


def repeated() -> Iterator[tuple[str, bytes]]:
    """Yield keys that stand twice."""
    yield "twice: the questionnaire", b'{"questionnaire": "a", "questionnaire": "b", "answers": {}}'
    yield "twice: the answers", START.encode() + b'{}, "answers": {"leadership": 1}}'
    yield "twice: an item", f'{START}{{"leadership": 1, "leadership": 1}}}}'.encode()
    yield "twice: an item by an escape", f'{START}{{"leadership": 1, "l\\u0065adership": 2}}}}'.encode()
    yield "twice: an item, thrice", f'{START}{{"leadership": 1, "leadership": 2, "leadership": 3}}}}'.encode()
    yield (
        "twice: no answer",
        f'{START}{{"leadership": {{"no_answer": "declined", "no_answer": "dont_know"}}}}}}'.encode(),
    )
    yield "twice: several", b'{"answers": {"a": 1, "a": 2, "b": {"c": 1, "c": 2}}, "x": 1, "x": 2}'
    yield "twice: an empty key", b'{"": 1, "": 2}'
    yield "twice: beside a text with colons", b'{"a": ":::", "b": 1, "b": 2}'
    yield "twice: and not a number", b'{"a": 1, "a": NaN}'


def masses() -> Iterator[tuple[str, bytes]]:
    """Yield what is too deep or too much."""
    for depth in (17, 32, 500, 5000, 100_000):
        yield f"mass: {depth} lists", b"[" * depth + b"]" * depth
    for depth in (17, 1000, 20_000):
        yield f"mass: {depth} maps", b'{"a":' * depth + b"1" + b"}" * depth
    yield "mass: lists that are never closed", b"[" * 200_000
    yield "mass: maps that are never closed", b'{"a":' * 40_000
    yield "mass: deep answers", START.encode() + b"[" * 16 + b"]" * 16 + b"}"
    yield "mass: many values", b"[" + b"1," * 5000 + b"1]"
    many = {f"item_{number}": 1 for number in range(5000)}
    yield "mass: many members", (START + json.dumps(many) + "}").encode()
    yield "mass: a long text", f'{START}{{"pride": "{"a" * 100_000}"}}}}'.encode()
    yield "mass: a long key", f'{START}{{"{"a" * 100_000}": 1}}}}'.encode()


def envelopes() -> Iterator[tuple[str, bytes]]:
    """Yield members that are missing, unknown or of the wrong kind."""
    wrong: dict[str, list[object]] = {
        "questionnaire": [None, 1, True, [], {}, "", "UPPER", "a b", "a" * 65, "../x", "-a", "a--b", "prüfling"],
        "version": [None, 1, 1.0, True, [], {}, "", "1", "1.0", "v1.0.0", "1.0.0-rc.1", "01.0.0", "1.0.0 ", "latest"],
        "language": [1, True, [], {}, "", "fr", "DE", "de-AT", "x" * 40],
        "answers": [None, 1, True, "text", [], [1]],
        "profile": [1, True, "small", [], {"size": "large"}, {"size": 1}, {"colour": "red"}, {"size": None}],
        "perspective": [1, True, [], {}, "mayor", ""],
    }
    for name, values in wrong.items():
        for value in values:
            yield f"member: {name} is {json.dumps(value)[:30]}", json.dumps(GOOD | {name: value}).encode()
    for name in GOOD:
        rest = {each: value for each, value in GOOD.items() if each != name}
        yield f"member: {name} is missing", json.dumps(rest).encode()
    yield "member: all are missing", b"{}"
    for name in ("x", "Answers", "answer", "", "__proto__", "constructor", "a/b", "a~b", "explanation"):
        yield f"member: {name!r} is unknown", json.dumps(GOOD | {name: 1}).encode()


def answers() -> Iterator[tuple[str, bytes]]:
    """Yield answers that do not fit their items."""
    wrong: dict[str, list[object]] = {
        "leadership": [
            None, True, False, 1.5, "1", -1, 3, 10**20, "x", "", [], [1], {}, {"value": 1}, {"no_answer": "never"},
            {"no_answer": None}, {"no_answer": True}, {"no_answer": "dont_know", "x": 1}, {"no_answer": []},
            {"no_answer": "dont_know", "reason": 5}, {"no_answer": "dont_know", "reason": "x" * 2001},
            {"reason": "because"}, {"no_answer": "unanswered"}, {"no_answer": "hidden"},
        ],
        "formats": [
            None, "talk", 1, True, {}, {"talk": True}, ["sing"], [1], [None], [["talk"]], ["talk", "talk"],
            ["talk", "none"], ["talk", "walk", "vote"], {"no_answer": "dont_know"}, ["talk", True],
        ],
        "share": [
            None, True, "", "x", "1,5", "NaN", "Infinity", "1e5", " 1", "0x1", -1, 101, "100.01", "-0.01", [1], {},
            "1/3", {"no_answer": "declined"}, "\uff11", "1" * 100,
        ],
        "count": [None, 1.5, "1.5", -1, True, "x", [], 10**40],
        "pride": [None, 1, True, ["text"], {}, "x" * 21, {"no_answer": "dont_know"}],
    }  # fmt: skip
    for item, values in wrong.items():
        for value in values:
            body = GOOD | {"answers": {item: value}}
            yield f"answer: {item} is {json.dumps(value)[:40]}", json.dumps(body).encode()
    for item in ("leadershp", "LEADERSHIP", "", "__proto__", "0", "a/b~c", "steering", "Führung"):
        yield f"answer: {item!r} is no item", json.dumps(GOOD | {"answers": {item: 1}}).encode()
    everything: dict[str, object] = {
        "leadership": True,
        "formats": ["sing", "sing"],
        "share": 101,
        "count": 1.5,
        "pride": 1,
        "x": 1,
    }
    at_once = GOOD | {"answers": everything, "language": "fr", "profile": {"a": 1}, "perspective": "b", "c": 1}
    yield "answer: everything at once", json.dumps(at_once).encode()


def all_bodies() -> Iterator[tuple[str, bytes]]:
    """Yield every bad body with its name."""
    for kind in (no_json, no_map, numbers, unclean, repeated, masses, envelopes, answers):
        yield from kind()


async def _write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/selfcheck.db"
        app = create_app(Settings.load(database_url=url, anonymous_evaluations=True, log_level="error"))
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://selfcheck")
        async with app.router.lifespan_context(app), client:
            await publish_questionnaire(app.state.context.database, examinee.definition(), now=datetime.now(UTC))
            lines = [await _line(client, name, body) for name, body in all_bodies()]
    FILE.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


async def _line(client: httpx.AsyncClient, name: str, body: bytes) -> str:
    response = await client.post("/v1/evaluations", content=body, headers={"content-type": "application/json"})
    faults = [[each["code"], each["pointer"]] for each in response.json().get("errors", [])]
    shown = {"base64": base64.b64encode(body).decode()} if len(body) < 1000 else {"make": name}
    try:
        text = body.decode()
        if text.isprintable() and len(text) < 1000:
            shown = {"body": text}
    except UnicodeDecodeError:
        pass
    return json.dumps(
        {"name": name, "status": response.status_code, "faults": faults[:40], **shown}, ensure_ascii=False
    )


if __name__ == "__main__":
    asyncio.run(_write())
