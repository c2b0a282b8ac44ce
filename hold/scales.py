"""The two sizes of a run."""

from dataclasses import replace

from hold.calling import Patience
from hold.faults import FAULTS, GRAVEST, all_replicas_killed_upon_an_answer
from hold.run import Scale

FULL = Scale(
    participants=1000,
    wave_seconds=20.0,
    waves=15,
    spare_waves=12,
    faults=FAULTS,
    times=3,
    fault_seconds=2.5,
    calm_seconds=1.0,
    patience=Patience(attempt=8.0, whole=60.0, attempts=12, longest_pause=8.0),
    long_after=15.0,
    database_seconds=5.0,
    load_seconds=900.0,
    deadline=1500.0,
    fewest_acknowledged=20_000,
    most_unknown=0.02,
    most_attempts=5.0,
)
SHORT = Scale(
    participants=100,
    wave_seconds=8.0,
    waves=1,
    spare_waves=7,
    faults=GRAVEST,
    times=1,
    fault_seconds=0.5,
    calm_seconds=0.1,
    patience=Patience(attempt=3.0, whole=10.0, longest_pause=1.5),
    long_after=4.0,
    database_seconds=2.0,
    load_seconds=60.0,
    deadline=180.0,
    fewest_acknowledged=100,
    most_unknown=0.5,
    most_attempts=20.0,
)

_BROKEN = replace(
    SHORT,
    participants=60,
    wave_seconds=2.0,
    spare_waves=0,
    faults=(),
    long_after=1.0,
    fewest_acknowledged=0,
    replicas=1,
)
# Two seconds for each build that is broken on purpose. What gives it away is bound to happen: whoever acknowledges too
# early is killed upon an acknowledgement, and of a hundred people some send everything twice at the same moment.
BROKEN = {
    "early": replace(_BROKEN, module="hold.broken.early", faults=(all_replicas_killed_upon_an_answer,)),
    "twice": replace(_BROKEN, module="hold.broken.twice", participants=100),
    "unwritten": replace(_BROKEN, module="hold.broken.unwritten"),
}
