from __future__ import annotations

from datetime import date

from coordinator_app.core.template_own import lost
from coordinator_app.resources import form_file
from coordinator_app.wording.judging import MEASURED, reading_of
from coordinator_app.wording.model import EDITABLE, FormWording, Wording, editable, newest, review_due
from coordinator_app.wording.shipped import earlier_texts, languages, languages_of, shipped

TODAY = date(2026, 11, 24)


def version(key: int, day: date | None) -> FormWording:
    return FormWording(key=key, template="x", language="en", in_force_from=day)


def test_every_wording_but_the_recovery_key_can_be_changed() -> None:
    files = {path.stem for path in form_file("en").glob("*.md")}
    assert {one.name for one in EDITABLE} == files - {"recovery-key"}
    assert editable("recovery-key") is None
    assert editable("consent-form") is not None


def test_the_last_to_come_into_force_counts_and_none_of_tomorrow() -> None:
    earlier, later = version(1, date(2026, 11, 1)), version(2, date(2026, 11, 20))
    same_day, tomorrow, draft = (
        version(3, date(2026, 11, 20)),
        version(4, date(2026, 11, 25)),
        version(5, None),
    )
    assert newest([later, earlier], TODAY) is later
    assert newest([same_day, later], TODAY) is same_day
    assert newest([tomorrow, draft], TODAY) is None
    assert (draft.is_draft, later.is_draft) == (True, False)


def test_a_statement_is_looked_through_a_year_after_it_was_last() -> None:
    set_up = date(2025, 11, 24)
    assert review_due(None, set_up, date(2026, 11, 23)) is None
    assert review_due(None, set_up, TODAY) == TODAY
    assert review_due(date(2026, 1, 1), set_up, TODAY) is None


def test_a_version_is_named_as_its_pages_name_it() -> None:
    assert Wording("x", "en", "T", "text", 3, "ab12cd34ef").name == "version 3, ab12cd34"


def test_families_and_young_people_can_read_what_they_are_given_at_eleven() -> None:
    for form in EDITABLE:
        age = reading_of(shipped(form.name).body).age
        assert age <= form.target_age, (form.name, age)
        if form.reader in {"Parents and carers", "The young person"}:
            assert form.target_age == 11
    assert MEASURED == "en"


def test_a_harder_text_would_be_found() -> None:
    hard = "The educational institution endeavours to facilitate comprehensive participation. <!-- our wording -->"
    assert reading_of(hard).age > 11


def test_every_shipped_wording_says_all_that_it_lays_down() -> None:
    for form in EDITABLE:
        for language in languages_of(form.name):
            template = shipped(form.name, language)
            assert lost(template, template.body) == (), (form.name, language)


def test_statements_and_consent_lay_down_their_points_in_every_language_alike() -> None:
    for name in ("privacy-statement-parent", "privacy-statement-child", "consent-form"):
        english = shipped(name)
        assert len(english.points) >= 9
        for language in languages_of(name):
            template = shipped(name, language)
            assert template.points == english.points, language
            assert template.version == english.version, "who reads a translation reads the present version"
            assert set(template.values) == set(english.values)
            assert (template.ticks, template.generated) == (english.ticks, english.generated)
    assert len(shipped("privacy-statement-school").points) >= 12


def test_taking_a_sentence_out_of_a_statement_is_noticed() -> None:
    template = shipped("privacy-statement-parent")
    body = template.body.replace(
        "If a child may be in danger we tell those who can help, even if you have not agreed.", ""
    )
    assert [one.name for one in lost(template, body)] == ["danger"]


def test_a_second_language_is_there_and_says_that_nobody_has_checked_it() -> None:
    assert languages() == {"en": "English", "pl": "Polski"}
    for name in ("privacy-statement-parent", "privacy-statement-child", "consent-form"):
        assert languages_of(name) == ("en", "pl")
        assert shipped(name, "pl").translation == "not checked"
        assert shipped(name).translation == ""
    assert languages_of("referral-form") == ("en",)
    assert languages_of("../en/consent-form") == ()


def test_what_an_earlier_release_shipped_can_still_be_read() -> None:
    (first,) = earlier_texts("privacy-statement-parent")
    assert "version: 1" in first
    assert earlier_texts("privacy-statement-child") == ()
    assert earlier_texts("consent-form", "pl") == ()
