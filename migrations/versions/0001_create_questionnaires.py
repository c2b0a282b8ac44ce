"""Published questionnaires. Triggers refuse what no code of ours would do, so that a slip in SQL changes nothing."""

import sqlalchemy as sa
from alembic import op

from selfcheck_service.storage.types import Json, UtcDateTime

revision = "0001_create_questionnaires"
down_revision = None
branch_labels = None
depends_on = None

# Everything but the status, which may become retired.
FIXED = (
    "key",
    "version",
    "major",
    "minor",
    "patch",
    "definition",
    "definition_hash",
    "title",
    "languages",
    "published_at",
)
REFUSAL = "a published questionnaire never changes"

SQLITE = (
    f"""
    CREATE TRIGGER questionnaires_keep_content BEFORE UPDATE OF {", ".join(f'"{name}"' for name in FIXED)}
    ON questionnaires BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
    f"""
    CREATE TRIGGER questionnaires_stay BEFORE DELETE ON questionnaires
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION refuse_change_of_questionnaire() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
    """,
    f"""
    CREATE TRIGGER questionnaires_keep_content BEFORE UPDATE ON questionnaires FOR EACH ROW
    WHEN ({" OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FIXED)})
    EXECUTE FUNCTION refuse_change_of_questionnaire()
    """,
    """
    CREATE TRIGGER questionnaires_stay BEFORE DELETE ON questionnaires FOR EACH ROW
    EXECUTE FUNCTION refuse_change_of_questionnaire()
    """,
    """
    CREATE TRIGGER questionnaires_stay_all BEFORE TRUNCATE ON questionnaires
    EXECUTE FUNCTION refuse_change_of_questionnaire()
    """,
)


def upgrade() -> None:
    op.create_table(
        "questionnaires",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("major", sa.Integer, nullable=False),
        sa.Column("minor", sa.Integer, nullable=False),
        sa.Column("patch", sa.Integer, nullable=False),
        sa.Column("definition", sa.LargeBinary, nullable=False),
        sa.Column("definition_hash", sa.String(64), nullable=False),
        sa.Column("title", Json, nullable=False),
        sa.Column("languages", Json, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("published_at", UtcDateTime, nullable=False),
        sa.Column("retired_at", UtcDateTime),
        sa.PrimaryKeyConstraint("key", "version", name="pk_questionnaires"),
        sa.CheckConstraint("status IN ('published', 'retired')", name="ck_questionnaires_status_known"),
        sa.CheckConstraint(
            "(status = 'retired') = (retired_at IS NOT NULL)", name="ck_questionnaires_retired_has_moment"
        ),
        sa.CheckConstraint("length(definition_hash) = 64", name="ck_questionnaires_definition_hash_whole"),
    )
    op.create_index(
        "ix_questionnaires_key_major_minor_patch", "questionnaires", ["key", "major", "minor", "patch"], unique=True
    )
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("questionnaires")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_questionnaire()")
