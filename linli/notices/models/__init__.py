from linli.notices.models.notice import Notice
from linli.notices.models.preference import Preference, QuietHours

__all__ = ["Notice", "Preference", "QuietHours"]
