"""The solver as all attacks use it."""

from ortools.sat.python import cp_model

# Far more than a release has ever taken. Where it is not enough, that is said and counts as a failure.
_SECONDS = 30.0


def new_solver() -> cp_model.CpSolver:
    """Return a solver that finds the same world each time."""
    solver = cp_model.CpSolver()
    # One worker: the rounds share the cores already.
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = _SECONDS
    # The models are small: what costs time is looking at them from all sides first.
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    return solver
