"""The shapes on the wire of municipalities and programmes."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from selfcheck_service.api.members import Body, Cursor, Day, Id, Name, Patch, Shown
from selfcheck_service.core.rounds.municipal_keys import LANDS, SIZE_CLASSES

MOST_MEMBERS = 500

Type = Annotated[
    Literal["municipality_in_district", "independent_city", "district", "association"],
    Field(description="What kind of local authority it is; `independent_city` belongs to no district."),
]
ShownType = Literal["municipality_in_district", "independent_city", "district", "association", "guest"]
_LAND = f"Number of the Land: the first two digits of every official key, `{min(LANDS)}` to `{max(LANDS)}`."
_SIZE_CLASS = f"By the number of inhabitants: {', '.join(f'`{each.key}`' for each in SIZE_CLASSES)}."
_KEY = "Official key (Statistisches Bundesamt): AGS (8 digits), ARS (12), association (9) or district (5)."
_KEY_ON = "A day on which the official key held; keys change with borders."


class MunicipalityBody(Body):
    """A municipality as it is registered."""

    name: Name
    type: Type
    size_class: str | None = Field(default=None, description=_SIZE_CLASS)
    land: str | None = Field(default=None, description=_LAND + " Without it the official key says it.")
    official_key: str | None = Field(default=None, description=_KEY)
    official_key_on: Day | None = Field(default=None, description=_KEY_ON + " Needed with an official key.")


class GuestBody(Body):
    """All that can be said of the municipality of a guest round."""

    name: Name


class MunicipalityPatch(Patch):
    """What changes (JSON merge patch): absent members stay as they are, null removes what need not be there."""

    name: Name | None = None
    type: Type | None = None
    size_class: str | None = Field(default=None, description=_SIZE_CLASS)
    land: str | None = Field(default=None, description=_LAND)
    official_key: str | None = Field(default=None, description=_KEY)
    official_key_on: Day | None = Field(default=None, description=_KEY_ON)


class Municipality(Shown):
    """A municipality. `guest` is the type of one that a guest round made for itself."""

    id: UUID
    name: str
    type: ShownType
    size_class: str | None = Field(description=_SIZE_CLASS)
    land: str | None = Field(description=_LAND)
    official_key: str | None = Field(description=_KEY)
    official_key_on: date | None = Field(description=_KEY_ON)
    created_at: datetime


class MunicipalityPage(Shown):
    """Municipalities by name."""

    items: list[Municipality]
    next: Cursor


Members = Annotated[
    list[Id], Field(max_length=MOST_MEMBERS, description="Ids of the municipalities that take part, each once.")
]


class ProgrammeBody(Body):
    """A programme as it is registered."""

    name: Name
    municipalities: Members = Field(default_factory=list)


class ProgrammePatch(Patch):
    """What changes (JSON merge patch): absent members stay as they are; the list is replaced as a whole."""

    name: Name | None = None
    municipalities: Members | None = None


class ProgrammeSummary(Shown):
    """A programme in a list."""

    id: UUID
    name: str
    size: int = Field(description="Number of municipalities, as far as the key reaches.")
    created_at: datetime


class ProgrammePage(Shown):
    """Programmes by name."""

    items: list[ProgrammeSummary]
    next: Cursor


class ProgrammeMember(Shown):
    """A municipality that takes part."""

    id: UUID
    name: str


class Programme(ProgrammeSummary):
    """A programme with the municipalities that take part, as far as the key reaches, by name."""

    municipalities: list[ProgrammeMember]
