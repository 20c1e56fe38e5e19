from __future__ import annotations

import pytest

from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.core.errors import GateShut, NotFound
from coordinator_app.core.ids import reference_is_whole
from coordinator_app.store.undo import CannotUndo
from coordinator_app.wording.blank import belongs_to, blanks_printed, find_blank
from tests.vaults import House

FORM = (FormTemplate.CONSENT_FORM, 2, "cd" * 32)


def test_each_blank_form_has_a_code_of_its_own_that_is_known(house: House) -> None:
    saved = blanks_printed(house.session, (FORM,) * 3, language="pl", large_print=True)
    references = [one.record.reference for one in saved]
    assert len(set(references)) == 3
    assert all(reference_is_whole(one) for one in references)
    found = find_blank(house.session, references[1])
    assert found == saved[1].record
    assert found is not None
    assert (found.language, found.large_print, found.used_on) == ("pl", True, None)
    assert find_blank(house.session, "") is None
    assert find_blank(house.session, "2222-2222-2222") is None


def test_a_blank_form_that_comes_back_is_filed_for_one_pupil_under_its_code(referred: House) -> None:
    session = referred.session
    blank = blanks_printed(session, (FORM,), language="en", references=("7QK4-M2ZD-91XA",))[0].record
    with pytest.raises(NotFound):
        belongs_to(session, blank, "nobody")
    saved = belongs_to(session, blank, referred.pupil.id)
    form = session.list(PrintedForm, where={"reference": "7QK4-M2ZD-91XA"})[0]
    assert form == saved.record
    assert (form.pupil_id, form.template_version, form.template_hash) == (referred.pupil.id, 2, "cd" * 32)
    used = find_blank(session, "7QK4-M2ZD-91XA")
    assert used is not None
    assert used.used_on == session.clock.today()
    with pytest.raises(GateShut, match="come back already"):
        belongs_to(session, used, referred.pupil.id)


def test_a_blank_form_that_came_back_stays_on_the_list(referred: House) -> None:
    session = referred.session
    saved = blanks_printed(session, (FORM,), language="en")[0]
    belongs_to(session, saved.record, referred.pupil.id)
    with pytest.raises(CannotUndo):
        session.undo(saved.change_id)
