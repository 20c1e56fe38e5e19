"""The summary on the screen: what may not be given to the provider is neither shown, printed nor saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent.actions import forms_of
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.page.programme import ProgrammePage
from tests.organisations.desk import Desk, press, words_of
from tests.programmes.conftest import new_consent, started, started_without_consent
from tests.programmes.printed import text_of
from tests.vaults import House

SHUT = "The provider may not be given this summary without consent."
SAFE = "What keeps this child safe may still be told at any time"


def for_provider(page: ProgrammePage) -> None:
    press(page, "Print summary")
    page.summary.reader.boxes[1].click()


def withdraw(house: House) -> None:
    form = consent.consents_of(house.session, house.pupil.id)[0]
    consent.withdraw_consent(house.session, form, "No more")


def is_shut(page: ProgrammePage) -> bool:
    view = page.summary
    return not view.print.isEnabled() and not view.save.isEnabled() and view.preview.view.page_count == 0


def test_without_consent_the_providers_copy_is_shut_with_its_reason_and_the_way_to_keep_a_child_safe(
    referred: House, desk: Desk, open_page: Any
) -> None:
    page = open_page(programme_id=started_without_consent(referred).id)
    for_provider(page)
    said = words_of(page.summary)
    for words in (SHUT, "No parent or carer has signed the consent form.", SAFE, "safeguarding lead"):
        assert words in said
    assert is_shut(page)
    press(page.summary, "Open the chronology")
    assert desk.told.went == [("pupil", {"pupil_id": referred.pupil.id, "tab": "chronology"})]
    page.summary.reader.boxes[0].click()  # the family may read it
    assert SHUT not in words_of(page.summary)
    assert page.summary.print.isEnabled()


def test_consent_that_goes_while_the_summary_is_looked_at_shuts_it(
    consented: House, desk: Desk, provider: Provider, open_page: Any
) -> None:
    page = open_page(programme_id=started(consented, provider).id)
    for_provider(page)
    assert page.summary.save.isEnabled()
    withdraw(consented)
    page.refresh()
    assert SHUT in words_of(page.summary)
    assert is_shut(page)


def test_consent_withdrawn_between_looking_and_pressing_lets_no_file_out(
    consented: House, desk: Desk, provider: Provider, open_page: Any, tmp_path: Path
) -> None:
    page = open_page(programme_id=started(consented, provider).id)
    for_provider(page)
    withdraw(consented)  # nobody has told the screen yet
    where = tmp_path / "summary.pdf"
    desk.dialogs.will_answer(where)
    press(page.summary, "Save as PDF")
    assert not where.exists()
    assert forms_of(desk.session, consented.pupil.id) == []
    assert SHUT in words_of(page.summary)
    assert is_shut(page)


def test_nobody_is_asked_to_tell_the_provider_of_a_programme_without_consent(
    referred: House, desk: Desk, open_page: Any
) -> None:
    page = open_page(programme_id=started_without_consent(referred).id)
    page.look.show_programme(page.shown, just_started=True)
    said = words_of(page.look)
    assert "Tell the provider" not in said
    assert "The provider may not be told of this programme without consent." in said
    assert SAFE in said
    assert "Policy 003-7.2; to keep a child safe, 003-6.4" in said
    consent.record_consent(referred.session, new_consent(referred))
    page.refresh()
    assert "Tell the provider" in words_of(page.look)
    assert SAFE not in words_of(page.look)


@pytest.mark.parametrize("large", [False, True])
def test_the_summary_is_saved_in_the_size_that_is_ticked(
    consented: House, desk: Desk, provider: Provider, open_page: Any, tmp_path: Path, large: bool
) -> None:
    page = open_page(programme_id=started(consented, provider).id)
    press(page, "Print summary")
    if large:
        page.summary.large.click()
    where = tmp_path / "summary.pdf"
    desk.dialogs.will_answer(where)
    press(page.summary, "Save as PDF")
    (form,) = forms_of(desk.session, consented.pupil.id)
    assert form.large_print is large
    assert form.reference in text_of(where)
