"""Take a letter or visit down: at the counter of a community, or written by a resident."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from linli.areas.villages import is_village
from linli.cases.domain.opening import Report, open_case
from linli.cases.enums import Source
from linli.cases.models import Case, CaseLimit
from linli.documents.domain.draft import attach_drafts
from linli.people.keyring import keyring
from linli.people.models import Account
from linli.people.phones import normalise_phone
from linli.people.reader import Reader
from linli.petitions.domain.deed import NEUTRAL
from linli.petitions.domain.telling import say, to_petitioners, to_receivers
from linli.petitions.enums import Aim, Way
from linli.petitions.errors import PetitionerNeeded, PlaceForPetition, TellOfPetition, TooManyRepresentatives
from linli.petitions.models import Petition, Petitioner
from linli.petitions.papers import Letter, issue_receipt
from linli.petitions.rules import COMPARTMENT, LETTER

KIND = "X101"
MOST_REPRESENTATIVES = 5
SOURCES = {Way.ONLINE: Source.PORTAL, Way.LETTER: Source.PAPER, Way.VISIT: Source.WINDOW, Way.CALL: Source.WINDOW}


@dataclass(frozen=True)
class Person:
    """Somebody who petitions, as written down."""

    name: str
    phone: str = ""
    address: str = ""
    account: Account | None = None


@dataclass(frozen=True)
class Taken:
    """What was taken down. `people`: how many stand behind it; `persons`: who speaks for them."""

    aim: Aim
    wish: str
    words: str
    persons: tuple[Person, ...]
    area: str
    way: Way = Way.ONLINE
    people: int = 1
    is_hidden: bool = False
    about_unit: UUID | None = None
    basket: UUID | None = None
    key: str | None = None
    is_invented: bool = False


def take_down(taken: Taken, *, by: Reader, at: datetime | None = None) -> Petition:
    """Register a petition and give its receipt. The same key gives the same one.

    Raises PlaceForPetition, TellOfPetition, PetitionerNeeded, TooManyRepresentatives.
    """
    if not is_village(taken.area):
        raise PlaceForPetition
    if not (taken.words.strip() and taken.wish.strip()):
        raise TellOfPetition
    if len(taken.persons) > MOST_REPRESENTATIVES or taken.people < len(taken.persons):
        raise TooManyRepresentatives
    phones = [_phone(person) for person in taken.persons]
    if not taken.persons:
        raise PetitionerNeeded
    report = Report(
        kind=KIND, words=NEUTRAL, area=taken.area, source=SOURCES[taken.way], key=taken.key, compartment=COMPARTMENT,
        is_public=False, about_unit=taken.about_unit, is_invented=taken.is_invented,
    )  # fmt: skip
    with transaction.atomic():
        opened = open_case(report, by=by, at=at)
        if not opened.is_new:
            return Petition.objects.select_related("case").get(case=opened.case)
        petition = _write(taken, opened.case)
        petitioners = _persons(petition, taken.persons, phones)
        if taken.basket is not None:
            attach_drafts(taken.basket, holder_kind=LETTER, holder_id=petition.id, event_seq=1, by=by)
        letter = Letter(petition, opened.case, petitioners, by, opened.case.opened_at, is_written=True)
        issue_receipt(letter, until=localdate(due_of(opened.case, "route")))
        say("registered", petition, opened.case, to_petitioners(petitioners))
        say("to_route", petition, opened.case, to_receivers(petition, opened.case))
    return petition


def _write(taken: Taken, case: Case) -> Petition:
    return Petition.objects.create(
        case=case, town=taken.area[:9], village=taken.area, way=taken.way, aim=taken.aim, wish=taken.wish.strip(),
        words=taken.words.strip(), people=taken.people, is_hidden=taken.is_hidden, received_by_id=case.lead_unit_id,
        received_at=case.opened_at, is_invented=taken.is_invented,
    )  # fmt: skip


def _phone(person: Person) -> str:
    """The number in E.164, or "" where an address was given instead. Raises PetitionerNeeded."""
    number = person.account.phone if person.account else normalise_phone(person.phone) if person.phone else ""
    if not person.name.strip() or not (number or person.address.strip()):
        raise PetitionerNeeded
    return number


def _persons(petition: Petition, persons: tuple[Person, ...], phones: list[str]) -> list[Petitioner]:
    return Petitioner.objects.bulk_create(
        Petitioner(
            petition=petition, position=position, account=person.account, name=person.name.strip(), phone=phone,
            address=person.address.strip(), **({"phone_index": keyring().index(phone)} if phone else {}),
        )
        for position, (person, phone) in enumerate(zip(persons, phones, strict=True), start=1)
    )  # fmt: skip


def due_of(case: Case, key: str) -> datetime:
    """When a limit of a case ends."""
    return CaseLimit.objects.get(case=case, key=key).due_at
