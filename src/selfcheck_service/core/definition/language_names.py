"""How languages call themselves, for those who look for theirs."""

_OWN_NAMES = {
    "ar": "العربية",
    "bg": "Български",
    "da": "Dansk",
    "de": "Deutsch",
    "de-simple": "Einfache Sprache",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "hsb": "Hornjoserbšćina",
    "it": "Italiano",
    "ku": "Kurdî",
    "nds": "Plattdüütsch",
    "nl": "Nederlands",
    "pl": "Polski",
    "ro": "Română",
    "ru": "Русский",
    "so": "Soomaali",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "uk": "Українська",
}


def own_name(language: str) -> str:
    """Return how a language calls itself, or its tag where we do not know."""
    return _OWN_NAMES.get(language, language)
