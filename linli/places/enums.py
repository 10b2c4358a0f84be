from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlaceKind(models.TextChoices):
    """What sort of place it is."""

    CENTRE = "centre", pgettext_lazy("place", "Centre")
    STATION = "station", pgettext_lazy("place", "Service station")
    STOP = "stop", pgettext_lazy("place", "Rest stop")


class Function(models.TextChoices):
    """The centres that are many in one (多中心合一)."""

    PARTY_SERVICE = "party_service", _("Party and community service")
    GOVERNMENT_SERVICE = "government_service", _("Government service")
    LEISURE = "leisure", pgettext_lazy("centre", "Leisure")
    DELIBERATION = "deliberation", pgettext_lazy("centre", "Deliberation")


class Amenity(models.TextChoices):
    """What somebody on the road finds there."""

    REST = "rest", pgettext_lazy("stop", "Somewhere to rest")
    WATER = "water", pgettext_lazy("stop", "Drinking water")
    CHARGING = "charging", pgettext_lazy("stop", "Charging")
    SHADE = "shade", pgettext_lazy("stop", "Shade")
    TOILET = "toilet", pgettext_lazy("stop", "Toilet")
    FIRST_AID = "first_aid", pgettext_lazy("stop", "First-aid box")


class Access(models.TextChoices):
    """What makes a place usable by everybody; the first five are named by 无障碍环境建设法 40."""

    LOW_COUNTER = "low_counter", pgettext_lazy("access", "Low counter")
    SCREEN = "screen", pgettext_lazy("access", "Text on a screen")
    WRITING_BOARD = "writing_board", pgettext_lazy("access", "Writing board")
    SPEECH = "speech", pgettext_lazy("access", "Speech prompts")
    WAITING_AREA = "waiting_area", pgettext_lazy("access", "Waiting area with seats")
    HEARING_LOOP = "hearing_loop", pgettext_lazy("access", "Hearing loop")
    SIGN_LANGUAGE = "sign_language", pgettext_lazy("access", "Sign language, by appointment")
    TACTILE = "tactile", pgettext_lazy("access", "Tactile paving to the counter")
    RAMP = "ramp", pgettext_lazy("access", "Entrance without steps")
    WIDE_DOOR = "wide_door", pgettext_lazy("access", "Doors wide enough for a wheelchair")
    LIFT = "lift", pgettext_lazy("access", "Lift")
    WHEELCHAIR = "wheelchair", pgettext_lazy("access", "Wheelchair to borrow")
    PARKING = "parking", pgettext_lazy("access", "Accessible parking space")
    READING_GLASSES = "reading_glasses", pgettext_lazy("access", "Reading glasses to borrow")
    QUIET_ROOM = "quiet_room", pgettext_lazy("access", "Room to speak in private")
    TOILET = "toilet", pgettext_lazy("access", "Accessible toilet")


class RoomKind(models.TextChoices):
    """What a room is for."""

    ACTIVITY = "activity", pgettext_lazy("room", "Activity room")
    MEETING = "meeting", pgettext_lazy("room", "Meeting room")
    CHESS = "chess", pgettext_lazy("room", "Chess room")
    CALLIGRAPHY = "calligraphy", pgettext_lazy("room", "Calligraphy room")
    GYM = "gym", pgettext_lazy("room", "Gym")
    READING = "reading", pgettext_lazy("room", "Reading room")
    DELIBERATION = "deliberation", pgettext_lazy("room", "Deliberation room")
    OTHER = "other", pgettext_lazy("room", "Other room")
