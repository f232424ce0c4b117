"""Calendars on servers: CalDAV collections, and published .ics feeds, through one guarded HTTP client.

    address ── which hosts may be spoken to        wire ── a connection with a deadline and a size limit
    login ──── who we are there                    http ── requests, same-origin redirects, one retry
    questions ─ the XML asked                      multistatus ── the XML answered, proven complete
    trouble ── what a bad answer means             sameness ── is this the object that was written?
    discovery ─ address → calendars                reading · collection · feed ── the ports

Import from here lazily: lxml and caldav's vocabulary are loaded with the first question.
"""

from afterword.adapters.caldav_server.collection import CalDavCalendar
from afterword.adapters.caldav_server.discovery import CollectionInfo, discover
from afterword.adapters.caldav_server.feed import WebFeed, looks_like_feed
from afterword.adapters.caldav_server.login import Login

__all__ = ["CalDavCalendar", "CollectionInfo", "Login", "WebFeed", "discover", "looks_like_feed"]
