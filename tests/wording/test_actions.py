from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.access_requests.actions import letters
from coordinator_app.access_requests.model import LetterKind
from coordinator_app.consent import actions as consent
from coordinator_app.consent.actions import forms_printed
from coordinator_app.consent.in_force import keep_rules, statement_in_force
from coordinator_app.consent.model import ConsentState, FormTemplate
from coordinator_app.consent.orders import FillIn, form_order
from coordinator_app.core.errors import GateShut, InvalidInput, StaleRecord
from coordinator_app.core.template import read, template_hash
from coordinator_app.core.template_text import LONGEST_TEXT, TemplateError
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pdf.template import shipped as shipped_in_print
from coordinator_app.store.undo import CannotUndo
from coordinator_app.wording import actions
from coordinator_app.wording.actions import Approval
from coordinator_app.wording.model import FormWording, WordingReview
from coordinator_app.wording.shipped import NoSuchForm, earlier_texts, shipped
from coordinator_app.wording.undoing import uses_of
from tests.vaults import House, new_consent, ready_request

STATEMENT = "privacy-statement-parent"
TODAY = date(2026, 11, 24)
APPROVED = Approval("O. Quillfeather, Chair", TODAY, "Our own words")


def own(house: House, template: str = STATEMENT, language: str = "en", words: str = "Ours. ") -> FormWording:
    """A draft that says one thing more."""
    draft = actions.new_draft(house.session, template, language)
    return replace(draft, body=f"{words}<!-- our wording -->\n\n{draft.body}")


def in_force(
    house: House, template: str = STATEMENT, language: str = "en", words: str = "Ours. "
) -> FormWording:
    draft = actions.save_draft(house.session, own(house, template, language, words)).record
    today = house.session.clock.today()
    return actions.put_in_force(house.session, draft, replace(APPROVED, in_force_from=today)).record


def test_the_shipped_wording_is_in_force_until_there_is_an_own_one(house: House) -> None:
    now = actions.in_force(house.session, STATEMENT)
    template = shipped_in_print(STATEMENT)
    assert (now.version, now.hash, now.text) == (template.version, template.digest, now.text)
    assert (now.is_own, now.since, now.unchecked) == (False, None, False)
    assert actions.own_text(house.session, STATEMENT) == ""


def test_a_draft_is_kept_and_changes_nothing_that_is_printed(house: House) -> None:
    saved = actions.save_draft(house.session, own(house))
    assert saved.record.is_draft
    assert actions.draft_of(house.session, STATEMENT) == saved.record
    assert not actions.in_force(house.session, STATEMENT).is_own
    again = actions.save_draft(house.session, replace(saved.record, title="  Our\n statement ")).record
    assert again.title == "Our statement"
    with pytest.raises(StaleRecord):
        actions.save_draft(house.session, replace(saved.record, title="Another"))
    with pytest.raises(GateShut, match="draft of this wording already"):
        actions.save_draft(house.session, own(house))
    actions.drop_draft(house.session, again)
    assert actions.draft_of(house.session, STATEMENT) is None


def test_the_own_wording_becomes_the_next_version_with_a_hash_of_its_own(house: House) -> None:
    kept = in_force(house)
    now = actions.in_force(house.session, STATEMENT)
    assert (kept.wording_version, now.version) == (3, 3)
    assert now.hash == kept.digest == template_hash(kept.words)
    assert now.is_own
    assert now.name == f"version 3, {kept.digest[:8]}"
    assert read(now.text).version == 3
    assert kept.based_on == shipped(STATEMENT).digest
    second = in_force(house, words="Ours again. ")
    assert second.wording_version == 4
    assert [one.wording_version for one in actions.versions_of(house.session, STATEMENT)] == [4, 3]


def test_every_form_names_the_version_and_hash_that_it_was_printed_with(referred: House) -> None:
    kept = in_force(referred)
    session = referred.session
    order = form_order(session, FormTemplate.PARENT_STATEMENT, referred.pupil, practice=True)
    printed = print_order(order)
    assert (printed.version, printed.digest) == (3, kept.digest)
    form = form_order(session, FormTemplate.CONSENT_FORM, referred.pupil, practice=True)
    assert form.values["statement_version"] == f"version 3, {kept.digest[:8]}"


def test_letters_and_summaries_take_the_own_wording_too(referred: House) -> None:
    kept = in_force(referred, "letter-acknowledgement")
    request = ready_request(referred)
    order = letters.letter_order(referred.session, request, LetterKind.ACKNOWLEDGEMENT, practice=True)
    assert print_order(order).digest == kept.digest


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"approved_by": " "}, "approved_by"),
        ({"note": ""}, "note"),
        ({"in_force_from": None}, "in_force_from"),
        ({"in_force_from": TODAY - timedelta(days=1)}, "in_force_from"),
    ],
)
def test_who_approved_it_what_changed_and_from_when_must_be_said(
    house: House, wrong: dict[str, object], field: str
) -> None:
    draft = actions.save_draft(house.session, own(house)).record
    with pytest.raises(InvalidInput) as raised:
        actions.put_in_force(house.session, draft, replace(APPROVED, **wrong))  # type: ignore[arg-type]  # one field each time
    assert [one.field for one in raised.value.problems] == [field]
    assert actions.draft_of(house.session, STATEMENT) == draft


