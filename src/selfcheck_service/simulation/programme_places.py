"""Made-up municipalities: names that nobody has, and a type, a Land and a size that go together.

The names are put together from syllables that do not occur together in any name that we know, and each says of itself
that it is made up. There is no official key among them, because every possible one could be somebody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from selfcheck_service.core.rounds.municipal_keys import MunicipalityType, size_class_of
from selfcheck_service.simulation.programme_draws import draw_between, draw_one, draw_some, draw_weighted

# Behind every name that could be taken for somebody's.
MADE_UP = "(erfunden)"

_BEGINNINGS = ("Bro", "Dar", "Fel", "Gru", "Jel", "Kal", "Lum", "Mir", "Nor", "Plo", "Rie", "Sil", "Tro", "Vel", "Wen")
_MIDDLES = ("drul", "jast", "kwim", "lunt", "prisk", "quen", "thum", "vorm", "wist", "zelm")
_ENDINGS = ("au", "bach", "burg", "feld", "hagen", "hausen", "mar", "rode", "stedt", "walde")

# How often each type occurs, and its sizes: inhabitants, from and to, with how often they occur.
_TYPES: tuple[tuple[MunicipalityType, float], ...] = (
    ("municipality_in_district", 20),
    ("independent_city", 5),
    ("district", 6),
    ("association", 4),
)
_SIZES: dict[str, tuple[tuple[tuple[int, int], float], ...]] = {
    "municipality_in_district": (
        ((2_000, 5_000), 2),
        ((5_000, 20_000), 6),
        ((20_000, 50_000), 6),
        ((50_000, 95_000), 2),
    ),
    "independent_city": (((55_000, 100_000), 2), ((100_000, 240_000), 4), ((500_000, 620_000), 0.7)),
    "district": (((80_000, 100_000), 1), ((100_000, 320_000), 6)),
    "association": (((6_000, 10_000), 1), ((10_000, 20_000), 3), ((20_000, 32_000), 2)),
    "guest": (((1_000, 1_001), 1),),
}
# City states have no such municipalities, and Saarland has no independent city; it is left out for being easy to guess.
_LANDS = ("01", "03", "05", "06", "07", "08", "09", "12", "13", "14", "15", "16")
# Where cities are large.
_LANDS_OF_CITIES = ("05", "06", "08", "09", "14")
_CITY = 300_000
# What an association is called there; elsewhere there is none of the kind.
_ASSOCIATIONS = {
    "01": "Amt",
    "03": "Samtgemeinde",
    "07": "Verbandsgemeinde",
    "08": "Verwaltungsgemeinschaft",
    "09": "Verwaltungsgemeinschaft",
    "12": "Amt",
    "13": "Amt",
    "14": "Verwaltungsgemeinschaft",
    "15": "Verbandsgemeinde",
    "16": "Verwaltungsgemeinschaft",
}
_DISTRICTS = {"01": "Kreis", "05": "Kreis"}
_TOWN = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality that is made up; `land` are the two digits of its Land, which is a real one."""

    name: str
    type: MunicipalityType
    land: str
    inhabitants: int

    @property
    def size_class(self) -> str:
        """Return the key of its size class."""
        return size_class_of(self.inhabitants).key


def make_up_places(rng: Random, count: int) -> Iterator[Place]:
    """Yield so many places, no two of the same name."""
    every = [first + middle + last for first in _BEGINNINGS for middle in _MIDDLES for last in _ENDINGS]
    for name, of_type in zip(draw_some(rng, every, count), _types(rng, count), strict=True):
        low, high = draw_weighted(rng, _SIZES[of_type])
        inhabitants = int(draw_between(rng, low, high)) // 10 * 10
        land = draw_one(rng, _lands(of_type, inhabitants))
        yield Place(f"{_kind(of_type, land, inhabitants)} {name} {MADE_UP}", of_type, land, inhabitants)


def _types(rng: Random, count: int) -> list[MunicipalityType]:
    """Return the types in a drawn order, as often as their shares say."""
    whole = sum(int(share) for _, share in _TYPES)
    spread = [found for found, share in _TYPES for _ in range(int(share))]
    return draw_some(rng, [spread[place * whole // count % whole] for place in range(count)], count)


def _lands(of_type: MunicipalityType, inhabitants: int) -> tuple[str, ...]:
    if of_type == "association":
        return tuple(_ASSOCIATIONS)
    is_city = of_type == "independent_city" and inhabitants > _CITY
    return _LANDS_OF_CITIES if is_city else _LANDS


def _kind(of_type: MunicipalityType, land: str, inhabitants: int) -> str:
    match of_type:
        case "district":
            return _DISTRICTS.get(land, "Landkreis")
        case "association":
            return _ASSOCIATIONS[land]
        case _:
            return "Stadt" if inhabitants >= _TOWN else "Gemeinde"
