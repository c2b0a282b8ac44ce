"""Municipalities, rounds, invitations and responses, with the trail of who did what.

New tables only: the version that is running meanwhile does not know them.
"""

import sqlalchemy as sa
from alembic import op

from selfcheck_service.storage.types import Json, UtcDateTime

revision = "0003_create_rounds"
down_revision = "0002_create_api_keys"
branch_labels = None
depends_on = None

REFUSAL = "the audit trail only grows"
SQLITE = tuple(
    f"CREATE TRIGGER audit_only_grows_{kind.lower()} BEFORE {kind} ON audit BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for kind in ("UPDATE", "DELETE")
)
POSTGRESQL = (
    f"""
    CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
    """,
    """
    CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE ON audit FOR EACH ROW
    EXECUTE FUNCTION refuse_change_of_audit()
    """,
    """
    CREATE TRIGGER audit_only_grows_all BEFORE TRUNCATE ON audit
    EXECUTE FUNCTION refuse_change_of_audit()
    """,
)


def upgrade() -> None:
    for create in (
        _create_municipalities,
        _create_programmes,
        _create_programme_members,
        _create_rounds,
        _create_invitations,
        _create_tickets,
        _create_responses,
        _create_idempotency,
        _create_audit,
    ):
        create()
    for statement in POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)


def downgrade() -> None:
    for table in (
        "audit",
        "idempotency",
        "responses",
        "tickets",
        "invitations",
        "rounds",
        "programme_members",
        "programmes",
        "municipalities",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_audit()")


def _create_municipalities() -> None:
    op.create_table(
        "municipalities",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("size_class", sa.String(32)),
        sa.Column("land", sa.String(2)),
        sa.Column("official_key", sa.String(12)),
        sa.Column("official_key_on", sa.Date),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_municipalities"),
    )
    op.create_index("ix_municipalities_name_id", "municipalities", ["name", "id"])
    op.create_index("ix_municipalities_official_key", "municipalities", ["official_key"])


def _create_programmes() -> None:
    op.create_table(
        "programmes",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_programmes"),
    )
    op.create_index("ix_programmes_name_id", "programmes", ["name", "id"])


def _create_programme_members() -> None:
    op.create_table(
        "programme_members",
        sa.Column("programme_id", sa.Uuid, nullable=False),
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipalities.id"], name="fk_programme_members_municipality_id_municipalities"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name="fk_programme_members_programme_id_programmes"
        ),
        sa.PrimaryKeyConstraint("programme_id", "municipality_id", name="pk_programme_members"),
    )
    op.create_index("ix_programme_members_municipality_id", "programme_members", ["municipality_id"])