def test_a_point_that_got_lost_needs_a_reason_which_is_kept(house: House) -> None:
    draft = own(house)
    body = draft.body.replace("We do not send your data to other countries.", "")
    draft = actions.save_draft(house.session, replace(draft, body=body)).record
    assert [one.name for one in actions.left_out(draft)] == ["abroad"]
    with pytest.raises(InvalidInput, match="That it does not leave the country"):
        actions.put_in_force(house.session, draft, APPROVED)
    kept = actions.put_in_force(
        house.session, draft, replace(APPROVED, left_out_reason=" Our data officer says so. ")
    ).record
    assert kept.left_out_reason == "Our data officer says so."


def test_a_placeholder_or_a_line_to_sign_that_got_lost_needs_a_reason(house: House) -> None:
    draft = own(house, "consent-form")
    body = draft.body.replace("{{signature: Signature | Date}}", "").replace(
        "[ ] My child may go on trips with the programme. {#extra_trips} <!-- 003-6.5; UK GDPR article 6(1)(a) -->\n",
        "",
    )
    draft = replace(draft, body=body)
    assert [one.kind for one in actions.left_out(draft)] == ["box to tick", "signature"]
    with pytest.raises(InvalidInput, match="and 1 more thing"):
        actions.put_in_force(house.session, draft, APPROVED)


def test_what_cannot_be_read_or_printed_never_comes_into_force(house: House) -> None:
    session = house.session
    for words, says in (
        ("**never closed ", "not closed"),
        ("{no_such_value} ", "no value called"),
        ("{{firework: x}}\n\n", "not known here"),
    ):
        draft = own(house, words=words)
        with pytest.raises(TemplateError, match=says):
            actions.put_in_force(session, draft, APPROVED)
    with pytest.raises(InvalidInput, match="cannot be printed"):
        actions.put_in_force(session, own(house, words="مرحبا. "), APPROVED)
    assert session.list(FormWording) == []


def test_what_cannot_be_kept_is_refused_as_a_draft(house: House) -> None:
    draft = own(house)
    for field, words in (("body", "x" * (LONGEST_TEXT + 1)), ("title", ""), ("title", "x" * 201)):
        with pytest.raises(InvalidInput):
            actions.save_draft(house.session, replace(draft, **{field: words}))
    with pytest.raises(InvalidInput):
        actions.save_draft(house.session, replace(draft, body="a\x00b"))
    with pytest.raises(NoSuchForm):
        actions.save_draft(house.session, replace(draft, template="recovery-key"))
    assert house.session.list(FormWording) == []


def test_direction_marks_and_controls_do_not_reach_the_page(house: House) -> None:
    kept = in_force(house, words="Turned \u202e around\u0007. ")
    order = form_order(house.session, FormTemplate.PARENT_STATEMENT, None, practice=True)
    assert print_order(order).digest == kept.digest


def test_the_same_words_again_are_no_new_version(house: House) -> None:
    draft = actions.new_draft(house.session, STATEMENT)
    with pytest.raises(InvalidInput, match="in force already"):
        actions.put_in_force(house.session, draft, APPROVED)


def test_a_version_in_force_is_never_rewritten(house: House) -> None:
    kept = in_force(house)
    for act in (actions.save_draft, actions.drop_draft):
        with pytest.raises(GateShut, match="never rewritten"):
            act(house.session, kept)


def test_a_wording_for_a_later_day_waits_for_it(house: House) -> None:
    later = TODAY + timedelta(days=7)
    draft = actions.save_draft(house.session, own(house)).record
    actions.put_in_force(house.session, draft, replace(APPROVED, in_force_from=later))
    assert not actions.in_force(house.session, STATEMENT).is_own
    house.clock.at = house.clock.at + timedelta(days=7)
    assert actions.in_force(house.session, STATEMENT).since == later


def test_the_shipped_wording_can_be_put_in_force_again_and_the_own_one_stays_readable(house: House) -> None:
    kept = in_force(house)
    with pytest.raises(InvalidInput):
        actions.restore_shipped(house.session, STATEMENT, "en", Approval("", TODAY))
    actions.restore_shipped(house.session, STATEMENT, "en", APPROVED)
    now = actions.in_force(house.session, STATEMENT)
    assert (now.is_own, now.hash, now.since) == (False, shipped(STATEMENT).digest, TODAY)
    assert actions.wording_of_hash(house.session, STATEMENT, kept.digest) == actions.own_wording(kept)
    with pytest.raises(InvalidInput, match="in force already"):
        actions.restore_shipped(house.session, STATEMENT, "en", APPROVED)
    assert in_force(house, words="Once more. ").wording_version == 4, "no number is ever used twice"


