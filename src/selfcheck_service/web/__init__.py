"""The pages for visitors: server-rendered, in German and English, without need of a script."""

from selfcheck_service.web.pages import Pages

__all__ = ["Pages"]
