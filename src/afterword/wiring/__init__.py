"""The only room that knows which adapter is which: a Request becomes an App with its calendars, readers and state."""

from __future__ import annotations

from afterword.wiring.composing import templates_of
from afterword.wiring.demo import open_demo_server
from afterword.wiring.opening import open_app
from afterword.wiring.setup import find_calendars, store_password

__all__ = ["find_calendars", "open_app", "open_demo_server", "store_password", "templates_of"]
