"""Addresses that people type or scan elsewhere: whole, with the host by which they reach the service."""

from starlette.requests import Request

from selfcheck_service.edge.context import context_of


def public_address(request: Request, path: str) -> str | None:
    """Return the address of a page as the world reaches it, None where whoever runs the service has not said."""
    context = context_of(request.scope)
    return f"{context.public_url}{context.root_path}{path}" if context.public_url else None


def address_from_here(request: Request, path: str) -> str:
    """Return the address of a page as the world reaches it, else as the visitor has come here."""
    return public_address(request, path) or f"{str(request.base_url).rstrip('/')}{path}"
