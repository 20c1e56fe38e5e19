"""One correction on the screen: before and after, the decision, who has to be told, and what lies apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions, telling
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice, CorrectionOutcome, WhyTold
from coordinator_app.corrections.page.claim import CorrectionPage
from coordinator_app.corrections.page.claim_box import ClaimBox
from coordinator_app.corrections.page.decision_box import DecisionBox
from coordinator_app.corrections.page.notice_box import NoticeBox
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.services import Services
from coordinator_app.sharing.model import DeliveryMethod, RecipientKind
from coordinator_app.ui.notes import Note
from coordinator_app.ui.told_box import ToldBox
from tests.corrections.asked import FATHER, TODAY, asked, decided, give, put_right
from tests.held_jobs import HeldBack
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add


def shown(qtbot: QtBot, services: Services, claim: CorrectionClaim, **more: Any) -> CorrectionPage:
    page = CorrectionPage(services)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    page.open(claim_id=claim.id, **more)
    QApplication.processEvents()
    return page


def last_box(qtbot: QtBot, desk: Desk) -> Any:
    box = desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    return box


def now(house: House, claim: CorrectionClaim) -> CorrectionClaim:
    return house.session.get(CorrectionClaim, claim.id)


def notes(page: CorrectionPage) -> list[str]:
    QApplication.processEvents()
    return [one.lead for one in page.findChildren(Note) if one.isVisibleTo(page)]


def test_before_and_after_stand_beside_each_other_once_the_record_is_put_right(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    claim = asked(referred)
    page = shown(qtbot, at_desk.services, claim)
    sides = page.parts.record_view
    assert not sides.after.isVisibleTo(page)
    assert "3 May 2012" in sides.before.toPlainText()
    page.parts.correct.click()
    assert at_desk.told.went == [("pupil", {"pupil_id": referred.pupil.id, "edit": True})]
    put_right(referred)
    page.shown_again()  # Back, whatever kind of record was corrected
    QApplication.processEvents()
    assert sides.before.toPlainText() == "Date of birth\n[removed: 3] May 2012"
    assert sides.after.toPlainText() == "Date of birth\n[added: 13] May 2012"


def test_the_decision_and_the_notices_are_recorded_from_the_page(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    give(referred, referred.pupil)
    claim = asked(referred)
    put_right(referred)
    page = shown(qtbot, at_desk.services, claim)
    assert "Kingfisher Workshop" in words_of(page)
    page.parts.decide.click()
    box = cast("DecisionBox", last_box(qtbot, at_desk))
    box.form.set_values({"outcome": CorrectionOutcome.CORRECTED, "reason": "The certificate was seen."})
    box.act.click()
    assert now(referred, claim).outcome is CorrectionOutcome.CORRECTED
    assert notes(page) == ["Whoever asked is not told yet."]
    page.parts.answered.click()
    record = cast("ToldBox", last_box(qtbot, at_desk))
    record.act.click()
    assert now(referred, claim).told_on is None, "it was not said how"
    record.form.set_values({"told_how": DeliveryMethod.IN_PERSON})
    record.act.click()
    assert now(referred, claim).told_on == TODAY
    assert "24 November 2026, collected in person, on paper" in words_of(page)
    assert notes(page) == []
    (press,) = [
        one for one in page.findChildren(QPushButton) if one.isVisibleTo(page) and one.text() == "Note it"
    ]
    assert press.accessibleName() == "Note it: told of the correction, Kingfisher Workshop"
    press.click()
    told = cast("NoticeBox", last_box(qtbot, at_desk))
    told.form.set_values({"told_on": TODAY, "told_how": DeliveryMethod.POST})
    told.act.click()
    (notice,) = actions.notices_of(referred.session, claim.id)
    assert notice.told_on == TODAY
    assert "Told 24 November 2026" in words_of(page) or page.parts.notices.rows() != []
    *acts, last = (change for _words, change in at_desk.told.toasts)
    assert all(acts), "each of them can be undone"
    assert not last, "but for what stands in the ledger"


def test_corrected_is_refused_in_the_box_while_nothing_was_corrected(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    claim = asked(referred)
    page = shown(qtbot, at_desk.services, claim)
    page.parts.decide.click()
    box = cast("DecisionBox", last_box(qtbot, at_desk))
    box.form.set_values({"outcome": CorrectionOutcome.CORRECTED, "reason": "He is right."})
    box.act.click()
    note = box.note()
    assert note is not None
    assert "still says what it said" in note.text
    assert box.form.row("reason").value() == "He is right."
    assert now(referred, claim).outcome is None


def test_the_other_view_is_said_where_it_is_kept_beside_the_record(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    claim = asked(referred)
    decided(referred, claim, CorrectionOutcome.NOTED)
    telling.answered(referred.session, now(referred, claim), TODAY, DeliveryMethod.POST)
    page = shown(qtbot, at_desk.services, claim)
    assert notes(page) == ["Ottokar Puddlecombe says otherwise."]
    assert "Nothing was corrected, so nobody has to be told." in words_of(page)


def test_what_was_typed_is_changed_while_it_is_open(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    claim = asked(referred)
    page = shown(qtbot, at_desk.services, claim)
    page.parts.change.click()
    box = cast("ClaimBox", last_box(qtbot, at_desk))
    box.form.set_values({"says": "Kit was born a day later."})
    box.act.click()
    assert now(referred, claim).says == "Kit was born a day later."
    assert "Kit was born a day later." in words_of(page)
    decided(referred, now(referred, claim), CorrectionOutcome.REFUSED)
    page.refresh()
    assert not page.parts.change.isVisibleTo(page)


class Asked:
    """Asks for the passphrase: not fresh until it was typed."""

    def __init__(self) -> None:
        self.fresh = False

    def __call__(self, then: Any, why: str) -> None:
        self.fresh = True
        then()


def test_of_what_lies_apart_nothing_is_shown_before_the_passphrase_is_typed(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    entry = add(referred, "A talk about marmalade.", category=Category.SAFEGUARDING)
    claim = asked(referred, entry, says="There was no marmalade.", asked_by="Marmalade Samplewell")
    page = shown(qtbot, replace(at_desk.services, confirm=Asked()), claim)
    assert "armalade" not in words_of(page)
    assert "armalade" not in page.parts.record_view.before.toPlainText()
    page.parts.reveal.click()
    assert "There was no marmalade." in words_of(page)
    assert "Kept apart." in notes(page)


@pytest.mark.parametrize(
    ("way", "box"), [("change", ClaimBox), ("decide", DecisionBox), ("answered", ToldBox)]
)
def test_whoever_carries_on_after_a_lock_finds_the_box_open_again(
    qtbot: QtBot, at_desk: Desk, referred: House, way: str, box: type
) -> None:
    page = shown(qtbot, at_desk.services, asked(referred), box=way)
    assert isinstance(last_box(qtbot, at_desk), box)
    page.refresh()
    assert len(at_desk.dialogs.shown) == 1, "once only"
    assert page.where() == {"claim_id": page.case_id}


def test_a_late_answer_about_another_correction_is_not_shown(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = asked(referred, says="The first."), asked(referred, says="The second.")
    page = shown(qtbot, at_desk.services, second)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.open(claim_id=first.id)
    late = held.take()
    held.let()
    page.open(claim_id=second.id)
    for one in (*held.take(), *late):
        one()
    assert "The second." in words_of(page)
    assert "The first." not in words_of(page)


def test_a_press_on_take_it_back_is_not_sent_twice_and_goes_once_they_were_told(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = asked(referred)
    decided(referred, claim, CorrectionOutcome.REFUSED)
    page = shown(qtbot, at_desk.services, claim)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    page.parts.back.click()
    page.parts.back.click()
    assert held.asked == 1
    held.let()
    telling.answered(
        referred.session, decided(referred, claim, CorrectionOutcome.NOTED), TODAY, DeliveryMethod.POST
    )
    page.refresh()
    assert not page.parts.back.isVisibleTo(page)


def test_one_that_is_gone_is_told_in_place_of_it(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = shown(qtbot, at_desk.services, replace(asked(referred), id="gone"))
    assert page.in_trouble()


def test_the_paper_that_shows_it_opens_among_the_documents(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    paper = Document(
        pupil_id=referred.pupil.id,
        title="Birth certificate",
        kind_of_document=DocumentKind.FAMILY_LETTER,
        dated=TODAY,
    )
    with referred.session.write() as work:
        kept = work.add(replace(paper, media_type="application/pdf"))
    page = shown(qtbot, at_desk.services, asked(referred, evidence_document_id=kept.id))
    assert "Birth certificate" in words_of(page)
    page.parts.paper.click()
    (went,) = at_desk.told.went
    assert went == ("pupil", {"pupil_id": referred.pupil.id, "tab": "documents", "document": kept.id})


def test_the_focus_stays_at_the_one_who_was_told(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    give(referred, referred.pupil, "Kingfisher Workshop")
    give(referred, referred.pupil, "Foxglove Hill School")
    claim = asked(referred)
    put_right(referred)
    decided(referred, claim, CorrectionOutcome.CORRECTED)
    notice = actions.notices_of(referred.session, claim.id)[1]
    page = shown(qtbot, at_desk.services, claim)
    page.tell(notice.id)
    box = cast("NoticeBox", last_box(qtbot, at_desk))
    box.form.set_values({"told_on": TODAY, "told_how": DeliveryMethod.POST})
    with qtbot.waitActive(page):
        page.activateWindow()
    box.act.click()
    focused = QApplication.focusWidget()
    assert focused is page.parts._acts[notice.id]
    page.refresh()  # the change is told to the page as well
    assert page.parts._acts[notice.id].hasFocus()


def test_two_notices_of_one_carer_have_buttons_that_say_which(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    """Both were “Note it: told of the correction, Ottokar Puddlecombe” to whoever hears the buttons alone."""
    give(referred, referred.pupil, FATHER, RecipientKind.FAMILY)
    claim = asked(referred)
    put_right(referred)
    decided(referred, claim, CorrectionOutcome.CORRECTED)
    with referred.session.write() as work:
        work.add(CorrectionNotice(claim_id=claim.id, recipient=FATHER, why_told=WhyTold.BY_HAND))
    page = shown(qtbot, at_desk.services, claim)
    named = [one.accessibleName() for one in page.parts.notices.findChildren(QPushButton)]
    assert len(named) == 4
    assert len(set(named)) == len(named)
    assert not any("1 of 2" in one for one in named), "what differs is said"


def test_a_look_at_what_lies_apart_stands_in_the_audit_once(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    entry = add(referred, "A talk.", category=Category.SAFEGUARDING)
    claim = asked(referred, entry)

    def looks() -> int:
        rows = referred.session.audit_rows(compartment=Compartment.GUARDED)
        return sum(row.entry.action == "record.viewed" and row.entry.record_id == claim.id for row in rows)

    confirm = Asked()
    page = shown(qtbot, replace(at_desk.services, confirm=confirm), claim)
    assert looks() == 0, "nothing was shown yet"
    page.parts.reveal.click()
    page.refresh()
    assert looks() == 1