def test_a_wording_that_was_acknowledged_can_be_found_by_its_hash_also_an_earlier_release(
    house: House,
) -> None:
    for text in (*earlier_texts(STATEMENT), actions.shipped_wording(STATEMENT).text):
        found = actions.wording_of_hash(house.session, STATEMENT, template_hash(text))
        assert found is not None
        assert found.text == text
    assert actions.wording_of_hash(house.session, STATEMENT, "ab") is None
    assert [one.version for one in actions.shipped_wordings(STATEMENT)] == [2, 1]


def test_putting_in_force_can_be_undone_until_somebody_has_it_on_paper(referred: House) -> None:
    session = referred.session
    draft = actions.save_draft(session, own(referred)).record
    saved = actions.put_in_force(session, draft, APPROVED)
    session.undo(saved.change_id)
    assert not actions.in_force(session, STATEMENT).is_own
    draft = actions.draft_of(session, STATEMENT)
    assert draft is not None
    saved = actions.put_in_force(session, draft, APPROVED)
    printed = ((FormTemplate.PARENT_STATEMENT, 3, saved.record.digest),)
    forms_printed(session, referred.pupil.id, printed)
    assert uses_of(session, saved.record.digest) == 1
    with pytest.raises(CannotUndo, match="printed or acknowledged"):
        session.undo(saved.change_id)
    assert actions.in_force(session, STATEMENT).is_own


def test_an_acknowledgement_alone_keeps_a_wording(referred: House) -> None:
    session = referred.session
    draft = actions.save_draft(session, own(referred)).record
    saved = actions.put_in_force(session, draft, APPROVED)
    kept = replace(new_consent(referred), statement_version=3, statement_hash=saved.record.digest)
    consent.record_consent(session, kept)
    with pytest.raises(CannotUndo):
        session.undo(saved.change_id)


def test_a_translation_counts_as_checked_once_somebody_put_it_in_force(house: House) -> None:
    session = house.session
    assert actions.in_force(session, STATEMENT, "pl").unchecked
    draft = actions.new_draft(session, STATEMENT, "pl")
    kept = actions.put_in_force(
        session, draft, replace(APPROVED, approved_by="A. Thimblewick, translator")
    ).record
    now = actions.in_force(session, STATEMENT, "pl")
    assert (now.version, now.unchecked, now.hash) == (3, False, kept.digest)
    assert not actions.in_force(session, STATEMENT).is_own, "English is a wording of its own"


def test_a_family_that_signed_the_polish_statement_is_not_shut_out_by_a_newer_english_one(
    referred: House,
) -> None:
    session, pupil_id = referred.session, referred.pupil.id
    keep_rules(session, shuts=True, after_days=10)
    polish = shipped(STATEMENT, "pl")
    kept = replace(
        new_consent(referred),
        statement_version=polish.version,
        statement_hash=polish.digest,
        language="Polski",
    )
    consent.record_consent(session, kept)
    in_force(referred)
    assert consent.standing_of(session, pupil_id).state is ConsentState.IN_PLACE
    in_force(referred, language="pl", words="Nasze. ")
    assert consent.standing_of(session, pupil_id).state is ConsentState.OLDER


def test_a_draft_that_is_older_than_a_return_of_the_same_day_comes_into_force_when_it_is_approved_later(
    house: House,
) -> None:
    session = house.session
    in_force(house)
    house.clock.at += timedelta(minutes=5)
    draft = actions.save_draft(session, own(house, words="Ours again. ")).record
    house.clock.at += timedelta(minutes=5)
    actions.restore_shipped(session, STATEMENT, "en", APPROVED)
    assert not actions.in_force(session, STATEMENT).is_own
    house.clock.at += timedelta(minutes=5)
    kept = actions.put_in_force(session, draft, APPROVED).record
    assert actions.in_force(session, STATEMENT).hash == kept.digest
    assert statement_in_force(session) == kept.wording_version
    assert actions.versions_of(session, STATEMENT)[0] == kept


def test_a_form_that_is_not_there_in_a_language_is_said(house: House) -> None:
    with pytest.raises(NoSuchForm):
        actions.in_force(house.session, "referral-form", "pl")
    with pytest.raises(NoSuchForm):
        actions.in_force(house.session, "referral-form", "xx")
    order = form_order(
        house.session, FormTemplate.REFERRAL_FORM, None, practice=True, fill=FillIn(language="pl")
    )
    assert "Referral form" in order.wording


def test_who_looked_through_a_statement_is_kept(house: House) -> None:
    with pytest.raises(InvalidInput):
        actions.looked_through(house.session, STATEMENT, "en", " ")
    saved = actions.looked_through(house.session, STATEMENT, "en", "Pat Samplewell", "Still true. ")
    assert actions.reviews_of(house.session, STATEMENT) == [saved.record]
    found: WordingReview = saved.record
    assert (found.looked_on, found.wording_version, found.note) == (TODAY, 2, "Still true.")
