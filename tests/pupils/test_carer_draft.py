"""A draft of a person's answers says nothing of where that person can be found (003-3.3, decision 22)."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.pupils.editor import CarerBox
from coordinator_app.pupils.model import Carer
from coordinator_app.pupils.page.about import AboutTab
from coordinator_app.ui.box_draft import BoxDraft, show_kept
from coordinator_app.ui.draft_keeper import DraftOf
from tests.pupils.about_tab import press
from tests.pupils.screens import Desk
from tests.vaults import House

NEW = {
    "address": "9 Beck Row\nOver Hazel\nHZ9 1AA",
    "telephone": "01632 960 202",
    "other_telephone": "01632 960 303",
    "email": "marigold@example.org",
}


def lock(box: CarerBox) -> None:
    draft = box.findChild(BoxDraft)
    assert draft is not None
    draft.keep()


def typed(box: CarerBox, **more: str) -> None:
    for name, words in (NEW | more).items():
        box.form.row(name).input.set_value(words)
        box.form.row(name).edited.emit()


def test_a_new_address_of_a_person_is_in_no_draft(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    for one in (referred.carer, Carer(pupil_id=referred.pupil.id)):
        box = CarerBox(one, referred.clock)
        qtbot.addWidget(box)
        show_kept(at_desk.services, box, DraftOf("carer_details", one.id or referred.pupil.id))
        typed(box, evidence_note="Seen by T. Inkwell")
        lock(box)
    kept = referred.session.drafts()
    assert [one.body["evidence_note"] for one in kept] == ["Seen by T. Inkwell"] * 2
    told = " ".join(str(one.body) for one in kept)
    assert [words for words in NEW.values() if words in told or repr(words)[1:-1] in told] == []


def test_whoever_finds_his_words_again_hears_what_has_to_be_typed_again(
    qtbot: QtBot, at_desk: Desk, tab: AboutTab
) -> None:
    press(tab, "Change Marigold Puddlecombe")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, CarerBox)
    typed(box, evidence_note="Seen by T. Inkwell")
    lock(box)
    press(tab, "Change Marigold Puddlecombe")
    again = at_desk.dialogs.shown[-1]
    assert isinstance(again, CarerBox)
    qtbot.addWidget(again)
    assert again.form.row("evidence_note").value() == "Seen by T. Inkwell"
    note = again.note()
    assert note is not None
    end = "Type these again if you had changed them: telephone, other telephone, email, address."
    assert note.accessibleName().endswith(end)


@pytest.mark.parametrize("name", sorted(NEW))
def test_a_planted_row_that_is_drafted_is_found(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(CarerBox, "never_drafted", set(NEW) - {name})
    with pytest.raises(AssertionError):
        test_a_new_address_of_a_person_is_in_no_draft(qtbot, at_desk, referred)
