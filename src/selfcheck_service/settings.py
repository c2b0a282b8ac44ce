"""What an operator can set: environment variables SELFCHECK_*, read once, at the start.

Every setting is explained in docs/operators.md. A secret may stand in a file instead: SELFCHECK_DATABASE_URL_FILE names
the file that holds the database URL.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from selfcheck_service.core.definition.problems import SelfcheckError

PREFIX = "SELFCHECK_"
# Settings that hold a secret and may therefore come from a file.
IN_FILES = ("database_url",)
# A secret file longer than this is not one.
LONGEST_SECRET = 4096

KIBIBYTE = 1024
MEBIBYTE = 1024 * KIBIBYTE

# What platforms call the databases, and the driver that we use for them.
DRIVERS = {
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
}


# What those settings look like that must have a form; a pattern would help nobody who sets them.
_FORMS = {
    "root_path": "must be empty or a prefix without a slash at its end, such as /selfcheck",
    "public_url": "must be empty or an address without a path, such as https://check.example.org; "
    f"a prefix stands in {PREFIX}ROOT_PATH",
    "contact": "must be empty, an address of a page, or one of a mailbox",
}


def _split(value: object) -> object:
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


# A list in one variable: parts between commas or spaces.
Parts = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
Seconds = Annotated[float, Field(gt=0, le=3600)]


class SettingsInvalid(SelfcheckError):
    """At least one setting cannot be used; the message names every one of them by its variable."""


class Settings(BaseSettings):
    """The settings of one process. Nothing in it changes afterwards."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", hide_input_in_errors=True)

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    root_path: str = Field(default="", pattern=r"^(/[A-Za-z0-9._~-]+)*$")
    # Where people reach the service, such as https://check.example.org; it stands in the links of invitations.
    public_url: str = Field(default="", pattern=r"^(https?://[^\s/?#]+)?$")
    # Whose X-Forwarded-* headers are believed; empty: nobody's.
    trusted_proxies: Parts = ()

    # True for a service whose data are made up: it says so on every page and in every answer.
    demo: bool = False
    database_url: SecretStr = Field(
        default_factory=lambda said: SecretStr(default_database_url(demo=said.get("demo", False))),
        validate_default=True,
    )
    database_pool: int = Field(default=10, ge=1, le=200)
    database_seconds: Seconds = 5.0
    # True only where the service talks to PostgreSQL directly: PgBouncer loses prepared statements.
    database_prepared_statements: bool = False
    # True lets a starting process upgrade the schema of PostgreSQL too; on SQLite it always does.
    database_upgrade: bool = False

    # What `selfcheck serve` publishes at its start: a version folder or a folder of them. Absent: those shipped.
    questionnaires: Path | None = None

    anonymous_evaluations: bool = False
    # True lets anybody without a key try a round out; it is erased after 90 days.
    guest_rounds: bool = False
    default_language: Literal["de", "en"] = "de"
    cors_origins: Parts = ()

    evaluation_bytes: int = Field(default=256 * KIBIBYTE, ge=KIBIBYTE, le=64 * MEBIBYTE)
    publish_bytes: int = Field(default=4 * MEBIBYTE, ge=KIBIBYTE, le=64 * MEBIBYTE)
    head_seconds: Seconds = 10.0
    body_seconds: Seconds = 20.0
    response_seconds: Seconds = 30.0
    idle_seconds: int = Field(default=5, ge=1, le=3600)
    shutdown_seconds: int = Field(default=20, ge=1, le=3600)
    concurrent_requests: int = Field(default=200, ge=1, le=100_000)
    plan_cache: int = Field(default=64, ge=1, le=10_000)
    # For how long a key that was revoked elsewhere may still be accepted here.
    key_cache_seconds: float = Field(default=10.0, ge=0, le=300)

    # People who signed in on the pages: for how long they may be away, and for how long they stay signed in at most.
    session_idle_minutes: int = Field(default=120, ge=5, le=1440)
    session_hours: int = Field(default=12, ge=1, le=168)
    # Who is written to about barriers on the pages and about data protection: an address of mail or of a page.
    contact: str = Field(default="", max_length=200, pattern=r"^(https?://[^\s]+|[^\s@<>]+@[^\s@<>]+)?$")

    # Requests a minute: for each key, for each address or respondent without one, and of those failed guesses. 0: any.
    key_rate: int = Field(default=6000, ge=0, le=10_000_000)
    guest_rate: int = Field(default=600, ge=0, le=10_000_000)
    refused_rate: int = Field(default=300, ge=0, le=10_000_000)

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "text"] = "json"
    metrics: bool = True

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, which wins over files; a .env file is never read by itself."""
        del dotenv_settings, file_secret_settings
        return (init_settings, env_settings, _FilesSource(settings_cls))

    @field_validator("cors_origins")
    @classmethod
    def _origins_are_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            parts = urlsplit(origin)
            if origin not in (f"http://{parts.netloc}", f"https://{parts.netloc}") or not parts.netloc:
                raise ValueError(f"{origin!r} is no origin such as https://www.example.org (“*” is not possible)")
        return origins

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, url: SecretStr) -> SecretStr:
        scheme, _, rest = url.get_secret_value().partition(":")
        if scheme not in DRIVERS:
            raise ValueError("must begin with sqlite:/// or postgresql://")
        return SecretStr(f"{DRIVERS[scheme]}:{rest}")

    @classmethod
    def load(cls, **values: Any) -> Self:  # noqa: ANN401 the fields above say what is accepted
        """Return the settings of the environment, overridden by `values`.

        Raises `SettingsInvalid`, which names every variable that cannot be used and never repeats a value.
        """
        try:
            return cls(**values)
        except ValidationError as error:
            raise SettingsInvalid("\n".join(map(_in_words, error.errors()))) from None


def _in_words(fault: ErrorDetails) -> str:
    """Return the variable that is at fault and what it has to be, without its value."""
    name = "_".join(map(str, fault["loc"]))
    is_form = fault["type"] == "string_pattern_mismatch"
    return f"{PREFIX}{name.upper()}: {_FORMS[name] if is_form else fault['msg']}"


class _FilesSource(PydanticBaseSettingsSource):
    """Settings from files that SELFCHECK_<NAME>_FILE names."""

    def get_field_value(self, field: object, field_name: str) -> tuple[Any, str, bool]:
        del field
        variable = f"{PREFIX}{field_name.upper()}_FILE"
        path = os.environ.get(variable)
        if field_name not in IN_FILES or path is None:
            return None, field_name, False
        if f"{PREFIX}{field_name.upper()}" in os.environ:
            raise SettingsInvalid(f"{variable}: {PREFIX}{field_name.upper()} is set too; only one of them may be")
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsInvalid(f"{variable}: cannot read {path}: {error}") from None
        if len(text) > LONGEST_SECRET:
            raise SettingsInvalid(f"{variable}: {path} is too long to be a setting")
        return text.strip(), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {name: self.get_field_value(None, name)[0] for name in IN_FILES}
        return {name: value for name, value in found.items() if value is not None}


def default_database_url(environment: Mapping[str, str] = os.environ, *, demo: bool = False) -> str:
    """Return the URL of the embedded database in the data folder of whoever runs the service.

    Under systemd that is the unit's StateDirectory. A demo has a database of its own there. Raises `SettingsInvalid`
    where there is no such folder, as for a user without a home.
    """
    name = "demo.db" if demo else "selfcheck.db"
    if state := environment.get("STATE_DIRECTORY"):
        return _sqlite_url(Path(state.split(":")[0]) / name)
    data = environment.get("XDG_DATA_HOME", "")
    if data.startswith("/"):
        return _sqlite_url(Path(data) / "selfcheck" / name)
    home = environment.get("HOME", "")
    if home.startswith("/") and Path(home).is_dir():
        return _sqlite_url(Path(home) / ".local" / "share" / "selfcheck" / name)
    raise SettingsInvalid(
        f"{PREFIX}DATABASE_URL: this user has no home folder for the embedded database; "
        "set it, for example to sqlite:////var/lib/selfcheck/selfcheck.db"
    )


def unknown_variables(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return the variables that look like settings and are none: most likely slips of the pen."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    known |= {f"{PREFIX}{name.upper()}_FILE" for name in IN_FILES}
    return tuple(sorted(name for name in environment if name.startswith(PREFIX) and name not in known))


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"
