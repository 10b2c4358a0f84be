from linli.centres.models.activity import PlannedActivity
from linli.centres.models.disclosure import Disclosure
from linli.centres.models.duty import DisclosureDuty

__all__ = ["Disclosure", "DisclosureDuty", "PlannedActivity"]
