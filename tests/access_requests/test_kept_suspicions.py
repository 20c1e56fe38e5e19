"""A suspicion that somebody let stay is no check that found nothing: it has a reason of its own, and looks so."""

from __future__ import annotations

import papers
import pytest
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.actions import pack
from coordinator_app.access_requests.items import FindingState
from coordinator_app.access_requests.needed_checks import OF_THE_FILE
from coordinator_app.access_requests.pack_order import BuiltFinding
from coordinator_app.access_requests.page.check_rows import CheckRow
from coordinator_app.access_requests.page.pack_reading import read_pack
from coordinator_app.core.errors import InvalidInput
from coordinator_app.ui.labels import IconLabel
from tests.vaults import House

NAMES, SENTENCES = OF_THE_FILE[:2]
TWO = (BuiltFinding(NAMES, "look", "“Will” on page 4", 4), BuiltFinding(NAMES, "look", "“Rose” on page 9", 9))


@pytest.fixture
def case(referred: House) -> papers.Case:
    return papers.decided_case(referred)


def test_each_place_is_kept_with_a_reason_of_its_own(
    case: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = case.house.session
    kept = case.keep(papers.with_findings(*TWO))
    first, second = [one for one in pack.findings_of(session, kept.id) if one.check_name == NAMES]
    pack.keep_finding(session, first, "It is the verb.")
    with pytest.raises(InvalidInput, match="another place already"):
        pack.keep_finding(session, second, " it is  the VERB.")
    # planted fault: with no check of the file taken for one of words, one sentence is pasted under all of them
    monkeypatch.setattr(pack, "_OF_WORDS", frozenset())
    pack.keep_finding(session, second, "It is the verb.")


def test_what_was_kept_does_not_look_like_a_check_that_found_nothing(
    case: papers.Case, qapp: QApplication
) -> None:
    session = case.house.session
    kept = case.keep(papers.with_findings(*TWO))
    first = next(one for one in pack.findings_of(session, kept.id) if one.check_name == NAMES)
    pack.keep_finding(session, first, "It is the verb.")
    rows = [CheckRow(one) for one in read_pack(session, case.request.id).checks]
    (mine,) = [row for row in rows if row.check.kept]
    passed = next(row for row in rows if row.check.state is FindingState.PASSED)
    assert f"{NAMES}, kept by you, " in mine.accessibleName()
    assert mine.accessibleName().endswith("Kept by you: It is the verb.")
    assert [looks(row) for row in (mine, passed)] == ["Kept by you", "Passed"]


def looks(row: CheckRow) -> str:
    """What the picture at the head of a row says."""
    return row.findChildren(IconLabel)[0].accessibleName()
