"""What only those may do whose key reaches every municipality."""

from selfcheck_service.edge.problems import Forbidden
from selfcheck_service.web.visit import Visit


def require_everywhere(visit: Visit) -> None:
    """Raise `Forbidden` for a key that is restricted to municipalities."""
    if not visit.principal.reach.is_everywhere:
        raise Forbidden("scope_missing", scope="operator")
