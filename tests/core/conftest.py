from __future__ import annotations

import pytest

from coordinator_app.core.calendar import BankHolidays, SchoolDays, TermCalendar, parse_bank_holidays
from coordinator_app.core.term_dates import parse_term_dates
from coordinator_app.resources import resource

# a Leicestershire-like calendar; every count of school days below has been worked out by hand
LEICS_FIX_1 = """\
Aut 1 25/26\t27/08/2025\t17/10/2025
Aut 2 25/26\t27/10/2025\t19/12/2025
INSET day\t28/11/2025
Spr 1 25/26\t06/01/2026\t13/02/2026
Spr 2 25/26\t23/02/2026\t27/03/2026
Sum 1 25/26\t13/04/2026\t22/05/2026
Sum 2 25/26\t01/06/2026\t10/07/2026
Aut 1 26/27\t25/08/2026\t16/10/2026
Aut 2 26/27\t26/10/2026\t18/12/2026
Spr 1 26/27\t05/01/2027\t12/02/2027
Spr 2 26/27\t22/02/2027\t25/03/2027
Sum 1 26/27\t12/04/2027\t28/05/2027
Sum 2 26/27\t07/06/2027\t09/07/2027
Aut 1 27/28\t25/08/2027\t15/10/2027
"""


@pytest.fixture(scope="session")
def bank() -> BankHolidays:
    return parse_bank_holidays(resource("holidays", "england.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def leics() -> TermCalendar:
    read = parse_term_dates(LEICS_FIX_1, name="LEICS-FIX-1")
    assert not read.problems
    return read.calendar


@pytest.fixture(scope="session")
def school(leics: TermCalendar, bank: BankHolidays) -> SchoolDays:
    return SchoolDays(leics, bank)


@pytest.fixture(scope="session")
def to_summer_2027(leics: TermCalendar, bank: BankHolidays) -> SchoolDays:
    """The calendar as the council fixed it: known to 9 July 2027."""
    return SchoolDays(TermCalendar(leics.name, leics.blocks[:-1], leics.inset_days), bank)
