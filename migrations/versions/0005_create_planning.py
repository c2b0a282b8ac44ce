"""What rooms decide: focus fields, consensus, measures and their reviews.

New tables only: the version that is running meanwhile does not know them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005_create_planning"
down_revision = "0004_create_releases"
branch_labels = None
depends_on = None

REFUSAL = "what a room has said stays as it was said"
# A measure moves on. These only grow, and go with their round.
GROWING = ("focus_fields", "consensus", "reviews")
SQLITE = tuple(
    f"CREATE TRIGGER {table}_stay_the_same BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for table in GROWING
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION refuse_change_of_planning() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
    """,
    *(
        f"""
        CREATE TRIGGER {table}_stay_the_same BEFORE UPDATE ON {table} FOR EACH ROW
        EXECUTE FUNCTION refuse_change_of_planning()
        """
        for table in GROWING
    ),
)


def upgrade() -> None:
    for create in (_create_focus_fields, _create_consensus, _create_measures, _create_reviews):
        create()
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    for table in ("reviews", "measures", "consensus", "focus_fields"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_planning()")


def _of_round(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["municipality_id", "round_id"],
        ["rounds.municipality_id", "rounds.id"],
        name=f"fk_{table}_municipality_id_round_id_rounds",
        ondelete="CASCADE",
    )


def _create_focus_fields() -> None:
    op.create_table(
        "focus_fields",
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.Column("round_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_focus_fields_number_counts"),
        _of_round("focus_fields"),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "number", name="pk_focus_fields"),
    )
    op.create_index("ix_focus_fields_round_id_number", "focus_fields", ["round_id", "number"], unique=True)


def _create_consensus() -> None:
    op.create_table(
        "consensus",
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.Column("round_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("kind IN ('field', 'item')", name="ck_consensus_kind_known"),
        sa.CheckConstraint("number >= 1", name="ck_consensus_number_counts"),
        _of_round("consensus"),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "kind", "key", "number", name="pk_consensus"),
    )
    columns = ["round_id", "kind", "key", "number"]
    op.create_index("ix_consensus_round_id_kind_key_number", "consensus", columns, unique=True)


def _create_measures() -> None:
    op.create_table(
        "measures",
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.Column("round_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_measures_number_counts"),
        _of_round("measures"),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "id", name="pk_measures"),
    )
    op.create_index("ix_measures_round_id_number", "measures", ["round_id", "number"], unique=True)


def _create_reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.Column("round_id", sa.Uuid, nullable=False),
        sa.Column("measure_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("number >= 1", name="ck_reviews_number_counts"),
        sa.ForeignKeyConstraint(
            ["municipality_id", "round_id", "measure_id"],
            ["measures.municipality_id", "measures.round_id", "measures.id"],
            name="fk_reviews_municipality_id_round_id_measure_id_measures",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "measure_id", "number", name="pk_reviews"),
    )
    columns = ["round_id", "measure_id", "number"]
    op.create_index("ix_reviews_round_id_measure_id_number", "reviews", columns, unique=True)
