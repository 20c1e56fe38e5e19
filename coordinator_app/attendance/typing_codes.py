"""Codes as they are typed, key by key: one of the register may have two characters, and a C may be all or a beginning."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.attendance import CODES, code_problem

_BEGIN = {code[0] for code in CODES if len(code) == 2}
KEYS = {code[0] for code in CODES} | {code[-1] for code in CODES}
"""Every character that can be part of a code."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """What a key has made: a mark to put, words to say, whether the cell is done with, and a key for the next cell."""

    mark: str = ""
    problem: str = ""
    hint: str = ""
    done: bool = False
    over: str = ""


class CodeKeys:
    """The keys typed into one cell; `leave` when another cell is gone to."""

    def __init__(self) -> None:
        self.begun = ""

    def press(self, key: str, *, afternoon: bool) -> Keyed:
        """What a key makes of what was typed before it."""
        begun, self.begun = self.begun, ""
        typed = begun + key.upper()
        if begun and typed in CODES:
            return Keyed(mark=typed, done=True)
        if begun in CODES:  # the C was a C, and the key is the next cell's
            return Keyed(done=True, over=key)
        if begun:
            self.begun = begun
            return Keyed(problem=f"{_choices(begun)} {typed} is not a code of the register.")
        if typed in _BEGIN:
            self.begun = typed
            return Keyed(mark=typed if typed in CODES else "", hint=_choices(typed))
        wrong = code_problem(typed, afternoon=afternoon)
        return Keyed(problem=wrong) if wrong is not None else Keyed(mark=typed, done=True)

    def leave(self) -> str:
        """Another cell is gone to; gives what to say where the code was only half typed, else ""."""
        begun, self.begun = self.begun, ""
        return (
            f"{begun} alone is no code and was not kept. {_choices(begun)}"
            if begun and begun not in CODES
            else ""
        )


def _choices(begun: str) -> str:
    """What can follow: "C alone, or go on: C1 or C2.", "Type Y1 to Y7."."""
    longer = [code for code in CODES if len(code) == 2 and code[0] == begun]
    if begun in CODES:
        return f"{begun} alone, or go on: {' or '.join(longer)}."
    return f"Type {longer[0]}." if len(longer) == 1 else f"Type {longer[0]} to {longer[-1]}."
