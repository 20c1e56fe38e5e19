"""What happened to Kit: days before today, category, words, who says so."""

from __future__ import annotations

from coordinator_app.chronology.model import Category

ENTRIES: tuple[tuple[int, Category, str, str], ...] = (
    (
        60,
        Category.ATTENDANCE,
        "In on every day of the first week. Late once because of the bus.",
        "Kingfisher Workshop's register",
    ),
    (
        48,
        Category.BEHAVIOUR,
        "A quarrel with Otis Bramblewick over tools. Both went back to work after ten minutes.",
        "G. Thimble, Kingfisher Workshop",
    ),
    (41, Category.FAMILY, "Rang Marigold. Kit gets up by himself on workshop days.", "Pat Samplewell"),
    (34, Category.ACADEMIC, "Maths target met two weeks early.", "Foxglove Hill School"),
    (
        27,
        Category.PROVIDER,
        "Finished the small engine unit. Works well in a pair.",
        "Kingfisher Workshop, by secure email",
    ),
    (
        22,
        Category.SAFEGUARDING,
        (
            "Kit said that he is often out late with older boys near the canal. "
            "The school's safeguarding lead was told the same day."
        ),
        "G. Thimble, Kingfisher Workshop",
    ),
)
