from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.approval import approval_mark
from coordinator_app.access_requests.clocks import ClockSettings
from coordinator_app.access_requests.decisions import (
    Approval,
    advice_given,
    approval_of,
    available_gate,
    built_gate,
    consultation_gate,
    decided_gate,
    decisions_mark,
    fresh_gate,
    harm_gate,
    item_gate,
    send_gate,
    settled,
    sharing_advised,
)
from coordinator_app.access_requests.items import (
    FindingState,
    Outcome,
    Pack,
    PackFinding,
    Redaction,
    RequestItem,
    guarded_if_marked,
)
from coordinator_app.access_requests.model import (
    AccessRequest,
    Consultation,
    Exemption,
    HealthOpinion,
    RequesterKind,
    SafeguardingAdvice,
)
from coordinator_app.access_requests.needed_checks import NEEDED_CHECKS
from coordinator_app.access_requests.opinions import months_before
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Compartment

DAY = date(2026, 11, 12)
ADVICE = SafeguardingAdvice(officer="Dana Placeholder", asked_on=DAY, given_on=DAY, advice="Withhold")
SHARED = replace(ADVICE, about="i1", may_be_shared=True)
BOX = Redaction(field_name="words", start=1, end=4, exemption=Exemption.THIRD_PARTY)
WITHHELD = RequestItem(
    id="i1", outcome=Outcome.WITHHOLD, exemption=Exemption.THIRD_PARTY, reason="About another family"
)


def why(decision: Decision) -> list[str]:
    return [reason.why for reason in decision.reasons]


def test_sharing_in_full_needs_nothing_and_undecided_is_never_enough() -> None:
    assert item_gate(RequestItem(outcome=Outcome.SHARE), (), ()).is_open
    for outcome in (Outcome.UNDECIDED, None):
        assert why(item_gate(RequestItem(outcome=outcome), (), ())) == ["Nothing is decided yet."]


def test_redacting_needs_a_covered_part_and_a_reason_for_each() -> None:
    item = RequestItem(outcome=Outcome.REDACT)
    assert item_gate(item, (BOX,), ()).is_open
    assert why(item_gate(item, (), ())) == ["Nothing is covered yet."]
    assert why(item_gate(item, (BOX, replace(BOX, exemption=None)), ())) == ["A covered part has no reason."]
    harm = replace(BOX, exemption=Exemption.CHILD_ABUSE)
    assert "Safeguarding Officer" in why(item_gate(item, (BOX, harm), ()))[0]
    assert item_gate(item, (BOX, harm), (ADVICE,)).is_open


def test_withholding_needs_a_reason_in_law_and_in_words() -> None:
    assert item_gate(WITHHELD, (), ()).is_open
    assert why(item_gate(replace(WITHHELD, exemption=None), (), ())) == ["No reason in law is chosen."]
    assert why(item_gate(replace(WITHHELD, reason=" "), (), ())) == ["The reason is not written down."]


def test_withholding_what_they_have_had_already_needs_a_note_for_the_file() -> None:
    shared = replace(WITHHELD, already_shared_on=DAY)
    assert "already" in why(item_gate(shared, (), ()))[0]
    assert item_gate(replace(shared, note="It named another child since"), (), ()).is_open


@pytest.mark.parametrize("exemption", list(Exemption))
def test_harm_needs_advice_and_nothing_else_does(exemption: Exemption) -> None:
    harm = exemption in {
        Exemption.SERIOUS_HARM_EDUCATION,
        Exemption.SERIOUS_HARM_HEALTH,
        Exemption.SERIOUS_HARM_SOCIAL_WORK,
        Exemption.CHILD_ABUSE,
    }
    assert exemption.needs_safeguarding_advice is harm
    assert harm_gate(exemption, (), "i1").is_open is not harm
    assert harm_gate(exemption, (ADVICE,), "i1").is_open is not exemption.needs_health_opinion
    assert exemption.law.startswith("Data Protection Act 2018, s")


def test_no_reason_needs_no_advice_and_harm_may_not_be_told() -> None:
    assert harm_gate(None, (), "i1").is_open
    assert not Exemption.CHILD_ABUSE.may_be_told
    assert not Exemption.SERIOUS_HARM_EDUCATION.may_be_told
    assert Exemption.THIRD_PARTY.may_be_told


@pytest.mark.parametrize("lacking", [{"given_on": None}, {"advice": " "}, {"officer": ""}])
def test_advice_that_lacks_who_when_or_what_is_no_advice(lacking: dict) -> None:
    assert advice_given([replace(ADVICE, **lacking), ADVICE], "i1")
    assert not advice_given([replace(ADVICE, **lacking)], "i1")
    assert not sharing_advised([replace(SHARED, **lacking)], "i1")


