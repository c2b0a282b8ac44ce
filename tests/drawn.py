"""How many examples properties are tried with that cost more than others."""

from hypothesis import settings

_SHARE = 3


def _fewer() -> settings:
    chosen = settings.default
    assert chosen is not None
    is_long = settings.get_current_profile_name() == "long"
    return settings(max_examples=chosen.max_examples if is_long else chosen.max_examples // _SHARE)


# A third of the usual number; in the long form all of them, as everywhere.
fewer = _fewer()
