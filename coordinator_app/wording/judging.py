"""What can be said of a wording while it is being written: whether it reads, what it lacks, how hard it is."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.printable import listed, unprintable
from coordinator_app.core.reading_age import Counted, Reading, measure
from coordinator_app.core.template import Point
from coordinator_app.core.template_own import Lost, composed, lost
from coordinator_app.core.template_text import TemplateError
from coordinator_app.core.template_use import prose, used
from coordinator_app.wording.model import ENGLISH, Editable, FormWording, editable
from coordinator_app.wording.required import not_asked, sentences
from coordinator_app.wording.shipped import shipped

MEASURED = ENGLISH
"""The only language whose reading age is measured: the formula was made for English."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`trouble` says why it cannot be read (then the rest is empty); `text` is the whole text as it would be printed.

    `made` are the points that it makes, `lost` what the shipped wording has and it lacks, `not_asked` what of that the
    form cannot be used without; `age` is None where it is not measured.
    """

    trouble: str = ""
    text: str = ""
    made: tuple[Point, ...] = ()
    lost: tuple[Lost, ...] = ()
    not_asked: tuple[Lost, ...] = ()
    unprintable: tuple[str, ...] = ()
    age: float | None = None
    target: int = 0
    words_a_sentence: float = 0.0
    words: int = 0
    hardest: tuple[Counted, ...] = ()

    @property
    def reads_well(self) -> bool:
        """Whether the reading age is known and no more than aimed at."""
        return self.age is not None and round(self.age) <= self.target

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """Why it cannot come into force as it stands, each in a sentence; empty if it can."""
        if self.trouble:
            return (self.trouble,)
        found = [sentences(one)[0] for one in self.not_asked]
        if self.unprintable:
            found.append(
                f"These characters cannot be printed: {listed(self.unprintable)}. Write them in another way."
            )
        return tuple(found)


def judged(draft: FormWording, version: int) -> Judgement:
    """Judge a wording as typed; nothing is kept."""
    original = shipped(draft.template, draft.language)
    try:
        text = composed(original, draft.title, draft.subtitle, draft.body, version)
        gone = lost(original, draft.body)
        reading = reading_of(draft.body)
    except TemplateError as error:
        return Judgement(trouble=error.happened)
    missing = {one.name for one in gone if one.kind == "point"}
    known = editable(draft.template) or Editable(draft.template, "", "")
    measured = draft.language == MEASURED
    return Judgement(
        text=text,
        made=tuple(point for point in original.points if point.name not in missing),
        lost=gone,
        not_asked=not_asked(draft.template, draft.body),
        unprintable=unprintable(text),
        age=reading.age if measured else None,
        target=known.target_age,
        words_a_sentence=reading.words_a_sentence,
        words=reading.whole.words,
        hardest=reading.hardest(over=known.target_age + 2) if measured else (),
    )


def reading_of(body: str) -> Reading:
    """How hard the running text of a body is. TemplateError if it cannot be read."""
    return measure(prose(used(body).blocks))
