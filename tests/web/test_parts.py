"""Forms with files: what they say is UTF-8, whatever they claim, and what they hold is as it was."""

import pytest
from starlette.datastructures import Headers

from selfcheck_service.edge.problems import BodyRefused
from selfcheck_service.web.parts import SentFile, read_parts

TYPE = "multipart/form-data; boundary=x"


def body(*parts: tuple[str, bytes]) -> bytes:
    told = b"".join(
        b"--x\r\ncontent-disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"
        for head, content in parts
    )
    return told + b"--x--\r\n"


@pytest.mark.parametrize(
    "declared", [TYPE, f"{TYPE}; charset=utf-16", "multipart/form-data;charset=latin-1; boundary=x"]
)
async def test_texts_names_and_files_come_as_they_were_typed(declared):
    sent = body(
        ('name="Straße"', "Grüße 👋".encode()),
        ('name="file"; filename="Bögen.json"', b"\xff\x00{}"),
        ('name="none"; filename=""', b""),
    )
    pairs, files = await read_parts(Headers({"content-type": declared}), sent)
    assert pairs == [("Straße", "Grüße 👋")]
    assert files == {"file": SentFile("Bögen.json", b"\xff\x00{}")}


@pytest.mark.parametrize(
    "part", [('name="text"', b"\xe4"), ('name="file"; filename="a.json"', b"ok"), ('filename="a"', b"no name")]
)
async def test_what_is_no_utf_8_is_refused_and_not_guessed(part):
    sent = body(part).replace(b"a.json", b"\xe4.json")
    with pytest.raises(BodyRefused):
        await read_parts(Headers({"content-type": TYPE}), sent)


@pytest.mark.parametrize("declared", ["multipart/form-data", "multipart/form-data; boundary=other"])
async def test_what_is_no_such_form_is_refused(declared):
    with pytest.raises(BodyRefused):
        await read_parts(Headers({"content-type": declared}), body(('name="text"', b"x")))
