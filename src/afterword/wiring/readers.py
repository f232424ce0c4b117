"""Word lists and templates, read from the package and built into the readers of one run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.adapters.package_data import language_tables, shared_table
from afterword.core.byhand import ByHand
from afterword.core.detect import Understanding
from afterword.core.detect.facts import FactReader
from afterword.core.detect.verdict import Judge
from afterword.core.identity import TitleMarks
from afterword.core.timeline import TimelineReader

if TYPE_CHECKING:
    from afterword.core.model import Owner


def understanding(owner: Owner) -> Understanding:
    vendors = shared_table("vendors")
    return Understanding(
        judge=Judge(language_tables("signals"), vendors, shared_table("weights")),
        facts=FactReader(language_tables("facts"), vendors),
        timeline=TimelineReader(language_tables("timeline")),
        byhand=ByHand.build(language_tables("byhand")),
        owner=owner,
    )


def shared_domains() -> frozenset[str]:
    """Domains under which nobody is an employer: vendors of applicant tracking and meetings, public mail."""
    return frozenset(domain for domains in shared_table("vendors").values() for domain in domains if "." in domain)


def title_marks() -> TitleMarks:
    return TitleMarks.build(language_tables("byhand"))
