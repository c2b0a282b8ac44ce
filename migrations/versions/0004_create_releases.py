"""Releases, since when a round is sealed, and how many releases it has had.

A new table and columns that fill themselves: the version that is running meanwhile does not know them.
"""

import sqlalchemy as sa
from alembic import op

from selfcheck_service.storage.types import UtcDateTime

revision = "0004_create_releases"
down_revision = "0003_create_rounds"
branch_labels = None
depends_on = None

REFUSAL = "a release never changes"
# A guest round goes with everything in it: the row of the round is gone by then. In an open round people stand under
# names that they chose, so its release goes with what they erase.
THERE = (
    "SELECT 1 FROM rounds WHERE rounds.municipality_id = OLD.municipality_id AND rounds.id = OLD.round_id"
    " AND rounds.mode <> 'open'"
)
SQLITE = (
    f"CREATE TRIGGER releases_stay_the_same BEFORE UPDATE ON releases BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"""
    CREATE TRIGGER releases_stay BEFORE DELETE ON releases WHEN EXISTS ({THERE})
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION refuse_change_of_release() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND NOT EXISTS ({THERE}) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';
    END $$
    """,
    """
    CREATE TRIGGER releases_stay BEFORE UPDATE OR DELETE ON releases FOR EACH ROW
    EXECUTE FUNCTION refuse_change_of_release()
    """,
    """
    CREATE TRIGGER releases_stay_all BEFORE TRUNCATE ON releases
    EXECUTE FUNCTION refuse_change_of_release()
    """,
    # Read far more often than written, and no larger than the answer that carries it: packing it would only cost.
    "ALTER TABLE releases ALTER COLUMN document SET STORAGE EXTERNAL",
)


def upgrade() -> None:
    op.add_column("rounds", sa.Column("sealed_at", UtcDateTime))
    op.add_column("rounds", sa.Column("releases_made", sa.Integer, nullable=False, server_default="0"))
    op.create_table(
        "releases",
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.Column("round_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Column("release_hash", sa.String(64), nullable=False),
        sa.Column("released_at", UtcDateTime, nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_releases_number_counts"),
        sa.CheckConstraint("length(release_hash) = 64", name="ck_releases_release_hash_whole"),
        sa.ForeignKeyConstraint(
            ["municipality_id", "round_id"],
            ["rounds.municipality_id", "rounds.id"],
            name="fk_releases_municipality_id_round_id_rounds",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "number", name="pk_releases"),
    )
    op.create_index("ix_releases_round_id_number", "releases", ["round_id", "number"], unique=True)
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("releases")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_release()")
    op.drop_column("rounds", "releases_made")
    op.drop_column("rounds", "sealed_at")
