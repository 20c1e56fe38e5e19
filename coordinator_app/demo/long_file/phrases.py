"""Sentences of the long file by what they are about; `{other}` is where somebody else is named."""

from __future__ import annotations

from collections.abc import Mapping

from coordinator_app.chronology.model import Category

ALONE: Mapping[Category, tuple[str, ...]] = {
    Category.ATTENDANCE: (
        "In on time and stayed until the end.",
        "Came at a quarter past ten. He said that the bus did not stop.",
        "Missed the morning. His mother rang before nine.",
        "Full week, the first since September.",
        "Left at lunch without telling anybody and was back within the hour.",
    ),
    Category.BEHAVIOUR: (
        "Calm all day and asked for a break twice.",
        "Walked out of the workshop once and came back by himself.",
        "Threw a glove across the room and picked it up when he was asked.",
        "Helped to clear up without being told.",
        "Used his card before it got loud, for the first time.",
    ),
    Category.ACADEMIC: (
        "Finished the fractions sheet with two mistakes.",
        "Read four pages aloud in a quiet room.",
        "Science test: 21 of 40, up from 14.",
        "Would not write, but told the whole story of the film.",
        "His art folder is ahead of the class.",
    ),
    Category.SEN: (
        "The reading pen helps. He wants one at home too.",
        "Sits best near the door and away from the window.",
        "Needs each job in one sentence, then the next.",
    ),
    Category.AGENCY: (
        "Early help closed its plan and thanked everybody.",
        "The careers adviser will come in May and see him alone.",
        "The youth team offers a place on Thursdays.",
    ),
    Category.PROVIDER: (
        "Built a bird box from a drawing, without help.",
        "Wears the goggles without being told now.",
        "Good week. He asked what the next unit is.",
        "The tutor would keep him for the summer term.",
    ),
    Category.FAMILY: (
        "Rang Seraphina. He gets up by himself on workshop days.",
        "Seraphina would like letters by post, not by email.",
        "Met Seraphina at the gate. She is pleased with the art folder.",
    ),
    Category.SAFEGUARDING: (
        "He said that he sometimes has nothing to eat before school. The school’s safeguarding lead was told the same day.",
        "Came in without a coat in the frost and would not say why.",
    ),
    Category.HEALTH: (
        "Uses an inhaler before sport and keeps it with him.",
        "The hearing test is on the ninth. Seats near the front until then.",
    ),
}
"""What is written of the pupil alone."""

TOGETHER: Mapping[Category, tuple[str, ...]] = {
    Category.ATTENDANCE: (
        "Came in with {other}, both late.",
        "{other} was away too, so the pair work waits.",
    ),
    Category.BEHAVIOUR: (
        "A quarrel with {other} over the drill. Both were back at work after ten minutes.",
        "He says that {other} started it. {other} says the same of him.",
        "Sat with {other} at lunch and laughed a lot.",
        "{other} shouted from the yard and he shouted back.",
    ),
    Category.ACADEMIC: (
        "Shares a table with {other} and works well there.",
        "Copied two answers from {other} and said so when asked.",
    ),
    Category.SEN: ("Uses the quiet room after {other} has left it.",),
    Category.AGENCY: ("The youth team sees him together with {other}.",),
    Category.PROVIDER: (
        "Paired with {other} on the bench. They took turns.",
        "{other} taught him to sharpen a chisel.",
        "He and {other} asked to go on with the same project.",
    ),
    Category.FAMILY: (
        "Seraphina does not want him to travel with {other}.",
        "Seraphina has spoken with the family of {other}.",
    ),
    Category.SAFEGUARDING: ("He said that {other} brought a lighter and showed it round behind the gym.",),
    Category.HEALTH: ("He was worried because {other} had been taken to hospital.",),
}
"""What names somebody else as well."""

OF_A_RELATION = (
    "He told us that {relation} had moved out and that the house is quieter.",
    "He was tired because {relation} had been unwell in the night.",
    "{relation} came to collect him.",
)

HARD_TO_TELL = (
    "He will try again after lunch, and we keep faith with him.",
    "May be better in the spring, when the mornings are light.",
    "The mark on the bench was not his. He will sand it.",
    "A wren nests in the workshop roof, which he shows to everybody.",
)
"""Everyday words that are also the names of somebody in the file: not to be covered."""

OPENINGS = (
    "Thank you for the week’s notes.",
    "A short line about Idris before the weekend.",
    "As we said on the telephone this morning:",
    "For the file, and for the review next month.",
)

SUBJECTS = (
    "Idris Moonbeck, this week",
    "Transport on Mondays",
    "Art folder and the exhibition",
    "Bench work in the spring term",
    "Timetable after the holidays",
    "What happened on Tuesday",
)
