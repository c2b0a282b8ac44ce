"""docs/performance.md: the table of one run, with what a reader needs to judge it."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.results import Row, as_markdown

PACKAGES = ("fastapi", "starlette", "pydantic", "msgspec", "uvicorn", "uvloop", "sqlalchemy", "asyncpg", "aiosqlite")

TEXT = """# Performance

Written by `script/bench --write`; changes by hand are lost.

## The last run

{table}

- Date: {date}; rounds: {rounds}
- Machine: {machine}
- {python}; {packages}

## How to read it

Every row is a ratio of two things measured in the same run, in alternating rounds (A B A B …), because on a shared
machine the same program takes twice as long from one minute to the next. The ratio is the median over the rounds; in
brackets are the 10th and the 90th percentile of the rounds. A wide range says that the machine was busy: run it again.
No absolute time is a verdict.

Where more is better, a ratio below the **floor** is a failure, and `script/bench` ends with exit code 1. Where less is
better, floor and aim carry a ≤. The **aim** is what we want to reach without giving up clarity; a decision in
[decisions/](decisions/) explains each aim that we do not. A row without a floor is information.

## What is measured

- **POST /v1/evaluations**: the real service with all its layers (key, trace, limits, log line, metrics), called over
  ASGI in one process; processor time. Forty different sets of answers to a questionnaire of ten fields and sixty
  items, with gates, levels, conditions and thirty suggestions, so that nothing is gained by keeping a whole answer.
- **FastAPI echo** (`bench/comparators/echo.py`): what a newcomer would begin with, a typed body and a typed answer of
  the same shape and size, with nothing computed in between.
- **bare ASGI app** (`bench/comparators/bare.py`): the least that an answer over ASGI can cost: decoding, the same
  engine, encoding.
- **over sockets**: both under uvicorn with one process each, eight connections, requests per second. The client shares
  the machine, so the ratio is flatter. Here and below, the service is served as its own settings serve it (with clocks
  for slow callers, and the head of an answer joined to its body), comparators by uvicorn as it comes, without a log,
  WebSockets, the headers of a proxy and one of its own, which the service does without too.
- **submit**: `PUT /v1/rounds/{{id}}/responses/{{id}}` over sockets, one server process for each contestant, 32 kept
  connections from one client process, at least a thousand requests in a round. Every request is a new response with an
  access code of its own; the service spends the code, stores the answers in one transaction and answers with their
  whole evaluation. Afterwards there are as many rows as were acknowledged. PostgreSQL and SQLite commit to the disk
  (`fsync`, `synchronous_commit` and `full_page_writes` on; WAL with `synchronous=FULL`), everybody has the same number
  of connections and may prepare statements (`SELFCHECK_DATABASE_PREPARED_STATEMENTS=true`). Clients and PostgreSQL
  share the machine.
- **FastAPI + ORM** (`bench/comparators/submit_orm.py`): the same requests, a typed body, a session for each request and
  one row by the ORM of SQLAlchemy; no code is checked and nothing evaluated.
- **bare ASGI + asyncpg** (`bench/comparators/submit_bare.py`): the same requests, one prepared INSERT of the body as it
  came, a constant answer.
- **p99 of the same**: over all answers of one round, as a multiple of their median.
- **lists and reads**: wall time over ASGI in one process, on two databases of the same PostgreSQL: in one the round has
  a hundred responses, in the other a hundred thousand. Participation counts the codes that are left, row by row, so
  that no counter is a hot row while people answer: with a hundred thousand of them that takes some tens of
  milliseconds.
- **pages for facilitators**: processor time over ASGI in one process, on SQLite, of a page that is rendered and
  compressed, against all calls one after the other that bring the same data (round, municipality, participation,
  releases or invitations). The page costs one read more, for the session.
- **reading a release**: `GET /v1/rounds/{{id}}/releases/1` over a socket with a key, one client, one request after the
  other, some 110 kB, of two rounds of sixty items each. The comparator (`bench/comparators/select_one.py`) is a FastAPI
  app with an engine of SQLAlchemy and as many connections: it runs `SELECT 1` and sends one byte; no key, no trace, no
  limits, no log. For information also that statement alone, on one connection of asyncpg.
- **workshop brief**: `GET …/releases/1/workshop-brief` over a socket with a key, of a release of the shipped
  questionnaire with the most items, perspectives and suggestions, against reading that release from the same server.
  The release is read from its bytes, the cards are found and the schedule is made each time; nothing is kept.
- **sealing**: `POST /v1/rounds/{{id}}/releases` of a confidential round with two thousand different sets of answers,
  each of which many people gave; every seal is of a round that nobody has sealed. The comparator
  (`bench/comparators/read_answers.py`) reads the same rows of the same round by a cursor of asyncpg, a thousand at a
  time, and decodes the answers, nothing else. Sealing writes each row once more besides, by its id, and
  sweeps. It is three seals, not one for each round. Memory: resident memory of the server process at its peak, looked
  at every 10 ms, above what it had before.
- **submitting elsewhere**: 32 connections that submit in an open round at fixed times, a hundred requests a second
  altogether; latencies count from when a request was due. First ten seconds without a seal, then while one is made of a
  hundred thousand responses, in the same process.
- **evaluation with encoding**: the engine against the plain evaluator of the tests (`tests/oracle/`), which interprets
  the definition as it stands, on answers that fire few and many suggestions, and on a questionnaire shipped.
- **per item**: the same work for a definition that uses everything the format knows (`bench/everything.py`: item types,
  computed items, methods, expressions, tables, pairs of options, levels by case, …) and for a questionnaire
  shipped, both on forty sets of answers that differ, divided by the number of their items. What repeats stands once.
- **from the document to the plan**: checking a definition of five hundred such items and making the plan that
  evaluates it, against libyaml alone reading the same document.
- **start**: wall time from the command `python -m selfcheck_service serve`, installed from the wheel, to the first 200
  on /readyz, asked every 5 ms.
- **pages**: processor time of Typst for a workshop brief of some twenty pages, the texts of which differ each time,
  counted for ten of them; against a Python that loads Typst, sets an empty page and ends, and against an empty page
  where everything is loaded already.
- **exports**: papers of a workshop in two languages, four kinds and for 5 to 60 people, two clients; resident memory of
  the server process, and of the largest of the processes that print for it.
- **p99 while 20 PDF are made**: the load of *submitting elsewhere*, five seconds without an export, and then while
  twenty clients ask for a paper each.
- **memory**: resident memory of the service after the first thousand evaluations and after a hundred thousand.

What we compare with is frozen: `bench/comparators/hashes.txt` holds the SHA-256 of every file, and `script/bench`
refuses to run where one differs. Whoever has a reason to change one writes the hashes anew with
`sha256sum <files> > bench/comparators/hashes.txt` and says why in the commit.
"""


def render(rows: list[Row], rounds: int) -> str:
    """Return the document of one run."""
    return TEXT.format(
        table=as_markdown(rows),
        date=datetime.now(UTC).date().isoformat(),
        rounds=rounds,
        machine=f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release().split('-')[0]}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
        packages=", ".join(f"{name} {version(name)}" for name in PACKAGES),
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown processor"
