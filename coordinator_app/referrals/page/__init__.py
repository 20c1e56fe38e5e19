"""The screen of a new referral, from the first talk to the consent forms."""

from coordinator_app.referrals.page.page import ReferralPage

__all__ = ["ReferralPage"]
