"""The words of the question how proof of who somebody is was asked for: the same wherever its day is typed."""

HOW_LABEL = "How was it asked for?"
HOW_HELP = (
    "For example: by email, by post, by hand or by telephone; by whom, and where to. It moves the start of the month, "
    "and no letter of ours shows it."
)
