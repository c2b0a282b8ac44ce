"""Addresses that people type or scan elsewhere: whole, with the host by which they reach the service."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import Request

from selfcheck_service.edge.context import context_of


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page. `guessed`: nobody has said how the service is reached, so it is as the visitor came here.

    `only_here`: it leads nowhere but on the computer on which the service runs.
    """

    url: str
    guessed: bool
    only_here: bool

    @property
    def spoken(self) -> str:
        """Return it as people type it."""
        return self.url.partition("://")[2]


def address_of(request: Request, path: str) -> Address:
    """Return the address of a page as the world reaches it, else as the visitor has come here."""
    context = context_of(request.scope)
    if context.public_url:
        return Address(f"{context.public_url}{context.root_path}{path}", guessed=False, only_here=False)
    url = f"{str(request.base_url).rstrip('/')}{path}"
    return Address(url, guessed=True, only_here=_is_loopback(urlsplit(url).hostname or ""))


def address_from_here(request: Request, path: str) -> str:
    """Return the same in full, for whom it does not matter where it comes from."""
    return address_of(request, path).url


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
