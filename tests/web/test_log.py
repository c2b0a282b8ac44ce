"""What fails in our own code is logged by type and place, never by words: an error may quote what was answered."""

import asyncio
import json
import logging
import os

import pytest
import structlog

from selfcheck_service.telemetry import Log
from tests.web.everything import PATH
from tests.web.reading import encoded

CANARY = "kanarienvogel"


def fail(*_: object, **__: object) -> None:
    try:
        int(CANARY)
    except ValueError:
        raise KeyError(CANARY) from OSError(CANARY)


async def test_the_api_says_where_it_failed_and_not_of_what(client, published, monkeypatch, capfd):
    monkeypatch.setattr("selfcheck_service.api.evaluations.evaluate_to_json", fail)
    body = {"questionnaire": "beispiel", "version": "1.0.0", "answers": {"leadership": 1}}
    for headers in ({}, {"origin": "https://web.example"}):
        assert (await client.post("/v1/evaluations", json=body, headers=headers)).status_code == 500
        said = capfd.readouterr().err
        assert CANARY not in said
        (line,) = [json.loads(each) for each in said.splitlines() if "request_failed" in each]
        assert "builtins.KeyError" in line["exception"]
        assert "builtins.OSError" in line["exception"]
        assert f"{__file__}:" in line["exception"]
        assert line["trace_id"]


async def test_so_do_the_pages(pages, monkeypatch, capfd):
    monkeypatch.setattr("selfcheck_service.web.trying.evaluate", fail)
    assert (await pages.post(f"{PATH}/evaluation", **encoded())).status_code == 500
    said = capfd.readouterr().err
    assert CANARY not in said
    (line,) = [json.loads(each) for each in said.splitlines() if "page_failed" in each]
    assert line["exception"].startswith("builtins.KeyError\n")
    assert f"{__file__}:" in line["exception"]


@pytest.mark.parametrize("log_format", ["json", "text"])
async def test_so_does_what_the_standard_library_reports(log_format):
    read, write = os.pipe()
    Log(log_format, descriptor=write).install()
    try:
        loop = asyncio.get_running_loop()
        failed = loop.create_future()
        failed.set_exception(KeyError(CANARY))
        loop.call_exception_handler(
            {"message": "a task failed", "exception": failed.exception(), "future": failed},
        )
        try:
            fail()
        except KeyError as error:
            logging.getLogger("uvicorn.error").exception("in a request")
            structlog.get_logger().error("given", exc_info=error)
        os.close(write)
        said = os.read(read, 100_000).decode()
    finally:
        os.close(read)
        Log().install()
    assert CANARY not in said
    assert "a task failed" in said
    assert said.count("builtins.KeyError") == 3


def test_a_chain_that_bites_its_tail_ends(capfd):
    Log().install()
    first, second = KeyError(CANARY), ValueError(CANARY)
    first.__cause__, second.__cause__ = second, first
    structlog.get_logger().error("round and round", exc_info=first)
    said = capfd.readouterr().err
    assert "builtins.ValueError" in said
    assert CANARY not in said
