"""The law's numbers of days: more than 5 and 15 in a term, 45 in a school year; said before they are reached, and then."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.chronology.lengths import days_words

_NO_END = 10_000  # half days


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of the law: `over` half days are more than it names, from `near` on one should know of it.

    `key` names it in the key of a line on Today; `until` stops saying it where a greater number says more.
    """

    key: str
    over: int
    near: int
    until: int
    reached: str
    ahead: str
    lead: str
    asks: str


FIVE = Threshold(
    "five",
    10,
    8,
    30,
    "More than 5 days in one term",
    "Close to 5 days in one term",
    "With more than 5, ",
    "If the parents ask, the governing board must meet within 50 school days of being told, and decide whether the "
    "pupil comes back.",
)
FIFTEEN = Threshold(
    "fifteen",
    30,
    26,
    _NO_END,
    "More than 15 days in one term",
    "Close to 15 days in one term",
    "With more than 15, ",
    "The governing board must meet within 15 school days of being told, whether the parents ask or not, and decide "
    "whether the pupil comes back.",
)
FORTY_FIVE = Threshold(
    "forty_five",
    89,  # at 45 days no more are left
    80,
    _NO_END,
    "45 days in one school year: no more are allowed",
    "Close to 45 days in one school year",
    "",
    "A pupil must not be suspended for more than 45 days in a school year, whichever schools decided.",
)
PERMANENT_ASKS = (
    "The governing board must meet within 15 school days of being told. The local authority must arrange full-time "
    "education from the sixth school day."
)


@dataclass(frozen=True, slots=True)
class Stands:
    """How a total stands to a number of the law."""

    line: Threshold
    half_days: int
    is_reached: bool

    @property
    def title(self) -> str:
        """That it is reached, or near."""
        return self.line.reached if self.is_reached else self.line.ahead

    @property
    def sentence(self) -> str:
        """The number, and what the law asks."""
        so_far = f"{days_words(self.half_days).capitalize()} so far."
        asks = self.line.asks
        if not self.is_reached and self.line.lead:
            asks = f"{self.line.lead}{asks[0].lower()}{asks[1:]}"
        return f"{so_far} {asks}"


def stands(in_term: int, in_year: int) -> tuple[Stands, ...]:
    """The numbers of the law that are near or reached, by half days in a term and in its school year."""
    counted = ((FIVE, in_term), (FIFTEEN, in_term), (FORTY_FIVE, in_year))
    return tuple(
        Stands(line, number, number > line.over)
        for line, number in counted
        if line.near <= number <= line.until
    )
