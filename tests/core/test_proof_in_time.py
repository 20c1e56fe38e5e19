"""Proof that was asked for late starts no month anew, whatever the time was made longer by (UK GDPR article 12(6))."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.core.calendar import BankHolidays
from coordinator_app.core.deadline_types import Proof, ProofKind
from coordinator_app.core.deadlines import PROMPT_DAYS, legal_month

d = date.fromisoformat


def test_proof_asked_when_the_month_was_over_does_not_start_it_anew(bank: BankHolidays) -> None:
    received, due = d("2026-09-01"), legal_month(d("2026-09-01"), bank).due
    for seen in (None, d("2026-11-20")):
        late = Proof(ProofKind.IDENTITY, seen, d("2026-11-19"))
        assert legal_month(received, bank, proofs=(late,)).due == due
    in_time = Proof(ProofKind.IDENTITY, d("2026-10-20"), d("2026-09-07"))
    assert legal_month(received, bank, proofs=(in_time,)).due == d("2026-11-20")


def test_proof_that_was_asked_for_late_starts_no_month_anew_and_the_ledger_says_so(
    bank: BankHolidays,
) -> None:
    received = d("2026-09-01")
    plain, extended = legal_month(received, bank), legal_month(received, bank, extended_on=received)
    on_the_last_day, a_day_late = received + timedelta(PROMPT_DAYS), received + timedelta(PROMPT_DAYS + 1)
    in_time = Proof(ProofKind.IDENTITY, d("2026-09-20"), on_the_last_day)
    assert legal_month(received, bank, proofs=(in_time,)).due == d("2026-10-20")
    for kind, seen in ((ProofKind.IDENTITY, None), (ProofKind.AUTHORITY, d("2026-09-20"))):
        late = legal_month(received, bank, proofs=(Proof(kind, seen, a_day_late),))
        assert (late.due, late.work_to, late.waiting) == (plain.due, plain.work_to, "")
        said = f"{kind.value} asked for 8 days after the request arrived, later than 7: the month does not start anew"
        assert [step.text for step in late.steps] == [
            plain.steps[0].text, f"Wednesday 9 September 2026: {said}", *(step.text for step in plain.steps[1:])
        ]  # fmt: skip
    # in the time that was made longer it is late as well: the fault was that it began three months more
    asked = Proof(ProofKind.IDENTITY, d("2026-11-20"), d("2026-11-10"))
    assert legal_month(received, bank, proofs=(asked,), extended_on=received).due == extended.due
    both = legal_month(received, bank, proofs=(in_time, asked), extended_on=received)
    assert both.due == legal_month(received, bank, proofs=(in_time,), extended_on=received).due
    waiting = legal_month(received, bank, proofs=(Proof(ProofKind.IDENTITY, None, received), asked))
    assert (waiting.waiting, len(waiting.steps)) == ("identity", 2)