def test_a_pack_needs_every_item_decided() -> None:
    assert why(decided_gate((), {}, ())) == ["Nothing has been gathered."]
    shared = RequestItem(id="i2", outcome=Outcome.SHARE)
    redacted = RequestItem(id="i3", outcome=Outcome.REDACT)
    assert decided_gate((WITHHELD, shared, redacted), {"i3": (BOX,)}, ()).is_open
    assert why(decided_gate((WITHHELD, shared, redacted), {}, ())) == ["1 item is not decided."]
    both = (RequestItem(id="i4"), redacted)
    assert why(decided_gate(both, {}, ())) == ["2 items are not decided."]


def test_harm_stays_shut_for_an_item_that_the_advice_is_not_about() -> None:
    harm, named = Exemption.SERIOUS_HARM_EDUCATION, replace(ADVICE, about="i2\ni3")
    assert not harm_gate(harm, (named,), "i1").is_open
    assert harm_gate(harm, (named,), "i3").is_open
    assert harm_gate(harm, (named, ADVICE), "i1").is_open  # on the request as a whole: it may be held back
    withheld = replace(WITHHELD, exemption=harm)
    assert not item_gate(withheld, (), (named,)).is_open
    covered = RequestItem(id="i1", outcome=Outcome.REDACT)
    assert not item_gate(covered, (replace(BOX, exemption=harm),), (named,)).is_open


def test_of_an_item_the_last_advice_decides() -> None:
    held = replace(SHARED, given_on=date(2026, 11, 13), may_be_shared=False)
    assert not sharing_advised((held, SHARED), "i1")
    assert sharing_advised((replace(held, about="i2"), SHARED), "i1")


@pytest.mark.parametrize("outcome", [Outcome.SHARE, Outcome.REDACT])
def test_what_is_restricted_leaves_on_advice_or_for_a_written_reason(outcome: Outcome) -> None:
    boxes = (BOX,) if outcome is Outcome.REDACT else ()
    item = RequestItem(id="i1", outcome=outcome, is_guarded=True)
    shut = ["It is restricted, and no advice is recorded that it may be shared."]
    assert why(item_gate(item, boxes, ())) == shut
    assert item_gate(item, boxes, (SHARED,)).is_open
    # advice on another worry, on the request as a whole, to hold it back, or that says neither opens nothing
    for other in ({"about": "i2"}, {"about": ""}, {"may_be_shared": False}, {"may_be_shared": None}):
        assert why(item_gate(item, boxes, (replace(SHARED, **other),))) == shut
    assert item_gate(replace(item, note="She told us so herself."), boxes, ()).is_open
    assert item_gate(replace(item, already_shared_on=DAY), boxes, ()).is_open


def test_the_school_must_have_been_asked_whether_or_not_it_replied() -> None:
    assert consultation_gate([Consultation(asked_on=DAY)]).is_open
    assert not consultation_gate([]).is_open
    assert not consultation_gate([Consultation()]).is_open


def test_a_record_changed_after_gathering_shuts_the_gate() -> None:
    assert fresh_gate(0).is_open
    assert why(fresh_gate(1)) == ["1 record was changed after it was gathered."]
    assert why(fresh_gate(3)) == ["3 records were changed after they were gathered."]


ITEM = RequestItem(id="i1", item_id="r1", item_version=1, outcome=Outcome.REDACT)


@pytest.mark.parametrize(
    "other",
    [
        (replace(ITEM, outcome=Outcome.SHARE), BOX),
        (replace(ITEM, item_version=2), BOX),
        (replace(ITEM, parts_mark="x"), BOX),
        (replace(ITEM, exemption=Exemption.CRIME), BOX),
        (ITEM, replace(BOX, end=5)),
        (ITEM, replace(BOX, field_name="source")),
        (ITEM, replace(BOX, page=1)),
        (ITEM, replace(BOX, exemption=Exemption.CRIME)),
    ],
)
def test_every_change_of_a_decision_changes_its_fingerprint(other: tuple[RequestItem, Redaction]) -> None:
    item, box = other
    assert decisions_mark([ITEM], {"i1": (BOX,)}) != decisions_mark([item], {"i1": (box,)})


def test_the_fingerprint_does_not_depend_on_order_and_notes() -> None:
    second = replace(ITEM, id="i2")
    boxes = {"i1": (BOX, replace(BOX, start=0))}
    turned = {"i1": (replace(BOX, start=0), BOX)}
    assert decisions_mark([ITEM, second], boxes) == decisions_mark([second, replace(ITEM, note="x")], turned)


REQUEST = AccessRequest(approved_by="Dana Placeholder", approved_on=DAY, approved_mark="m f1")
PACK = Pack(decisions_mark="m", sha256="f1")
PASSED = PackFinding(check_name="Opens", state=FindingState.PASSED)
ALL = [PackFinding(check_name=name, state=FindingState.PASSED) for name in NEEDED_CHECKS]
LOOK = PackFinding(check_name="Covered names", state=FindingState.LOOK)


