"""Applications and rules in, wanted follow-ups out (RULES T1 to T13, M12).

`want` is stable: asked again later, with the same calendar, it wants the same. What only the present decides (a late
thank-you, a missed check-in) is decided once and then read from what stands.

Per application there is one thank-you for each round (T6, T8) and one pair of check-in and final check, anchored on the
latest round, also a coming one (T7). An outcome takes all that is pending (T13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.core.model import Wanted
from afterword.core.plan.application import plan_application
from afterword.core.plan.situation import Answer, Composer, HolidaysOf, Situation, no_holidays
from afterword.core.plan.spot import owners_of
from afterword.core.plan.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterword.core.model import Application

__all__ = ["Answer", "Composer", "HolidaysOf", "Situation", "no_holidays", "want"]


def want(applications: Iterable[Application], at: Situation, composer: Composer) -> Wanted:
    """Every follow-up that should stand, those that are not written with the reason, and why others are to go."""
    several = tuple(applications)
    writer = Writer(at, composer, owners=owners_of(several))
    for application in several:
        plan_application(application, writer)
    return Wanted(tuple(writer.follow_ups), tuple(writer.not_written), writer.gone)
