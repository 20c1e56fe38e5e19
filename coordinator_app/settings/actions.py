"""Settings of the partnership that are kept in the vault, each change audited (decision 14)."""

from __future__ import annotations

from coordinator_app.core.calendar import BankHolidays, bank_holidays_json, parse_bank_holidays
from coordinator_app.core.dates import read_date, say
from coordinator_app.core.deadline_types import TargetRule
from coordinator_app.core.errors import InvalidInput
from coordinator_app.organisations.actions import bank_holidays
from coordinator_app.resources import resource
from coordinator_app.store.session import Session

IDLE_MINUTES, TARGET_RULE, PAUSES_STOP = "idle_minutes", "target_rule", "pauses_stop_target"
BANK_HOLIDAYS = "bank_holidays"
DEFAULT_IDLE, LONGEST_IDLE = 5, 15
_EXTRA_HELP = "Type one in each row: a date, a colon and its name, like this: 8 May 2028: Royal occasion."


def keep_setting(session: Session, name: str, value: object) -> str:
    """Keep one setting; gives the id of the change."""
    with session.write() as work:
        work.set_setting(name, value)
    return work.change_id


def idle_minutes(session: Session) -> int:
    """After how many minutes without use the vault locks."""
    return int(session.setting(IDLE_MINUTES, DEFAULT_IDLE))


def keep_idle_minutes(session: Session, minutes: int) -> str:
    """From 1 to 15 minutes (decision 20). InvalidInput otherwise."""
    if not 1 <= minutes <= LONGEST_IDLE:
        raise InvalidInput.one(IDLE_MINUTES, f"Choose from 1 to {LONGEST_IDLE} minutes.")
    return keep_setting(session, IDLE_MINUTES, minutes)


def target(session: Session) -> tuple[TargetRule, bool]:
    """How the partnership's target is counted, and whether a clarification stops it (decisions 1, 2)."""
    rule = TargetRule(str(session.setting(TARGET_RULE, TargetRule.CALENDAR_15.value)))
    return rule, bool(session.setting(PAUSES_STOP, True))


def keep_target(session: Session, rule: TargetRule, *, pauses_stop: bool) -> str:
    """Keep both in one change; open requests are counted by them at once."""
    with session.write() as work:
        work.set_setting(TARGET_RULE, rule.value)
        work.set_setting(PAUSES_STOP, pauses_stop)
    return work.change_id


def extra_holidays(session: Session) -> str:
    """The bank holidays that this vault was given beside the shipped ones, one a row."""
    shipped = _shipped().days
    return "".join(
        f"{say(day)}: {title}\n" for day, title in bank_holidays(session).entries if day not in shipped
    )


def keep_extra_holidays(session: Session, text: str) -> str:
    """Keep exactly these extra holidays. InvalidInput names the first row that cannot be read."""
    table = _shipped()
    entries = dict(table.entries)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            typed, _colon, title = line.partition(":")
            found = read_date(typed, session.clock.today())
            if found.value is None or not title.strip():
                raise InvalidInput.one(
                    "extra", f"Row {number} cannot be read. {found.problem or _EXTRA_HELP}"
                )
            if not table.covers(found.value):
                years = f"{table.first_year} to {table.last_year}"
                raise InvalidInput.one("extra", f"Row {number}: the table holds the years {years}.")
            entries[found.value] = title.strip()
    wider = BankHolidays(tuple(sorted(entries.items())), table.first_year, table.last_year)
    return keep_setting(session, BANK_HOLIDAYS, bank_holidays_json(wider))


def _shipped() -> BankHolidays:
    return parse_bank_holidays(resource("holidays", "england.json").read_text(encoding="utf-8"))