def test_a_checked_and_approved_pack_may_be_sent() -> None:
    found = [*ALL, replace(LOOK, kept_reason="It is a staff member")]
    approved = replace(REQUEST, approved_mark=approval_mark("m", PACK, found))
    assert send_gate(approved, PACK, found, "m").is_open
    assert why(send_gate(REQUEST, PACK, found, "m")) == [
        "Something that the checks found was kept since it was approved."
    ]


@pytest.mark.parametrize(
    ("request_", "findings", "mark", "says"),
    [
        (replace(REQUEST, sent_on=DAY), ALL, "m", "A pack has already been sent."),
        (replace(REQUEST, approved_by=" "), ALL, "m", "Nobody has approved the pack."),
        (replace(REQUEST, approved_on=None), ALL, "m", "Nobody has approved the pack."),
        (
            replace(REQUEST, approved_mark="old f1"),
            ALL,
            "m",
            "Decisions or the request itself have changed since it was approved.",
        ),
        (
            replace(REQUEST, approved_mark="m f0"),
            ALL,
            "m",
            "The pack was built again since it was approved.",
        ),
        (
            replace(REQUEST, approved_mark="m"),
            ALL,
            "m",
            "It was approved before it was built, and its checks found something to look at.",
        ),
        (
            replace(REQUEST, approved_mark="new"),
            ALL,
            "new",
            "Decisions or the request itself have changed since the pack was built.",
        ),
        (REQUEST, [*ALL, LOOK], "m", "A check is not settled: Covered names."),
        (
            REQUEST,
            [*ALL, replace(LOOK, state=FindingState.FAILED, kept_reason="x")],
            "m",
            "A check is not settled: Covered names.",
        ),
    ],
)
def test_each_thing_that_keeps_a_pack_from_being_sent(
    request_: AccessRequest, findings: list[PackFinding], mark: str, says: str
) -> None:
    assert why(send_gate(request_, PACK, findings, mark)) == [says]


def test_an_approval_is_of_one_pack_and_a_pack_of_earlier_decisions_binds_nothing() -> None:
    assert approval_mark("m", None) == "m"
    assert approval_mark("m", PACK) == "m f1"
    assert approval_mark("m2", PACK) == "m2"
    assert approval_of(REQUEST, PACK, "m") is Approval.STANDS
    assert approval_of(replace(REQUEST, approved_mark="m"), None, "m") is Approval.STANDS
    assert approval_of(REQUEST, replace(PACK, sha256="f2"), "m") is Approval.REBUILT
    assert approval_of(REQUEST, PACK, "m2") is Approval.CHANGED
    earlier = replace(REQUEST, approved_mark="m")  # kept before approvals named the pack
    assert approval_of(earlier, replace(PACK, sent_on=DAY), "m") is Approval.STANDS
    assert approval_of(earlier, replace(PACK, sent_on=DAY), "m2") is Approval.CHANGED


def test_a_pack_without_one_of_its_checks_was_not_checked() -> None:
    for lost in ALL:
        left = [one for one in ALL if one is not lost]
        assert why(built_gate(PACK, left, "m")) == [f"Checks were not made: {lost.check_name}."]
    assert built_gate(PACK, ALL, "m").is_open
    assert not built_gate(PACK, [], "m").is_open


def test_a_failure_can_only_be_mended_and_a_suspicion_kept_with_a_reason() -> None:
    assert settled(PASSED)
    assert not settled(LOOK)
    assert settled(replace(LOOK, kept_reason="It is the teacher"))
    assert not settled(replace(LOOK, state=FindingState.FAILED, kept_reason="x"))
    failed = built_gate(PACK, [*ALL, replace(LOOK, state=FindingState.FAILED)], "m")
    assert failed.reasons[0].opens == "Mend it and build the pack again."
    assert built_gate(PACK, [*ALL, LOOK], "m").reasons[0].opens.startswith("Look at it")


@pytest.mark.parametrize("cls", [RequestItem, Redaction, Pack, PackFinding])
def test_what_is_marked_guarded_lies_in_the_guarded_compartment(cls: type) -> None:
    assert guarded_if_marked(cls(is_guarded=True)) is Compartment.GUARDED
    assert guarded_if_marked(cls()) is Compartment.GENERAL


def test_the_default_target_is_fifteen_calendar_days_that_a_pause_stops() -> None:
    assert ClockSettings().pauses_stop_target
    assert ClockSettings().target.value.startswith("calendar")


