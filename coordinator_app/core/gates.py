"""Gates: what the policy keeps shut, why, and what opens it (decision 5). Checked in actions, shown on screens."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.errors import GateShut


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a gate is shut: a sentence, what opens it, and the clause it rests on."""

    why: str
    opens: str
    clause: str

    def sentence(self) -> str:
        """Both parts for the screen."""
        return f"{self.why} {self.opens}"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a gate is open; shut for every reason given."""

    reasons: tuple[Reason, ...] = ()

    @property
    def is_open(self) -> bool:
        """True if nothing keeps it shut."""
        return not self.reasons

    def demand(self) -> None:
        """Go on, or raise GateShut with every reason."""
        if self.reasons:
            raise GateShut(tuple(reason.sentence() for reason in self.reasons))


OPEN = Decision()


def all_of(*decisions: Decision) -> Decision:
    """Open only if each is; the reasons of all of them otherwise."""
    return Decision(tuple(reason for decision in decisions for reason in decision.reasons))
