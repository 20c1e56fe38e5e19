"""What is said to whoever writes to a child: the letters are in words for a child, and so are those that are typed into them."""

FOR_A_CHILD = (
    "A child asks, and reads this.",
    "The letters are in words for a child. Write what you type here so that this child understands it.",
)
BY_PUPIL = "The pupil in person"
CHILDS_WORDS = "Until the pupil is 18, the letters are in words for a child."