def test_health_information_is_held_back_only_on_an_opinion_of_the_last_six_months() -> None:
    harm = Exemption.SERIOUS_HARM_HEALTH
    opinion = HealthOpinion(
        professional="Dr Placeholder",
        asked_on=DAY,
        given_on=DAY,
        would_harm=True,
        opinion="Yes",
        about="i0\ni1",
    )
    assert "health professional" in why(harm_gate(harm, (ADVICE,), "i1", DAY))[0]
    assert harm_gate(harm, (ADVICE, opinion), "i1", DAY).is_open
    for lacking in ({"would_harm": False}, {"given_on": None}, {"opinion": " "}, {"professional": ""}):
        assert not harm_gate(harm, (ADVICE, replace(opinion, **lacking)), "i1", DAY).is_open
    last = date(2026, 5, 24)
    assert months_before(date(2026, 11, 24), 6) == last
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    old = replace(opinion, given_on=last)
    assert harm_gate(harm, (ADVICE, old), "i1", date(2026, 11, 24)).is_open
    assert not harm_gate(harm, (ADVICE, old), "i1", date(2026, 11, 25)).is_open
    assert not harm_gate(harm, (opinion,), "i1", DAY).is_open  # the officer's advice is needed as well


def test_an_opinion_holds_for_the_items_it_is_about_alone() -> None:
    harm = Exemption.SERIOUS_HARM_HEALTH
    opinion = HealthOpinion(
        professional="Dr Placeholder",
        asked_on=DAY,
        given_on=DAY,
        would_harm=True,
        opinion="Yes",
        about="i2\ni3",
    )
    assert harm_gate(harm, (ADVICE, opinion), "i3", DAY).is_open
    for item in ("i1", "i", "i2\ni3", ""):
        assert "this very item" in why(harm_gate(harm, (ADVICE, opinion), item, DAY))[0]
    for nothing in ("", " ", "\n"):
        assert not harm_gate(harm, (ADVICE, replace(opinion, about=nothing)), "i3", DAY).is_open
    later = replace(
        opinion, given_on=date(2026, 11, 18), would_harm=False, opinion="Not that one", about="i2"
    )
    assert not harm_gate(harm, (ADVICE, opinion, later), "i2", later.given_on).is_open
    assert harm_gate(harm, (ADVICE, opinion, later), "i3", later.given_on).is_open, "the other is as it was"


def test_what_protects_a_child_from_a_parent_is_no_reason_against_the_child() -> None:
    for reason in (Exemption.CHILD_ABUSE, Exemption.CONFIDENCE_HEALTH, Exemption.CONFIDENCE_SOCIAL_WORK):
        assert available_gate((reason,), RequesterKind.PARENT).is_open
        assert not available_gate((None, reason), RequesterKind.PUPIL).is_open
    assert available_gate((Exemption.THIRD_PARTY,), RequesterKind.PUPIL).is_open


def test_the_newest_opinion_of_each_professional_decides() -> None:
    yes = HealthOpinion(
        professional="Dr Placeholder", given_on=DAY, would_harm=True, opinion="It would", about="i1"
    )
    later = date(2026, 11, 18)
    no = replace(yes, professional="dr placeholder", given_on=later, would_harm=False, opinion="Not now")
    harm = Exemption.SERIOUS_HARM_HEALTH
    assert harm_gate(harm, (ADVICE, yes), "i1", later).is_open
    assert not harm_gate(harm, (ADVICE, yes, no), "i1", later).is_open
    assert not harm_gate(harm, (ADVICE, no, yes), "i1", DAY).is_open, "also for what was decided before"
    assert harm_gate(harm, (ADVICE, yes, replace(no, professional="Dr Other")), "i1", later).is_open


def test_a_reason_against_parents_falls_when_it_is_the_pupil_who_asks() -> None:
    told = replace(WITHHELD, exemption=Exemption.CONFIDENCE_HEALTH)
    assert decided_gate((told,), {}, (), RequesterKind.PARENT).is_open
    gate = decided_gate((told,), {}, (), RequesterKind.PUPIL)
    assert any("parental responsibility" in one.why for one in gate.reasons)
    shared = replace(told, outcome=Outcome.SHARE)
    assert decided_gate((shared,), {}, (), RequesterKind.PUPIL).is_open, "a reason chosen before says nothing"
    boxes = {"i1": (replace(BOX, exemption=Exemption.CONFIDENCE_HEALTH),)}
    covered = replace(told, outcome=Outcome.REDACT)
    assert not decided_gate((covered,), boxes, (), RequesterKind.PUPIL).is_open


def test_what_is_about_somebody_else_is_shared_whole_only_for_a_written_reason() -> None:
    mention = RequestItem(id="i9", is_mention=True, outcome=Outcome.SHARE)
    assert why(item_gate(mention, (), ())) == ["It is held about somebody else, and would go out whole."]
    assert item_gate(replace(mention, note="Only he is in it"), (), ()).is_open
    assert item_gate(replace(mention, is_mention=False), (), ()).is_open
    assert item_gate(replace(mention, outcome=Outcome.REDACT), (BOX,), ()).is_open
