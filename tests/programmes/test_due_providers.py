"""One line of Today about a provider's checks, not two."""

from __future__ import annotations

from datetime import date

from coordinator_app.organisations.due_registers import register_items
from coordinator_app.organisations.providers import CheckKind, Provider
from coordinator_app.programmes import actions
from coordinator_app.programmes.due import due_items
from coordinator_app.programmes.model import ProgrammeState
from tests.programmes.conftest import TODAY, let_run_out, new_programme, week
from tests.vaults import House


def test_a_provider_with_pupils_has_one_line_about_its_checks_the_one_that_counts_them(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    kept = actions.start(session, new_programme(consented, provider), week(), ()).record
    let_run_out(session, provider, CheckKind.INSURANCE, date(2026, 11, 20))

    def lines() -> list[str]:
        found = (*due_items(session), *register_items(session))
        return [one.title for one in found if one.page == "registers" and provider.name in one.title]

    assert lines() == [f"Checks not in date while pupils are there, {provider.name}"]
    with session.write() as work:
        work.change(kept, state=ProgrammeState.ENDED, ended_on=TODAY)
    assert lines() == [f"No pupil can start at {provider.name}"]
