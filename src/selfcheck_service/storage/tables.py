"""The tables. Private to storage; migrations/ makes them in databases."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    Uuid,
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

# People who have signed in on the pages with a key. Of what their browser shows only the SHA-256 is stored: it has 256
# bits of chance, so no salt is needed. A session goes with its key.
sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary(32), nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    # To the minute: it decides when somebody has been away for too long, and nothing else.
    Column("last_used_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("token_hash"),
    ForeignKeyConstraint(["key_id"], ["api_keys.id"], ondelete="CASCADE"),
    Index(None, "key_id"),
    Index(None, "ends_at"),
)

# Whoever is checked. A guest round has a municipality of its own, of the type `guest`.
municipalities = Table(
    "municipalities",
    metadata,
    Column("id", Uuid, nullable=False),
    Column("name", String(200), nullable=False),
    Column("type", String(32), nullable=False),
    Column("size_class", String(32)),
    # Two digits, as the official keys begin.
    Column("land", String(2)),
    # AGS, ARS, or the key of a district or an association, and the day on which it was valid: keys change with borders.
    Column("official_key", String(12)),
    Column("official_key_on", Date),
    Column("created_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("id"),
    Index(None, "name", "id"),
    Index(None, "official_key"),
)

# A cohort of municipalities that go the same way together.
programmes = Table(
    "programmes",
    metadata,
    Column("id", Uuid, nullable=False),
    Column("name", String(200), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("id"),
    Index(None, "name", "id"),
)

programme_members = Table(
    "programme_members",
    metadata,
    Column("programme_id", Uuid, nullable=False),
    Column("municipality_id", Uuid, nullable=False),
    PrimaryKeyConstraint("programme_id", "municipality_id"),
    ForeignKeyConstraint(["programme_id"], ["programmes.id"]),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.id"]),
    Index(None, "municipality_id"),
)

# One municipality's run of one version. What privacy rests on stands in `terms_hash`, which responses point to: once
# there is one, the database itself refuses to change it.
rounds = Table(
    "rounds",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("programme_id", Uuid),
    Column("title", String(200), nullable=False),
    Column("questionnaire", String(64), nullable=False),
    Column("version", String(32), nullable=False),
    Column("mode", String(16), nullable=False),
    Column("perspectives", Json, nullable=False),
    Column("minimum_group_size", Integer),
    Column("retention_days", Integer, nullable=False),
    Column("free_texts", Boolean, nullable=False),
    Column("profile", Json, nullable=False),
    Column("terms_hash", String(64), nullable=False),
    Column("languages", Json, nullable=False),
    Column("opens_at", UtcDateTime, nullable=False),
    Column("closes_at", UtcDateTime, nullable=False),
    # Guest rounds belong to nobody and go with everything in them on this day.
    Column("erase_on", Date),
    Column("created_at", UtcDateTime, nullable=False),
    # From this moment on nobody enters or corrects, and the closing stays: the release is there or in the making.
    Column("sealed_at", UtcDateTime),
    # Numbers of releases are never given twice, also where one was withdrawn.
    Column("releases_made", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("municipality_id", "id"),
    UniqueConstraint("id"),
    UniqueConstraint("municipality_id", "id", "terms_hash"),
    ForeignKeyConstraint(["municipality_id"], ["municipalities.id"]),
    ForeignKeyConstraint(["programme_id"], ["programmes.id"]),
    ForeignKeyConstraint(["questionnaire", "version"], ["questionnaires.key", "questionnaires.version"]),
    CheckConstraint("mode IN ('confidential', 'open', 'institutional')", name="mode_known"),
    CheckConstraint("opens_at < closes_at", name="closes_after_opening"),
    CheckConstraint("length(terms_hash) = 64", name="terms_hash_whole"),
    # One for each way to look for rounds, newest first: all of them, those of a programme, those of a municipality.
    # None for a state: among 20,000 rounds those of 200 municipalities in one state took PostgreSQL 2.6 ms at most.
    Index(None, "created_at", "id"),
    Index(None, "programme_id", "created_at", "id"),
    Index(None, "municipality_id", "created_at", "id"),
)

# A batch of access codes for one perspective. Redeemed are issued - revoked - what is left of its tickets.
invitations = Table(
    "invitations",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("id", Uuid, nullable=False),
    # Empty where the questionnaire has no perspectives.
    Column("perspective", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("issued", Integer, nullable=False),
    Column("revoked", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "id"),
    ForeignKeyConstraint(["municipality_id", "round_id"], ["rounds.municipality_id", "rounds.id"], ondelete="CASCADE"),
    CheckConstraint("kind IN ('personal', 'open')", name="kind_known"),
    CheckConstraint("0 <= revoked AND revoked <= issued", name="revoked_were_issued"),
)

# The right to one response each. Spending it deletes its row, and nothing says which response came of it.
tickets = Table(
    "tickets",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("invitation_id", Uuid, nullable=False),
    Column("perspective", String(64), nullable=False),
    # SHA-256 of round and code; all tickets of an open link share it.
    Column("code_hash", LargeBinary(32), nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "id"),
    ForeignKeyConstraint(
        ["municipality_id", "round_id", "invitation_id"],
        ["invitations.municipality_id", "invitations.round_id", "invitations.id"],
        ondelete="CASCADE",
    ),
    Index(None, "round_id", "code_hash"),
    Index(None, "municipality_id", "round_id", "invitation_id"),
)

# All answers of one respondent. There are no moments in it, only days, and its id is chosen by chance, so that neither
# order nor time says who it was. An erased one keeps nothing but its id, so that no late repetition brings it back.
responses = Table(
    "responses",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("terms_hash", String(64), nullable=False),
    Column("perspective", String(64)),
    Column("secret_hash", LargeBinary(32)),
    Column("display_name", String(80)),
    Column("language", String(35)),
    # The canonical bytes of what entered the engine; null until it is submitted.
    Column("answers", LargeBinary),
    Column("draft", LargeBinary),
    Column("entered_on", Date),
    Column("changed_on", Date),
    Column("erased_on", Date),
    PrimaryKeyConstraint("municipality_id", "round_id", "id"),
    ForeignKeyConstraint(
        ["municipality_id", "round_id", "terms_hash"],
        ["rounds.municipality_id", "rounds.id", "rounds.terms_hash"],
    ),
    CheckConstraint(
        "(erased_on IS NULL AND secret_hash IS NOT NULL AND perspective IS NOT NULL AND entered_on IS NOT NULL)"
        " OR (erased_on IS NOT NULL AND secret_hash IS NULL AND perspective IS NULL AND display_name IS NULL"
        " AND language IS NULL AND answers IS NULL AND draft IS NULL AND entered_on IS NULL AND changed_on IS NULL)",
        name="erased_keeps_nothing",
    ),
)

# What is published of a round. Triggers refuse every change, and every deletion but with the whole round; that of an
# open round, in which people stand under names, is withdrawn where one of them erases theirs.
releases = Table(
    "releases",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    # The canonical bytes, exactly as they were hashed.
    Column("document", LargeBinary, nullable=False),
    Column("release_hash", String(64), nullable=False),
    Column("released_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "number"),
    ForeignKeyConstraint(["municipality_id", "round_id"], ["rounds.municipality_id", "rounds.id"], ondelete="CASCADE"),
    CheckConstraint("number >= 1", name="number_counts"),
    CheckConstraint("length(release_hash) = 64", name="release_hash_whole"),
    # Whoever reads names the round alone.
    Index(None, "round_id", "number", unique=True),
)

# What rooms decide. Each `document` is the canonical bytes of a record; triggers refuse to change focus fields,
# consensus and reviews, so that a later word never takes the place of an earlier one. They go with their round.
focus_fields = Table(
    "focus_fields",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "number"),
    ForeignKeyConstraint(["municipality_id", "round_id"], ["rounds.municipality_id", "rounds.id"], ondelete="CASCADE"),
    CheckConstraint("number >= 1", name="number_counts"),
    Index(None, "round_id", "number", unique=True),
)

consensus = Table(
    "consensus",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("key", String(200), nullable=False),
    Column("number", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "kind", "key", "number"),
    ForeignKeyConstraint(["municipality_id", "round_id"], ["rounds.municipality_id", "rounds.id"], ondelete="CASCADE"),
    CheckConstraint("kind IN ('field', 'item')", name="kind_known"),
    CheckConstraint("number >= 1", name="number_counts"),
    Index(None, "round_id", "kind", "key", "number", unique=True),
)

measures = Table(
    "measures",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    # How often it was written anew.
    Column("changes", Integer, nullable=False, server_default="0"),
    # The canonical bytes of the days that it has no longer; null where it never lost one.
    Column("withdrawn", LargeBinary),
    PrimaryKeyConstraint("municipality_id", "round_id", "id"),
    ForeignKeyConstraint(["municipality_id", "round_id"], ["rounds.municipality_id", "rounds.id"], ondelete="CASCADE"),
    CheckConstraint("number >= 1", name="number_counts"),
    Index(None, "round_id", "number", unique=True),
)

reviews = Table(
    "reviews",
    metadata,
    Column("municipality_id", Uuid, nullable=False),
    Column("round_id", Uuid, nullable=False),
    Column("measure_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("document", LargeBinary, nullable=False),
    PrimaryKeyConstraint("municipality_id", "round_id", "measure_id", "number"),
    ForeignKeyConstraint(
        ["municipality_id", "round_id", "measure_id"],
        ["measures.municipality_id", "measures.round_id", "measures.id"],
        ondelete="CASCADE",
    ),
    CheckConstraint("number >= 1", name="number_counts"),
    Index(None, "round_id", "measure_id", "number", unique=True),
)

# What was answered to a request with an Idempotency-Key, for whoever sends it again. Codes are never in it.
idempotency = Table(
    "idempotency",
    metadata,
    # The id of the API key.
    Column("caller", String(64), nullable=False),
    Column("key_hash", LargeBinary(32), nullable=False),
    # SHA-256 of method, path and body.
    Column("request_hash", LargeBinary(32), nullable=False),
    Column("status", Integer, nullable=False),
    Column("location", String(400)),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("caller", "key_hash"),
    Index(None, "created_at"),
)

# Who did what. Triggers refuse to change or delete a row. No answers, codes or secrets are ever in it.
audit = Table(
    "audit",
    metadata,
    Column("id", Uuid, nullable=False),
    # To the second; what respondents and housekeeping did, to the day.
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("event", String(32), nullable=False),
    # Not foreign keys: the trail outlives what it speaks of.
    Column("municipality_id", Uuid),
    Column("round_id", Uuid),
    Column("details", Json, nullable=False),
    PrimaryKeyConstraint("id"),
    Index(None, "at", "id"),
    Index(None, "municipality_id", "at", "id"),
)
