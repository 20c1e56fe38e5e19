"""Any error as words for the user: a Trouble as it stands, our bug as a calm sentence with a code and no content."""

from __future__ import annotations

from coordinator_app.core.errors import Trouble


class Unexpected(Trouble):
    """Something went wrong in the program itself. `code` names the kind of error and nothing else."""

    safe = "What you saved before is safe."
    next_step = "Try again. If it happens a second time, lock the vault, open it again, and tell whoever looks after your laptop the reference."

    def __init__(self, code: str) -> None:
        super().__init__("Something went wrong in the program.")
        self.code = code


def as_trouble(error: BaseException) -> Trouble:
    """The error itself if it is a Trouble, else Unexpected with the class of the error as its reference."""
    return error if isinstance(error, Trouble) else Unexpected(f"unexpected-{type(error).__name__}")
