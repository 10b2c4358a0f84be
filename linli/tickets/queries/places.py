"""Places and windows as a clerk finds them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from linli.people.reader import Reader
from linli.places.models import Place, Window
from linli.places.queries.directory import PlaceFacts, open_places
from linli.tickets.models import Call, WindowSession
from linli.tickets.rules import MAY_LOOK_ON, MAY_SERVE


def areas_of(reader: Reader, *, serving: bool = False) -> tuple[str, ...]:
    return tuple(post.area for post in reader.with_role(*(MAY_SERVE if serving else MAY_LOOK_ON)))


def places_of(reader: Reader, *, serving: bool = False) -> list[PlaceFacts]:
    """Return the centres in the areas of a reader's posts, in the order of areas. No statement."""
    areas = areas_of(reader, serving=serving)
    return open_places(within=areas, kind="centre") if areas else []


@dataclass(frozen=True)
class WindowNow:
    """A window and what it is doing."""

    window: Window
    session: WindowSession | None
    number: str  # of whoever is there

    @property
    def is_open(self) -> bool:
        return self.session is not None


def windows_of(place_id: UUID) -> list[WindowNow]:
    """Return the windows of a place that are in use, by number. Three statements."""
    here = Q(closed_on__isnull=True) | Q(closed_on__gt=localdate())
    sessions = {one.window_id: one for one in WindowSession.objects.filter(place=place_id, closed_at__isnull=True)}
    calls = {
        call.window_id: call.ticket.printed
        for call in Call.objects.filter(place=place_id, ended_at__isnull=True).select_related("ticket")
    }
    windows = Window.objects.filter(here, place=place_id).order_by("number")
    return [WindowNow(window, sessions.get(window.pk), calls.get(window.pk, "")) for window in windows]


def session_of(reader: Reader) -> WindowSession | None:
    """Return the window that a reader has open, with its place. One statement."""
    mine = WindowSession.objects.filter(clerk=reader.actor_id, closed_at__isnull=True)
    return mine.select_related("window__place").first()


def last_place_of(reader: Reader) -> str:
    """The code of the place where a reader had a window open last."""
    mine = WindowSession.objects.filter(clerk=reader.actor_id).order_by("-opened_at")
    return mine.values_list("window__place__code", flat=True).first() or ""


def own_place(reader: Reader, code: str) -> Place | None:
    """Return a place within the areas of the reader's posts."""
    place = Place.objects.filter(code=code).first()
    areas = areas_of(reader)
    return place if place is not None and areas and place.area.startswith(areas) else None
