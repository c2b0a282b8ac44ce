"""The tables. Private to storage; migrations/ makes them in databases."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
)

from selfcheck_service.storage.types import Json, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One row per published version. Triggers refuse every change but that of the status, and every deletion.
questionnaires = Table(
    "questionnaires",
    metadata,
    Column("key", String(64), nullable=False),
    Column("version", String(32), nullable=False),
    # The version once more, as numbers: text sorts 1.10.0 before 1.9.0.
    Column("major", Integer, nullable=False),
    Column("minor", Integer, nullable=False),
    Column("patch", Integer, nullable=False),
    # The canonical bytes, exactly as they were hashed.
    Column("definition", LargeBinary, nullable=False),
    Column("definition_hash", String(64), nullable=False),
    Column("title", Json, nullable=False),
    Column("languages", Json, nullable=False),
    Column("status", String(16), nullable=False),
    Column("published_at", UtcDateTime, nullable=False),
    Column("retired_at", UtcDateTime),
    PrimaryKeyConstraint("key", "version"),
    CheckConstraint("status IN ('published', 'retired')", name="status_known"),
    CheckConstraint("(status = 'retired') = (retired_at IS NOT NULL)", name="retired_has_moment"),
    CheckConstraint("length(definition_hash) = 64", name="definition_hash_whole"),
    Index(None, "key", "major", "minor", "patch", unique=True),
)

# What a caller shows is never stored, only its SHA-256: it has 190 bits of chance, so no salt is needed.
api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(16), nullable=False),
    Column("name", String(200), nullable=False),
    Column("secret_hash", LargeBinary(32), nullable=False),
    Column("scopes", Json, nullable=False),
    # The municipalities whose data the key reaches; null: all of them.
    Column("municipalities", Json),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime),
    # A day is enough to find keys that nobody uses, and says nothing about who worked when.
    Column("last_used_on", Date),
    Column("revoked_at", UtcDateTime),
    PrimaryKeyConstraint("id"),
)
