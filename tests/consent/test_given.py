"""A signed form is recorded against the statement that came with it, not the one printed last (003-7.3c)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coordinator_app.consent.actions import forms_of, forms_printed
from coordinator_app.consent.given import Given, Statements, statements_of
from coordinator_app.consent.model import FormTemplate
from coordinator_app.wording.actions import in_force as wording_in_force
from coordinator_app.wording.blank import belongs_to, blanks_printed
from coordinator_app.wording.shipped import shipped
from tests.vaults import House
from tests.wording.test_actions import in_force

STATEMENT, FORM = FormTemplate.PARENT_STATEMENT, FormTemplate.CONSENT_FORM
OLD, NEW = "ab" * 32, "cd" * 32
NAMED = "ef" * 32


def pack(house: House, version: int, digest: str, form: str = NAMED) -> str:
    """Print a pack; the code of the form."""
    printed = ((STATEMENT, version, digest), (FORM, version, form))
    return forms_printed(house.session, house.pupil.id, printed)[1].record.reference


def alone(house: House, template: FormTemplate, version: int, digest: str) -> str:
    printed = ((template, version, digest),)
    return forms_printed(house.session, house.pupil.id, printed)[0].record.reference


def told(house: House) -> Statements:
    return statements_of(house.session, forms_of(house.session, house.pupil.id))


def later(house: House, days: int = 10) -> date:
    house.clock.at += timedelta(days=days)
    return house.session.clock.today()


def test_the_form_of_the_first_pack_is_for_its_own_statement_though_another_was_printed_since(
    referred: House,
) -> None:
    first_day = referred.session.clock.today()
    first = pack(referred, 1, OLD)
    reprinted = later(referred)
    second = pack(referred, 2, NEW)
    assert told(referred).given(first, later(referred, 2)) == Given(1, OLD, first_day)
    assert told(referred).given(second, None) == Given(2, NEW, reprinted)


def test_a_form_with_an_unknown_code_is_for_what_was_printed_when_it_was_signed(referred: House) -> None:
    first_day = referred.session.clock.today()
    pack(referred, 1, OLD)
    reprinted = later(referred)
    alone(referred, STATEMENT, 2, NEW)
    later(referred)
    assert told(referred).given("", reprinted - timedelta(days=1)) == Given(1, OLD, first_day)
    assert told(referred).given("", reprinted) == Given(2, NEW, reprinted)


def test_a_form_printed_alone_is_for_the_statement_that_they_had_by_then_or_else_got_before_they_signed(
    referred: House,
) -> None:
    early = alone(referred, FORM, 1, NAMED)
    first_day = later(referred)
    alone(referred, STATEMENT, 1, OLD)
    later(referred)
    middle = alone(referred, FORM, 1, NAMED)
    reprinted = later(referred)
    alone(referred, STATEMENT, 2, NEW)
    assert told(referred).given(middle, reprinted) == Given(1, OLD, first_day)
    assert told(referred).given(early, reprinted) == Given(2, NEW, reprinted)


def test_a_polish_form_is_for_the_polish_statement(referred: House) -> None:
    polish, form = shipped(STATEMENT.value, "pl"), shipped(FORM.value, "pl")
    english = shipped(STATEMENT.value)
    both = (
        (STATEMENT, english.version, english.digest),
        (STATEMENT, polish.version, polish.digest),
        (FORM, form.version, form.digest),
    )
    reference = forms_printed(referred.session, referred.pupil.id, both)[2].record.reference
    assert told(referred).given(reference, None).digest == polish.digest
    assert told(referred).given("", None).digest in {polish.digest, english.digest}


def test_without_a_printed_statement_it_is_the_one_in_force_on_the_day_signed_in_the_forms_language(
    referred: House,
) -> None:
    session, before = referred.session, referred.session.clock.today()
    original = shipped(STATEMENT.value)
    renewed = later(referred)
    own = in_force(referred)
    assert told(referred).given("", renewed) == Given(own.wording_version or 0, own.digest)
    assert told(referred).given("", before) == Given(original.version, original.digest)
    form = shipped(FORM.value, "pl")
    reference = alone(referred, FORM, form.version, form.digest)
    polish = wording_in_force(session, STATEMENT.value, "pl")
    assert told(referred).given(reference, None) == Given(polish.version, polish.hash)


@pytest.mark.parametrize("copies", [1, 3])
def test_a_blank_form_is_for_the_blank_statement_of_its_pack(referred: House, copies: int) -> None:
    session, first_day = referred.session, referred.session.clock.today()
    both = ((STATEMENT, 1, OLD), (FORM, 1, NAMED))
    blank = blanks_printed(session, both * copies, language="en")[1].record
    later(referred, 0)
    referred.clock.at += timedelta(hours=1)
    blanks_printed(session, ((STATEMENT, 2, NEW), (FORM, 2, NAMED)), language="en")
    later(referred)
    alone(referred, STATEMENT, 2, NEW)
    reference = belongs_to(session, blank, referred.pupil.id).record.reference
    assert told(referred).given(reference, None) == Given(1, OLD, first_day)
