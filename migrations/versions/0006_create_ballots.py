"""Ballots with their slips and votes, and where cards lie in the matrix.

New tables only: the version that is running meanwhile does not know them.
"""

import uuid

import sqlalchemy as sa
from alembic import op

from selfcheck_service.storage.types import Json, UtcDateTime

revision = "0006_create_ballots"
down_revision = "0005_create_planning"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballots",
        *_of_a_round(),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("release_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("options", Json, nullable=False),
        sa.Column("dots", sa.Integer, nullable=False),
        sa.Column("cumulating", sa.Boolean, nullable=False),
        sa.Column("codes", sa.String(16), nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32)),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("closed_at", UtcDateTime),
        sa.Column("phone_ballots", sa.Integer),
        sa.Column("phone_dots", Json),
        sa.Column("paper_ballots", sa.Integer, nullable=False),
        sa.Column("paper_dots", Json, nullable=False),
        sa.CheckConstraint("codes IN ('shared', 'slips')", name="ck_ballots_codes_known"),
        sa.CheckConstraint("(closed_at IS NULL) = (phone_ballots IS NULL)", name="ck_ballots_counted_when_closed"),
        _to_the_round("ballots"),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "id", name="pk_ballots"),
    )
    op.create_index("ix_ballots_round_id_id", "ballots", ["round_id", "id"], unique=True)
    op.create_table(
        "ballot_slips",
        *_of_a_round(),
        sa.Column("ballot_id", sa.Uuid, nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
        _to_the_ballot("ballot_slips"),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "ballot_id", "code_hash", name="pk_ballot_slips"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "votes",
        *_of_a_round(),
        sa.Column("ballot_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("dots", Json, nullable=False),
        _to_the_ballot("votes"),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "ballot_id", "id", name="pk_votes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "matrix_positions",
        *_of_a_round(),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("release_hash", sa.String(64), nullable=False),
        sa.Column("impact", sa.Integer, nullable=False),
        sa.Column("effort", sa.Integer, nullable=False),
        sa.CheckConstraint("impact BETWEEN 1 AND 9 AND effort BETWEEN 1 AND 9", name="ck_matrix_positions_inside"),
        _to_the_round("matrix_positions"),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "key", name="pk_matrix_positions"),
    )


def downgrade() -> None:
    for name in ("matrix_positions", "votes", "ballot_slips", "ballots"):
        op.drop_table(name)


def _of_a_round() -> tuple[sa.Column[uuid.UUID], ...]:
    return sa.Column("municipality_id", sa.Uuid, nullable=False), sa.Column("round_id", sa.Uuid, nullable=False)


def _to_the_round(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality_id", "round_id"],
        ["rounds.municipality_id", "rounds.id"],
        name=f"fk_{table}_municipality_id_round_id_rounds",
        ondelete="CASCADE",
    )


def _to_the_ballot(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality_id", "round_id", "ballot_id"],
        ["ballots.municipality_id", "ballots.round_id", "ballots.id"],
        name=f"fk_{table}_municipality_id_round_id_ballot_id_ballots",
        ondelete="CASCADE",
    )
