"""Builds that are weakened on purpose: the real one with one wall taken out. The attacker must break every one of them.

Were one of them to stand, the attacks on the real one would be worth nothing.
"""

from attack.builds import Build
from attack.weakened.exact import Exact
from attack.weakened.largest import Largest
from attack.weakened.live import Live
from attack.weakened.means import Means
from attack.weakened.recomputed import Recomputed
from attack.weakened.totals import Totals
from attack.weakened.unmerged import Unmerged

WEAKENED: dict[str, type[Build]] = {
    build.name: build for build in (Live, Recomputed, Unmerged, Exact, Largest, Means, Totals)
}

__all__ = ["WEAKENED"]
