"""A year of ratings at three centres, all invented: what their public pages say of it, and two low ones that are owed an answer."""

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.config.demo.people import VILLAGE
from linli.hall.queries.item import item_map
from linli.people.models import Account
from linli.people.reader import Reader, reader_of
from linli.places.models import Place
from linli.ratings.domain.follow_up import answer_rating, check_rating, right_rating
from linli.ratings.domain.release import release_words
from linli.ratings.enums import Door, Grade, Rated
from linli.ratings.models import FollowUp, Rating
from linli.tickets.domain.rating import rate_visit
from linli.tickets.models import Ticket

SEED = 350181_19
# Place, how many in a year, and how often each grade from very satisfied to very dissatisfied, in a hundred.
PLACES = (
    (VILLAGE, 160, (48, 34, 12, 4, 2)),
    ("350181004003", 34, (50, 38, 12, 0, 0)),
    ("350181006005", 3, (60, 40, 0, 0, 0)),
)
ITEMS = ("elder-card", "elder-card", "pension-certification", "temporary-relief", "")
WORDS = ("窗口的人很耐心，一次就办好了（演示）。", "材料说得清楚，没有白跑（演示）。", "等得有点久（演示）。")
LOW = (
    (6, Grade.DISSATISFIED, "排了快一个小时（演示）。"), (1, Grade.VERY_DISSATISFIED, "来了两次，材料说得不一样（演示）。"),
    (3, Grade.DISSATISFIED, "叫号声音太小，没听见（演示）。"),
)  # fmt: skip


def invent_ratings() -> int:
    """Lay them once; the same on every machine but for the days. Harmless when they are there."""
    manager = Account.objects.filter(username="supervisor").first()
    if manager is None or Rating.objects.filter(door=Door.CODE).exists():
        return Rating.objects.count()
    draw = Random(SEED)  # noqa: S311
    places = Place.objects.in_bulk([code for code, _count, _shares in PLACES], field_name="code")
    rows = [
        row
        for code, count, shares in PLACES
        if code in places
        for row in _year(places[code], count, shares, draw)
    ]  # fmt: skip
    Rating.objects.bulk_create(rows)
    with transaction.atomic():
        _lately(reader_of(manager))
    return Rating.objects.count()


def _year(place: Place, count: int, shares: tuple[int, ...], draw: Random) -> list[Rating]:
    """Ratings of the twelve whole months that the public page counts; the low ones were answered long ago."""
    last = localdate().replace(day=1) - timedelta(days=1)
    grades = (Grade.VERY_SATISFIED, Grade.SATISFIED, Grade.FAIR, Grade.DISSATISFIED, Grade.VERY_DISSATISFIED)
    return [
        _rating(place, last - timedelta(days=draw.randrange(340)), draw.choices(grades, shares)[0], number, draw)
        for number in range(count)
    ]


def _rating(place: Place, day: date, grade: Grade, number: int, draw: Random) -> Rating:
    at = now().replace(year=day.year, month=day.month, day=day.day, hour=draw.randint(1, 8), minute=draw.randrange(60))
    item = item_map().get(draw.choice(ITEMS))
    return Rating(
        kind=Rated.VISIT, subject_id=UUID(int=draw.getrandbits(128)), number=f"A{number % 40 + 1:03}", place=place,
        town=place.area[:9], area=place.area[:12], ended_at=at, rated_at=at + timedelta(minutes=5), grade=grade,
        door=draw.choice((Door.CODE, Door.MACHINE)), is_invented=True,
        item_code=item.code if item else "", title=item.name if item else "",
    )  # fmt: skip


def _lately(by: Reader) -> None:
    """Of the week at the windows: some good ones, one with words for everybody; low ones owed, overdue and answered."""
    tickets = list(Ticket.objects.filter(state="done", is_invented=True).order_by("ended_at")[:12])
    for ticket, (days, grade, words) in zip(tickets, LOW, strict=False):
        _give(ticket, grade, words, by, at=now() - timedelta(days=days))
    for number, ticket in enumerate(tickets[len(LOW) :]):
        rating = _give(ticket, Grade(5 - number % 3), WORDS[number] if number < len(WORDS) else "", by)
        if number == 0:
            release_words(rating, words="窗口的人很耐心，一次就办好了（演示）。", by=by)
    late = FollowUp.objects.order_by("rating__rated_at").first()
    if late is not None:  # overdue: the worker tells the town
        FollowUp.objects.filter(pk=late.pk).update(due_at=now() - timedelta(hours=3))
    done = FollowUp.objects.filter(rating__note__startswith="叫号").first()
    if done is not None:
        check_rating(done, is_confirmed=True, by=by)
        right_rating(done, note="喇叭音量已调高，屏幕边上加了提示（演示）。", by=by)
        answer_rating(done, by=by)


def _give(ticket: Ticket, grade: Grade, words: str, by: Reader, *, at: datetime | None = None) -> Rating:
    ended = ticket.ended_at
    assert ended is not None
    moment = max(at, ended + timedelta(minutes=4)) if at else ended + timedelta(minutes=4)
    return rate_visit(ticket, grade=grade, by=by, door=Door.CODE, note=words, at=min(moment, now()))