def _create_rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("programme_id", sa.Uuid),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("questionnaire", sa.String(64), nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("perspectives", Json, nullable=False),
        sa.Column("minimum_group_size", sa.Integer),
        sa.Column("retention_days", sa.Integer, nullable=False),
        sa.Column("free_texts", sa.Boolean, nullable=False),
        sa.Column("profile", Json, nullable=False),
        sa.Column("terms_hash", sa.String(64), nullable=False),
        sa.Column("languages", Json, nullable=False),
        sa.Column("opens_at", UtcDateTime, nullable=False),
        sa.Column("closes_at", UtcDateTime, nullable=False),
        sa.Column("erase_on", sa.Date),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.CheckConstraint("mode IN ('confidential', 'open', 'institutional')", name="ck_rounds_mode_known"),
        sa.CheckConstraint("length(terms_hash) = 64", name="ck_rounds_terms_hash_whole"),
        sa.CheckConstraint("opens_at < closes_at", name="ck_rounds_closes_after_opening"),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipalities.id"], name="fk_rounds_municipality_id_municipalities"
        ),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name="fk_rounds_programme_id_programmes"),
        sa.ForeignKeyConstraint(
            ["questionnaire", "version"],
            ["questionnaires.key", "questionnaires.version"],
            name="fk_rounds_questionnaire_version_questionnaires",
        ),
        sa.PrimaryKeyConstraint("municipality_id", "id", name="pk_rounds"),
        sa.UniqueConstraint("id", name="uq_rounds_id"),
        sa.UniqueConstraint("municipality_id", "id", "terms_hash", name="uq_rounds_municipality_id_id_terms_hash"),
    )
    op.create_index("ix_rounds_created_at_id", "rounds", ["created_at", "id"])
    op.create_index("ix_rounds_municipality_id_created_at_id", "rounds", ["municipality_id", "created_at", "id"])
    op.create_index("ix_rounds_programme_id_created_at_id", "rounds", ["programme_id", "created_at", "id"])


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.Column("round_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("perspective", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("issued", sa.Integer, nullable=False),
        sa.Column("revoked", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.CheckConstraint("kind IN ('personal', 'open')", name="ck_invitations_kind_known"),
        sa.CheckConstraint("0 <= revoked AND revoked <= issued", name="ck_invitations_revoked_were_issued"),
        sa.ForeignKeyConstraint(
            ["municipality_id", "round_id"],
            ["rounds.municipality_id", "rounds.id"],
            name="fk_invitations_municipality_id_round_id_rounds",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "id", name="pk_invitations"),
    )


def _create_tickets() -> None:
    op.create_table(
        "tickets",
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.Column("round_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("invitation_id", sa.Uuid, nullable=False),
        sa.Column("perspective", sa.String(64), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id", "round_id", "invitation_id"],
            ["invitations.municipality_id", "invitations.round_id", "invitations.id"],
            name="fk_tickets_municipality_id_round_id_invitation_id_invitations",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "id", name="pk_tickets"),
    )
    op.create_index(
        "ix_tickets_municipality_id_round_id_invitation_id", "tickets", ["municipality_id", "round_id", "invitation_id"]
    )
    op.create_index("ix_tickets_round_id_code_hash", "tickets", ["round_id", "code_hash"])


def _create_responses() -> None:
    op.create_table(
        "responses",
        sa.Column("municipality_id", sa.Uuid, nullable=False),
        sa.Column("round_id", sa.Uuid, nullable=False),
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("terms_hash", sa.String(64), nullable=False),
        sa.Column("perspective", sa.String(64)),
        sa.Column("secret_hash", sa.LargeBinary(32)),
        sa.Column("display_name", sa.String(80)),
        sa.Column("language", sa.String(35)),
        sa.Column("answers", sa.LargeBinary),
        sa.Column("draft", sa.LargeBinary),
        sa.Column("entered_on", sa.Date),
        sa.Column("changed_on", sa.Date),
        sa.Column("erased_on", sa.Date),
        sa.CheckConstraint(
            "(erased_on IS NULL AND secret_hash IS NOT NULL AND perspective IS NOT NULL AND entered_on IS NOT NULL)"
            " OR (erased_on IS NOT NULL AND secret_hash IS NULL AND perspective IS NULL AND display_name IS NULL"
            " AND language IS NULL AND answers IS NULL AND draft IS NULL AND entered_on IS NULL"
            " AND changed_on IS NULL)",
            name="ck_responses_erased_keeps_nothing",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id", "round_id", "terms_hash"],
            ["rounds.municipality_id", "rounds.id", "rounds.terms_hash"],
            name="fk_responses_municipality_id_round_id_terms_hash_rounds",
        ),
        sa.PrimaryKeyConstraint("municipality_id", "round_id", "id", name="pk_responses"),
    )


def _create_idempotency() -> None:
    op.create_table(
        "idempotency",
        sa.Column("caller", sa.String(64), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("request_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("location", sa.String(400)),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("caller", "key_hash", name="pk_idempotency"),
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"])


def _create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("municipality_id", sa.Uuid),
        sa.Column("round_id", sa.Uuid),
        sa.Column("details", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at_id", "audit", ["at", "id"])
    op.create_index("ix_audit_municipality_id_at_id", "audit", ["municipality_id", "at", "id"])
