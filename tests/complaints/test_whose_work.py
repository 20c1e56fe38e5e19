"""Nobody is handed a complaint about their own work, however it names them; somebody else is proposed."""

from __future__ import annotations

import pytest

from coordinator_app.complaints import actions
from coordinator_app.complaints.whose_work import another, is_about
from coordinator_app.core.errors import InvalidInput
from coordinator_app.organisations.model import Office, Officer
from tests.complaints.complained import complained
from tests.vaults import House


@pytest.fixture
def chaired(referred: House) -> House:
    with referred.session.write() as work:
        for one in referred.session.list(Officer):
            if one.office in {Office.CHAIR, Office.JOINT_DPO}:
                work.trash(one)
        work.add(Officer(office=Office.CHAIR, name="O. Quillfeather"))
        work.add(Officer(office=Office.JOINT_DPO, name="Sorrel Wainfleet"))
    return referred


@pytest.mark.parametrize(
    ("whom", "name", "is_theirs"),
    [
        ("the Chair, Mr Quillfeather", "O. Quillfeather", True),
        ("The chair", "O. Quillfeather", True),
        ("the Chair of the Partnership", "Oswin Quillfeather", True),
        ("Mr Quillfeather (Chair) and Mrs Fieldgate", "Tansy Fieldgate", True),
        ("your data protection officer", "Sorrel Wainfleet", True),
        ("Mrs Fieldgate", "O. Quillfeather", False),
        ("the chairs in the waiting room", "O. Quillfeather", False),
        ("", "O. Quillfeather", False),
    ],
)
def test_by_name_in_any_part_or_by_office(chaired: House, whom: str, name: str, is_theirs: bool) -> None:
    assert is_about(chaired.session, whom, name) is is_theirs


def test_a_complaint_about_the_chair_is_refused_to_the_chair_and_another_is_proposed(chaired: House) -> None:
    complaint = complained(chaired, handler="")
    with pytest.raises(InvalidInput) as refused:
        actions.change(
            chaired.session, complaint, about_whom="the Chair, Mr Quillfeather", handler="O. Quillfeather"
        )
    (problem,) = refused.value.problems
    assert problem.field == "handler"
    assert "Sorrel Wainfleet, joint data protection officer" in problem.message
    assert another(chaired.session, "Mrs Fieldgate").startswith("O. Quillfeather, Chair")
    assert another(chaired.session, "the Chair and the data protection officer") == ""
