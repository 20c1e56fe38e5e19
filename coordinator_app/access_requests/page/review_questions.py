"""What is asked before a decision is kept that one may regret: names left to read, and what the family already has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.page.covering import Group
from coordinator_app.core.dates import say


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question with the words of its button."""

    title: str
    text: str
    act: str


def doubt(
    item: RequestItem,
    outcome: Outcome,
    groups: Sequence[Group],
    *,
    covers: bool,
    unread: str = "",
    misread: str = "",
) -> Doubt | None:
    """The one question to ask, if any (design 8.10). `unread` says where nobody looked for names, `misread` where a machine did."""
    if outcome is Outcome.WITHHOLD and item.already_shared_on is not None:
        day = say(item.already_shared_on)
        return Doubt(
            "Withhold something they already have?",
            f"They have had this since {day}. Withholding it now will look odd.",
            "Withhold it",
        )
    # a confidential address is no question: the gate refuses it
    doubtful = [group for group in groups if not group.usually_shared and not group.confidential]
    left = [group for group in doubtful if group.covered < group.places]
    if outcome is Outcome.SHARE and covers:
        return Doubt(
            "Share in full, without what you covered?",
            "Parts of this item are covered. If you share it in full, all of it can be read.",
            "Share in full",
        )
    if outcome is Outcome.SHARE and left:
        return Doubt(
            "Share in full, with these names in it?",
            f"{_named(left)} can be read. {unread or misread}".strip(),
            "Share in full",
        )
    if outcome is Outcome.SHARE and (unread or misread):
        return _unseen(unread, misread)
    # what was only searched for is no name yet: whoever searched has looked at it
    names = [group for group in left if group.sure or not group.sought]
    if outcome is Outcome.REDACT and names:
        return Doubt(
            "Share with these names left in it?", f"{_named(names)} can still be read.", "Share it so"
        )
    return None


def _unseen(unread: str, misread: str) -> Doubt:
    """Of pages that no person may have seen: what was not read at all counts more."""
    what = "was not looked through" if unread else "only a machine has read"
    said = unread or f"{misread.partition('. ')[0]}."
    return Doubt(
        f"Share in full what {what}?",
        f"{said} Names of other people may stand in it.",
        "I have read it, share in full",
    )


def usual_reason(groups: Sequence[Group]) -> Exemption | None:
    """What goes without saying where something that was found of another person is covered; else it is to be chosen."""
    return Exemption.THIRD_PARTY if any(one.covered and not one.sought for one in groups) else None


def _named(groups: Sequence[Group]) -> str:
    names = [group.label for group in groups[:4]]
    more = f" and {len(groups) - 4} more" if len(groups) > 4 else ""
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 and not more else ", ".join(names)
    return f"{listed}{more}"
