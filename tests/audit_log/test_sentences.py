"""Every code that the program writes into the audit has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coordinator_app.audit_log.sentences import WORDS, Deed, actions_of, sentence, thing, who_did
from coordinator_app.core.changes import Change
from coordinator_app.registry import CATALOGUE

APP = Path(__file__).resolve().parents[2] / "coordinator_app"
_WRITTEN = re.compile(
    r"""(?:\.audit\(|^_?[A-Z]*(?:AUDITED|VIEWED|USED|REPLACED|RESTORED|PURGED)\s*=)\s*"([a-z.-]+)\"""",
    re.MULTILINE,
)


def written() -> set[str]:
    """The codes that stand in the program's own text, and those made of a change."""
    found = {
        code for path in APP.rglob("*.py") for code in _WRITTEN.findall(path.read_text(encoding="utf-8"))
    }
    return found | {f"record.{one.value}" for one in Change}


def unsaid(codes: set[str]) -> set[str]:
    """Codes that would be told as codes."""
    return {one for one in codes if "did “" in sentence(one, "review", "The Chair", "", CATALOGUE)}


def test_every_code_that_is_written_is_told_in_words_and_can_be_chosen() -> None:
    assert len(written()) > 15
    assert unsaid(written()) == set()
    assert written() <= {code for deed in Deed for code in actions_of(deed)}


def test_planted_fault_a_code_without_words_is_found() -> None:
    assert unsaid({"record.burnt"}) == {"record.burnt"}


@pytest.mark.parametrize(
    ("action", "kind", "about", "said"),
    [
        (
            "record.changed",
            "review",
            "Kit Puddlecombe",
            "The Co-ordinator changed a progress review of Kit Puddlecombe.",
        ),
        (
            "record.restored",
            "access_request",
            "",
            "The Co-ordinator took an access request out of the trash.",
        ),
        ("record.trashed", "document", "Kit", "The Co-ordinator put a document of Kit in the trash."),
        ("record.viewed", "pupil", "Kit", "The Co-ordinator looked at the record of Kit."),
        ("list-exported", "", "", "The Co-ordinator exported a list."),
        ("restored", "", "", "The vault was restored from a backup."),
        ("written.by-a-newer-one", "", "", "The Co-ordinator did “written.by-a-newer-one”."),
    ],
)
def test_a_row_is_told_in_a_sentence(action: str, kind: str, about: str, said: str) -> None:
    assert sentence(action, kind, "The Co-ordinator", about, CATALOGUE) == said


def test_a_kind_that_is_gone_is_a_record() -> None:
    assert thing("pigeon", CATALOGUE) == "a record"


def test_who_did_it_is_told_by_the_office() -> None:
    roles = {"a1": "Chair"}
    assert [who_did(one, roles) for one in ("a1", "zz", "")] == [
        "The Chair",
        "A user who was removed",
        "Coordinator",
    ]


def test_everything_is_chosen_where_nothing_is() -> None:
    assert actions_of(None) == ()
    assert set(WORDS) == set(Deed)
