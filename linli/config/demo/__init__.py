"""The demonstration city: Fuqing's real tree, with units, posts, persons and a month of matters that are all invented.

The same on every machine: everything is drawn from one seed; moments count back from the day of loading.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Say = Callable[[str], Any]
Progress = Callable[[int, int], Any]
TOLD = 150
PASSWORD = "linli-demo-2026"  # noqa: S105  (printed at every start; a demonstration has no secrets)


@dataclass(frozen=True)
class SignIn:
    """One way in for one kind of person."""

    who: str
    door: str
    name: str
    secret: str


def sign_ins() -> list[SignIn]:
    """The demonstration sign-ins, one for each kind of person."""
    from linli.config.demo.people import STAFF

    resident = SignIn("resident 居民", "/sign-in/", "13800000001", "code shown at /demo/outbox/")
    helper = SignIn("volunteer 志愿者", "/sign-in/", "13800000002", "code shown at /demo/outbox/")
    return [resident, helper, *(SignIn(person.who, "/staff/login/", person.username, PASSWORD) for person in STAFF)]


def demo_is_loaded() -> bool:
    """Whether the current county holds the demonstration (its last step is the marker)."""
    from linli.common.models import ConfigurationVersion

    return ConfigurationVersion.objects.filter(topic="demonstration").exists()


def load_demo(say: Say, progress: Progress = lambda _done, _whole: None) -> None:
    """Load the demonstration city into the current county; harmless when it is there."""
    from linli.cases.domain.lesson import learn_from_closed
    from linli.common.domain.configuration import changed
    from linli.config.demo.applications import invent_applications
    from linli.config.demo.bookings import invent_bookings
    from linli.config.demo.grids import invent_grids, invent_refusal
    from linli.config.demo.help import invent_mediations, invent_providers
    from linli.config.demo.hotline import invent_knowledge, invent_lamp
    from linli.config.demo.items import invent_items
    from linli.config.demo.matters import invent_matters
    from linli.config.demo.orders import invent_orders
    from linli.config.demo.people import invent_people
    from linli.config.demo.petitions import invent_petitions
    from linli.config.demo.places import invent_places
    from linli.config.demo.ratings import invent_ratings
    from linli.config.demo.tickets import invent_tickets
    from linli.config.demo.units import invent_units
    from linli.config.ground import lay_ground

    if demo_is_loaded():
        invent_places()  # a city laid before there were places gets them now; one question where they are there
        invent_items()
        invent_applications()
        invent_tickets()
        invent_orders()
        invent_bookings()
        invent_ratings()
        invent_petitions()
        invent_refusal()
        say("The demonstration city is there already.")
        return
    lay_ground(say=say)
    say(f"Units and routing rules: {invent_units()}.")
    say(f"Accounts and posts: {invent_people()}.")
    say(f"What stands in the grids: {invent_grids()}.")
    say(f"Centres, stations and rest stops: {invent_places()}.")
    say(f"Items of the catalogue that say something invented: {invent_items()}.")
    say(f"Numbers at the windows of one centre: {invent_tickets()}.")
    count = invent_matters(progress) + invent_lamp()
    invent_refusal()
    say(f"Applications: {invent_applications()}.")
    say(f"Orders from a menu: {invent_orders()}.")
    say(f"Appointments, rooms and home visits: {invent_bookings()}.")
    say(f"Ratings: {invent_ratings()}.")
    say(f"Articles: {invent_knowledge()}.")
    say(f"Letters and visits: {invent_petitions()}.")
    say(f"Everyday help: {invent_mediations()} mediations, {invent_providers()} providers.")
    learn_from_closed()
    leave_old_word()
    changed("demonstration")
    say(f"Invented matters: {count}.")


def leave_old_word() -> None:
    """Of a month of invented matters only the last words are passed on: inboxes are not empty, and the worker is free."""
    from django.utils.timezone import now

    from linli.common.models import OutboxEntry

    told = OutboxEntry.objects.filter(topic="cases.tell", relayed_at__isnull=True)
    newest = told.order_by("-id").values_list("id", flat=True)[TOLD:]
    told.filter(id__in=list(newest)).update(relayed_at=now())
