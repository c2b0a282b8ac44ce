"""The tables of ballots and of the matrix. Private to storage, like the others."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Uuid,
)

from selfcheck_service.storage.tables import metadata
from selfcheck_service.storage.types import Json, UtcDateTime

__all__ = ["ballot_slips", "ballots", "matrix_positions", "metadata", "votes"]

# A question to the room. While it is open, nothing of its votes is counted here; once it is closed, only what they came
# to is left.
ballots = Table(
    "ballots",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("release_hash", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", String(200), nullable=False),
    # In their order: key, and title by language.
    Column("options", Json, nullable=False),
    Column("dots", Integer, nullable=False),
    Column("cumulating", Boolean, nullable=False),
    Column("codes", String(16), nullable=False),
    # At most so many vote.
    Column("people", Integer, nullable=False),
    # SHA-256 of ballot and code; where everybody has a slip, that of all their hashes, so that new slips are noticed.
    Column("code_hash", LargeBinary(32)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    # What was counted on phones, when it was closed: option → dots.
    Column("phone_ballots", Integer),
    Column("phone_dots", Json),
    Column("paper_ballots", Integer, nullable=False),
    Column("paper_dots", Json, nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "id"),
    ForeignKeyConstraint(["municipality_id", "round_id"], ["rounds.municipality_id", "rounds.id"], ondelete="CASCADE"),
    CheckConstraint("codes IN ('shared', 'slips')", name="codes_known"),
    CheckConstraint("(closed_at IS NULL) = (phone_ballots IS NULL)", name="counted_when_closed"),
    Index(None, "round_id", "id", unique=True),
)

# The right to one vote each, where everybody has a code of their own. Nothing says which vote came of it.
ballot_slips = Table(
    "ballot_slips",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("ballot_id", Uuid, nullable=False),
    Column("code_hash", LargeBinary(32), nullable=False),
    Column("used", Boolean, nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "ballot_id", "code_hash"),
    ForeignKeyConstraint(
        ["municipality_id", "round_id", "ballot_id"],
        ["ballots.municipality_id", "ballots.round_id", "ballots.id"],
        ondelete="CASCADE",
    ),
    # Else rows of SQLite would lie in the order in which they came.
    sqlite_with_rowid=False,
)

# Votes on an open ballot: an id that a phone has made by chance, and where its dots lie. No moment, no order, no code.
votes = Table(
    "votes",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("ballot_id", Uuid, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("dots", Json, nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "ballot_id", "id"),
    ForeignKeyConstraint(
        ["municipality_id", "round_id", "ballot_id"],
        ["ballots.municipality_id", "ballots.round_id", "ballots.id"],
        ondelete="CASCADE",
    ),
    sqlite_with_rowid=False,
)

# Where a room has moved a card in the matrix of impact and effort; where it was proposed stands in the questionnaire.
matrix_positions = Table(
    "matrix_positions",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    # The key of a suggestion, or the id of a measure of the room's own.
    Column("key", String(64), nullable=False),
    Column("release_hash", String(64), nullable=False),
    Column("impact", Integer, nullable=False),
    Column("effort", Integer, nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "key"),
    ForeignKeyConstraint(["municipality_id", "round_id"], ["rounds.municipality_id", "rounds.id"], ondelete="CASCADE"),
    CheckConstraint("impact BETWEEN 1 AND 9 AND effort BETWEEN 1 AND 9", name="inside"),
)
