"""Taking a response as a competent newcomer to FastAPI and SQLAlchemy would: one row by the ORM, nothing evaluated.

A typed body, a session for each request, one mapped class with the answers as JSON, a commit, a small typed answer.
"""

import contextlib
import uuid
from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, Request
from pydantic import BaseModel
from sqlalchemy import JSON, DateTime, event, func
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """What all mapped classes have in common."""


class Response(Base):
    """One response."""

    __tablename__ = "orm_responses"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    round_id: Mapped[uuid.UUID] = mapped_column(index=True)
    language: Mapped[str | None]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class NoAnswer(BaseModel):
    """Why there is no answer."""

    no_answer: Literal["not_applicable", "dont_know", "declined"]
    reason: str | None = None


class NewResponse(BaseModel):
    """What a respondent sends."""

    answers: dict[str, NoAnswer | int | float | str | list[int | str]]
    language: str | None = None


class Stored(BaseModel):
    """What is answered."""

    id: uuid.UUID
    round_id: uuid.UUID


async def _session(request: Request) -> AsyncGenerator[AsyncSession]:
    async with request.app.state.sessions() as session:
        yield session


Session = Annotated[AsyncSession, Depends(_session)]


def create_orm() -> FastAPI:
    """Return the app; its sessions come by `running_orm`."""
    app = FastAPI()

    @app.put("/v1/rounds/{round_id}/responses/{response_id}", status_code=201)
    async def create_response(
        round_id: uuid.UUID, response_id: uuid.UUID, body: NewResponse, session: Session
    ) -> Stored:
        response = Response(
            id=response_id,
            round_id=round_id,
            language=body.language,
            answers=body.model_dump(mode="json")["answers"],
        )
        session.add(response)
        await session.commit()
        return Stored(id=response_id, round_id=round_id)

    return app


@contextlib.asynccontextmanager
async def running_orm(url: str, pool: int) -> AsyncGenerator[FastAPI]:
    """Run the app on a database, with so many connections at most; it makes its table."""
    engine = create_async_engine(url, pool_size=pool, max_overflow=0)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _connected)
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    app = create_orm()
    # Nothing is read again after the commit, as the handbook of SQLAlchemy recommends.
    app.state.sessions = async_sessionmaker(engine, expire_on_commit=False)
    yield app
    await engine.dispose()


def _connected(connection: Connection, _record: object) -> None:
    # As every guide to SQLite behind a server says; and as durable as the service.
    cursor: Any = connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()
