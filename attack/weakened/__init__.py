"""Builds that are weakened on purpose: each lacks one rule of the real one. The attacker must break all of them.

What hangs on a rule goes with it: `unmerged` and `totals` both code a total from sums of everybody, and `means` leaves
out the total and the gaps. Were one of them to stand, the attacks on the real one would be worth nothing.
"""

from attack.builds import Build
from attack.weakened.bands import Bands
from attack.weakened.exact import Exact
from attack.weakened.largest import Largest
from attack.weakened.live import Live
from attack.weakened.means import Means
from attack.weakened.recomputed import Recomputed
from attack.weakened.totals import Totals
from attack.weakened.unmerged import Unmerged
from attack.weakened.values import Values

WEAKENED: dict[str, type[Build]] = {
    build.name: build for build in (Live, Recomputed, Unmerged, Exact, Largest, Means, Totals, Values, Bands)
}

__all__ = ["WEAKENED"]
