"""Every reason to hold something back comes with its test, its law and what it needs (domain 2.2)."""

from __future__ import annotations

from coordinator_app.access_requests.exemptions import NO_REASON, RULES, Exemption, Need, in_order


def test_every_reason_has_a_test_and_the_usual_ones_come_first() -> None:
    assert set(RULES) == set(Exemption)
    assert all(one.rule.questions and all(q.strip() for q in one.rule.questions) for one in Exemption)
    rare = [one.rule.is_rare for one in in_order()]
    assert rare == sorted(rare)
    assert len(in_order()) == len(Exemption)


def test_what_may_be_told_has_words_for_the_reader_and_what_may_not_has_none() -> None:
    untold = {
        Exemption.SERIOUS_HARM_EDUCATION,
        Exemption.CHILD_ABUSE,
        Exemption.CONFIDENCE_HEALTH,
        Exemption.CRIME,
    }
    assert not any(one.rule.to_reader for one in untold)
    assert Exemption.THIRD_PARTY.rule.to_reader == "This part is about another person."


def test_another_persons_rights_are_weighed_and_health_needs_an_opinion() -> None:
    assert Need.BALANCE in Exemption.THIRD_PARTY.rule.needs
    assert [one for one in Exemption if one.needs_health_opinion] == [Exemption.SERIOUS_HARM_HEALTH]
    assert len(NO_REASON) >= 4
