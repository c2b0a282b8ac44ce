"""Official keys of German municipalities, and what they say about a municipality: its Land and its type.

An AGS has 8 digits: Land (2), government region (1), district (2), municipality (3). The first 5 are the key of the
district. An ARS has 12: the same, with the association (4) before the municipality; its first 9 are the key of the
association. None has a check digit, and keys change with borders, so a key goes with the day on which it held.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from selfcheck_service.core.definition import Problem
from selfcheck_service.core.definition.exact import shown

KeyKind = Literal["ags", "ars", "kreis", "verband"]
MunicipalityType = Literal["municipality_in_district", "independent_city", "district", "association", "guest"]

# Number → name, German and English. The numbers are the first two digits of every key.
LANDS: dict[str, tuple[str, str]] = {
    "01": ("Schleswig-Holstein", "Schleswig-Holstein"),
    "02": ("Hamburg", "Hamburg"),
    "03": ("Niedersachsen", "Lower Saxony"),
    "04": ("Bremen", "Bremen"),
    "05": ("Nordrhein-Westfalen", "North Rhine-Westphalia"),
    "06": ("Hessen", "Hesse"),
    "07": ("Rheinland-Pfalz", "Rhineland-Palatinate"),
    "08": ("Baden-Württemberg", "Baden-Württemberg"),
    "09": ("Bayern", "Bavaria"),
    "10": ("Saarland", "Saarland"),
    "11": ("Berlin", "Berlin"),
    "12": ("Brandenburg", "Brandenburg"),
    "13": ("Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania"),
    "14": ("Sachsen", "Saxony"),
    "15": ("Sachsen-Anhalt", "Saxony-Anhalt"),
    "16": ("Thüringen", "Thuringia"),
}
MUNICIPALITY_TYPES: dict[MunicipalityType, tuple[str, str]] = {
    "municipality_in_district": ("Kreisangehörige Stadt oder Gemeinde", "Municipality in a district"),
    "independent_city": ("Kreisfreie Stadt", "Independent city"),
    "district": ("Landkreis", "District"),
    "association": ("Gemeindeverband (Verbandsgemeinde, Amt, Samtgemeinde …)", "Association of municipalities"),
    "guest": ("Gast", "Guest"),
}
# City states: the parts of the key after the Land (government region and district) that they have.
_CITY_STATES = {"02": {"000"}, "04": {"011", "012"}, "11": {"000"}}
_KINDS: dict[int, KeyKind] = {5: "kreis", 8: "ags", 9: "verband", 12: "ars"}
# Which keys a type may have. The key of an independent city is that of its district, too.
_ALLOWED: dict[MunicipalityType, tuple[KeyKind, ...]] = {
    "municipality_in_district": ("ags", "ars"),
    "independent_city": ("ags", "ars", "kreis"),
    "district": ("kreis",),
    "association": ("verband",),
    "guest": (),
}
# The keys of five Länder came with German unity in this year; an earlier day is a slip of the pen.
EARLIEST_KEY_DAY = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class OfficialKey:
    """A key that may exist: its kind, its digits without spaces, and the two digits of its Land."""

    kind: KeyKind
    digits: str
    land: str

    @property
    def district(self) -> str:
        """Return the key of the district, 5 digits; of an independent city it is its own."""
        return self.digits[:5]

    @property
    def ags(self) -> str | None:
        """Return the AGS of a municipality, 8 digits, which its ARS tells too; None for districts and associations."""
        return self.district + self.digits[-3:] if self.kind in ("ags", "ars") else None

    @property
    def independent(self) -> bool | None:
        """Tell whether a municipality belongs to no district; None for the keys of districts and associations."""
        return None if self.ags is None else self.ags.endswith("000")


def read_official_key(text: str, location: str = "/official_key") -> OfficialKey | Problem:
    """Return the key that somebody wrote, with or without spaces, or what is wrong with it.

    Whether a key with these parts was ever given to anybody is not known here.
    """
    digits = re.sub(r"[ \t\u00a0\u202f]", "", text)
    kind = _KINDS.get(len(digits)) if re.fullmatch("[0-9]+", digits) else None
    words = {"found": shown(text)}
    if kind is None:
        return Problem(location, "official_key_length", words)
    land = digits[:2]
    if land not in LANDS:
        return Problem(location, "official_key_land", {**words, "land": land})
    part = next(_impossible_parts(kind, digits), None)
    if part is not None:
        return Problem(location, "official_key_part", {**words, "part": part})
    return OfficialKey(kind, digits, land)


def _impossible_parts(kind: KeyKind, digits: str) -> Iterator[str]:
    """Yield the parts of a key that cannot be as they are."""
    land, district = digits[:2], digits[2:5]
    if land in _CITY_STATES:
        if district not in _CITY_STATES[land]:
            yield district
        # Its cities are all that it has: no associations, and no municipalities inside.
        if kind == "verband" or digits[5:].strip("0"):
            yield digits[5:]
    elif district.endswith("00"):
        yield district
    if kind == "verband" and digits[5] in "09":
        # 0 marks what belongs to no association, 9 an area that belongs to no municipality.
        yield digits[5:]
    if kind == "ars" and (digits[5:9] == "0000") != (digits[9:] == "000"):
        yield digits[5:]


def check_official_key(
    of_type: MunicipalityType, key: str | None, key_on: date | None, land: str | None, today: date
) -> list[Problem]:
    """Return what is wrong with the key of a municipality, the day on which it held, and the Land that is said.

    Key and Land may be missing. Locations are `/official_key`, `/official_key_on` and `/land`.
    """
    problems = list(_check_land(land))
    if key is None:
        missing = key_on is not None
        return [*problems, *([Problem("/official_key", "missing", {"name": "official_key"})] if missing else [])]
    if of_type == "guest":
        return [*problems, Problem("/official_key", "official_key_not_here", {"type": of_type})]
    found = read_official_key(key)
    if isinstance(found, Problem):
        problems.append(found)
    else:
        problems.extend(_check_type(of_type, found))
        if land in LANDS and found.land != land:
            words = {"found": shown(key), "land": LANDS[found.land][0], "said": LANDS[land][0]}
            problems.append(Problem("/official_key", "official_key_elsewhere", words))
    problems.extend(_check_day(key_on, today))
    return problems


def _check_land(land: str | None) -> Iterator[Problem]:
    if land is not None and land not in LANDS:
        yield Problem("/land", "not_one_of", {"found": shown(land), "allowed": ", ".join(LANDS)})


def _check_type(of_type: MunicipalityType, key: OfficialKey) -> Iterator[Problem]:
    allowed = _ALLOWED[of_type]
    fits = key.kind in allowed and key.independent in (None, of_type == "independent_city")
    # The key of a district in a city state is that of the city.
    if not fits or (of_type == "district" and key.land in _CITY_STATES):
        names = ", ".join(_NAMES[kind] for kind in allowed)
        ending = {"municipality_in_district": " ≠ …000", "independent_city": " = …000"}.get(of_type, "")
        words = {"found": key.digits, "type": of_type, "allowed": names + ending}
        yield Problem("/official_key", "official_key_kind", words)


_NAMES: dict[KeyKind, str] = {"ags": "AGS (8)", "ars": "ARS (12)", "kreis": "Kreis (5)", "verband": "Verband (9)"}


def _check_day(key_on: date | None, today: date) -> Iterator[Problem]:
    if key_on is None:
        yield Problem("/official_key_on", "official_key_date_missing")
    elif not EARLIEST_KEY_DAY <= key_on <= today:
        words = {"found": key_on.isoformat(), "earliest": EARLIEST_KEY_DAY.isoformat()}
        yield Problem("/official_key_on", "official_key_date", words)


@dataclass(frozen=True, slots=True)
class SizeClass:
    """Municipalities of like size: from `fewest` inhabitants on, and below `below` (None: no end)."""

    key: str
    fewest: int
    below: int | None
    title: tuple[str, str]


# The bounds by which the federal institute for building and spatial research (BBSR) tells towns from cities.
SIZE_CLASSES = (
    SizeClass("under_5000", 0, 5_000, ("unter 5.000", "under 5,000")),
    SizeClass("from_5000", 5_000, 10_000, ("5.000 bis unter 10.000", "5,000 to under 10,000")),
    SizeClass("from_10000", 10_000, 20_000, ("10.000 bis unter 20.000", "10,000 to under 20,000")),
    SizeClass("from_20000", 20_000, 50_000, ("20.000 bis unter 50.000", "20,000 to under 50,000")),
    SizeClass("from_50000", 50_000, 100_000, ("50.000 bis unter 100.000", "50,000 to under 100,000")),
    SizeClass("from_100000", 100_000, 500_000, ("100.000 bis unter 500.000", "100,000 to under 500,000")),
    SizeClass("from_500000", 500_000, None, ("500.000 und mehr", "500,000 or more")),
)


def size_class_of(inhabitants: int) -> SizeClass:
    """Return the size class of a number of inhabitants, which is not negative."""
    return next(found for found in reversed(SIZE_CLASSES) if inhabitants >= found.fewest)
