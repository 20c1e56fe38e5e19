"""The Today screen."""

from coordinator_app.today.page.page import TodayPage

__all__ = ["TodayPage"]
