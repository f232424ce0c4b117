"""`[policy]` and `[employers."…"]`: the numbers and switches of RULES.md that a user may change."""

from __future__ import annotations

from afterword.config import values
from afterword.config.sections import Section
from afterword.core.policy import Away, Employer, Policy

USUAL = Policy()


def read_policy(section: Section, employers: tuple[Employer, ...]) -> Policy:
    """Every field of core.policy.Policy; a length of time carries its unit in the key's name."""
    days, get = values.number(0, 365, "days"), section.get
    policy = Policy(
        thank_you=get("thank_you", values.flag, USUAL.thank_you),
        thank_you_not_in=get("thank_you_not_in", values.country_set, USUAL.thank_you_not_in),
        thank_you_after=get("thank_you_after_hours", values.span(0, 12, "hours"), USUAL.thank_you_after),
        thank_you_from=get("thank_you_from", values.clock, USUAL.thank_you_from),
        thank_you_until=get("thank_you_until", values.clock, USUAL.thank_you_until),
        late_final=get("late_final_days", values.span(1, 30, "days"), USUAL.late_final),
        late_phone=get("late_phone_hours", values.span(24, 720, "hours"), USUAL.late_phone),
        late_other=get("late_other_hours", values.span(24, 720, "hours"), USUAL.late_other),
        buffer_days=get("buffer_days", days, USUAL.buffer_days),
        check_in_days=get("check_in_days", values.number(1, 365, "days"), USUAL.check_in_days),
        final_check_days=get("final_check_days", values.number(1, 365, "days"), USUAL.final_check_days),
        urgent_days=get("urgent_days", days, USUAL.urgent_days),
        slow_days=get("slow_days", days, USUAL.slow_days),
        work_from=get("work_from", values.clock, USUAL.work_from),
        work_until=get("work_until", values.clock, USUAL.work_until),
        monday_from=get("monday_from", values.clock, USUAL.monday_from),
        friday_until=get("friday_until", values.clock, USUAL.friday_until),
        missed_days=get("missed_days", days, USUAL.missed_days),
        away=_away(section),
        length=get("length_minutes", values.span(5, 240, "minutes"), USUAL.length),
        employers=employers,
    )
    section.close()
    _hours_in_order(section, policy)
    return policy


def _hours_in_order(section: Section, policy: Policy) -> None:
    """A day that ends before it begins would leave no moment to write in."""
    rows = (
        ("thank_you_until", policy.thank_you_from, policy.thank_you_until),
        ("work_until", policy.work_from, policy.work_until),
        ("monday_from", policy.monday_from, policy.work_until),
        ("friday_until", policy.work_from, policy.friday_until),
    )
    for key, early, late in rows:
        if early >= late:
            section.problem(key, f"leaves no time: {early:%H:%M} is not before {late:%H:%M}")


def _away(section: Section) -> tuple[Away, ...]:
    section.asked.append("away")
    value = section.table.get("away", [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        section.problem("away", "expected a list of spans, like [{ from = 2026-07-06, until = 2026-07-17 }]")
        return ()
    spans = (_one_away(Section((*section.path, "away"), item, section.report)) for item in value)
    return tuple(span for span in spans if span is not None)


def _one_away(section: Section) -> Away | None:
    start = section.get("from", values.day, None)
    until = section.get("until", values.day, None)
    why = section.get("why", values.text, "away")
    section.close()
    missing = [key for key in ("from", "until") if key not in section.table]
    if missing:
        section.report.add(section.path, f"a span needs {' and '.join(missing)}")
    if start is None or until is None:
        return None
    if until < start:
        section.report.add(section.path, f"ends ({until}) before it begins ({start})")
        return None
    return Away(start, until, why)


def read_employers(section: Section) -> tuple[Employer, ...]:
    return tuple(_employer(name, inner) for name, inner in section.sections())


def _employer(name: str, section: Section) -> Employer:
    employer = Employer(
        name=name,
        urgent=section.get("urgent", values.flag, None),
        slow=section.get("slow", values.flag, None),
        channel=section.get("channel", values.one_of("email", "phone"), None),
        timezone=section.get("timezone", values.zone, None),
        country=section.get("country", values.country, None),
        ignore=section.get("ignore", values.flag, False),
        thank_you=section.get("thank_you", values.flag, None),
    )
    section.close()
    if employer.urgent and employer.slow:
        section.problem("slow", "an employer cannot be urgent and slow at once")
    return employer
