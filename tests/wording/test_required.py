from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.core.errors import GateShut
from coordinator_app.core.gates import OPEN
from coordinator_app.core.template_own import Lost
from coordinator_app.wording import actions, due
from coordinator_app.wording.judging import judged
from coordinator_app.wording.model import FormWording
from coordinator_app.wording.required import BOX, LINE, REQUIRED, VALUE, not_asked, questions
from coordinator_app.wording.shipped import languages_of, shipped
from tests.vaults import House
from tests.wording.test_actions import APPROVED

EACH = [
    pytest.param(template, language, one, id=f"{template}-{language}-{one.name}")
    for template, needed in REQUIRED.items()
    for language in languages_of(template)
    for one in needed
]


def without(body: str, kind: str, name: str) -> str:
    """The body without a box, a value, or any line to sign on."""
    if kind == VALUE:
        return body.replace(f"= {{{name}}}", "").replace(f"{{{name}}}", "")
    marks = {BOX: f"{{#{name}}}", LINE: "{{signature:"}
    return "\n".join(line for line in body.splitlines() if marks[kind] not in line)


def changed(house: House, template: str, body: str, language: str = "en") -> FormWording:
    draft = actions.new_draft(house.session, template, language)
    return actions.save_draft(house.session, replace(draft, body=body)).record


@pytest.mark.parametrize(("template", "language"), [(t, x) for t in REQUIRED for x in languages_of(t)])
def test_every_form_that_came_with_coordinator_asks_what_it_has_to(template: str, language: str) -> None:
    assert not_asked(template, shipped(template, language).body) == ()


@pytest.mark.parametrize(("template", "language", "one"), EACH)
def test_a_form_that_lacks_what_it_has_to_ask_is_not_put_in_force_whatever_the_reason(
    house: House, template: str, language: str, one: Lost
) -> None:
    body = without(shipped(template, language).body, one.kind, one.name)
    draft = changed(house, template, body, language)
    with pytest.raises(GateShut) as raised:
        actions.put_in_force(
            house.session, draft, replace(APPROVED, left_out_reason="We do not want to ask.")
        )
    assert one.words in raised.value.sentences()
    assert one.clause not in raised.value.sentences(), "plain words; the clause stands in the documents"
    assert not actions.in_force(house.session, template, language).is_own
    assert one in judged(draft, 3).not_asked
    assert one.words in judged(draft, 3).in_the_way[0]


def test_the_guard_is_what_refuses_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    body = without(shipped("consent-form").body, BOX, "parental_responsibility")
    draft = changed(house, "consent-form", body)
    approval = replace(APPROVED, left_out_reason="We do not want to ask.")
    monkeypatch.setattr(actions, "decision", lambda _template, _body: OPEN)
    kept = actions.put_in_force(house.session, draft, approval).record
    (told,) = [one for one in due.due_items(house.session) if one.key == "wording-lacks-consent-form-en"]
    assert "the box “I have parental responsibility”" in told.second_line
    assert kept.left_out_reason, "such a form of former days is told on Today"


@pytest.mark.parametrize("asked", ["[ ] 3. {#statement_content}", "[ ] Yes. {#statement_content}\n" * 2])
def test_a_box_without_words_or_one_that_stands_there_twice_asks_nothing(asked: str) -> None:
    body = without(shipped("consent-form").body, BOX, "statement_content")
    assert [one.name for one in not_asked("consent-form", f"{body}\n\n{asked}")] == ["statement_content"]
    assert not_asked("consent-form", f"{body}\n\n[ ] Content with it. {{#statement_content}}") == ()


def test_whoever_approves_reads_the_words_of_each_box(house: House) -> None:
    found = dict(questions("consent-form", shipped("consent-form").body))
    assert (
        found["The box “I have parental responsibility”"] == "I have parental responsibility for this child."
    )
    assert len(found) == 5
    assert questions("letter-reply", shipped("letter-reply").body) == ()
    gone = without(shipped("consent-form").body, BOX, "programme")
    assert len(questions("consent-form", gone)) == 4
