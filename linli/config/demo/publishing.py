"""What the demonstration's centres publish, let and show: invented, seeded, and saying so."""

from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.timezone import localdate
from PIL import Image, ImageDraw

from linli.areas.queries.map import area_name
from linli.bookings.domain.booking import book_slot
from linli.bookings.domain.resource import let_team
from linli.bookings.domain.visit import approve_visit, ask_visit
from linli.bookings.domain.window_letting import let_window
from linli.bookings.models import Booking, Resource
from linli.bookings.queries.slots import slots_from
from linli.bookings.queries.visits import goers_of
from linli.centres.domain.duty import keep_duties
from linli.centres.enums import RENEWED_DAYS, DisclosureKind, Duty
from linli.centres.models import Disclosure, DisclosureDuty, PlannedActivity
from linli.documents.models import Document
from linli.people.models import Account
from linli.people.reader import reader_of, system
from linli.places.enums import PlaceKind
from linli.places.models import Place, PlacePhoto, Window
from linli.places.opening import HOLIDAY, MAKEUP, spans_of

SEED = 350181_22
BY = system("演示数据")
WORDS = {
    DisclosureKind.ACTIVITIES: "每周一晚书法角，每周六上午亲子阅读（演示）。",
    DisclosureKind.CONVENIENCE: "免费饮水、手机充电、雨伞借用、急救箱（演示）。",
    DisclosureKind.ITEMS: "老年人优待证、生育登记、医保社保认证、临时救助等（演示）。",
}
PLAN = (  # weekday and how many weeks after the next one; inside the centre's hours
    (0, 0, "19:00", "20:30", "书法角（演示）", "活动室（演示）"), (5, 0, "9:00", "11:00", "亲子阅读（演示）", "活动室（演示）"),
    (0, 1, "15:00", "16:30", "防诈骗讲座（演示）", "会议室（演示）"), (5, 1, "9:00", "11:00", "象棋邀请赛（演示）", "活动室（演示）"),
)  # fmt: skip
WINDOW_MEASURES: dict[str, Any] = {"slot_minutes": 20, "lead_minutes": 60, "horizon_days": 14, "cancel_minutes": 60}
WEEKDAYS, EVENING = "8:00-12:00, 14:30-17:30", "18:30-20:30"
DRAWN = "demo/hall.jpg"
DRAWN_SMALL = "demo/hall-small.jpg"


def publish_all(village: str, at: datetime) -> None:
    """Every centre publishes its four; one in eight is late with something, as offices are."""
    draw, today = Random(SEED), localdate(at)  # noqa: S311
    disclosures, duties = [], []
    for place in Place.objects.filter(kind=PlaceKind.CENTRE).order_by("code"):
        by = f"{area_name(place.area)} · manager"
        for kind in Duty:
            within = RENEWED_DAYS[kind]
            age = within + draw.randrange(1, 20) if draw.random() < 0.04 else draw.randrange(max(1, within - 10))
            duties.append(DisclosureDuty(place=place, kind=kind, area=place.area, town=place.area[:9], renewed_by=by,
                                         renewed_on=today - timedelta(days=age)))  # fmt: skip
            if kind != Duty.HOURS:
                disclosures.append(_disclosure(place, DisclosureKind(kind), by, at - timedelta(days=age)))
    Disclosure.objects.bulk_create(disclosures, batch_size=2000)
    DisclosureDuty.objects.bulk_create(duties, batch_size=2000)
    keep_duties(at=at)
    _correct_one(village, at)


def _disclosure(place: Place, kind: DisclosureKind, by: str, at: datetime, number: int = 1) -> Disclosure:
    return Disclosure(place=place, kind=kind, number=number, words=WORDS[kind], at=at, by=by, is_invented=True)


def _correct_one(village: str, at: datetime) -> None:
    """One correction, so that the history has something to tell."""
    first = Disclosure.objects.get(place__code=village, kind=DisclosureKind.CONVENIENCE)
    Disclosure.objects.filter(pk=first.pk).update(is_current=False)
    later = _disclosure(first.place, DisclosureKind.CONVENIENCE, first.by, at - timedelta(days=2), number=2)
    later.words = "免费饮水、手机充电、雨伞借用、急救箱、老花镜（演示）。"
    later.save(force_insert=True)
    DisclosureDuty.objects.filter(place=first.place, kind=Duty.CONVENIENCE).update(
        renewed_on=localdate(later.at), lapsed_on=None
    )


def plan_activities(village: str, at: datetime) -> None:
    """A plan of two weeks, one line of it called off."""
    place, today = Place.objects.get(code=village), at.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = []
    for weekday, weeks, begins, ends, title, where in PLAN:
        day = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1 + 7 * weeks)
        starts, stops = ((day + timedelta(minutes=minutes)) for minutes in spans_of(f"{begins}-{ends}")[0])
        rows.append(PlannedActivity(place=place, title=title, where=where, starts_at=starts, ends_at=stops, at=at,
                                    by=f"{area_name(village)} · manager", is_invented=True))  # fmt: skip
    rows[2].withdrawn_at, rows[2].reason = at, "讲师临时有事，改期另行通知（演示）"
    PlannedActivity.objects.bulk_create(rows)


def let_windows_and_team(village: str) -> None:
    """Three windows take appointments, one of them on Wednesday evenings; a team goes to people's homes."""
    place = Place.objects.get(code=village)
    for window in Window.objects.filter(place=place, number__in=(3, 4, 5)).select_related("place").order_by("number"):
        evening = [
            () if day in (5, 6, HOLIDAY) else spans_of(f"{WEEKDAYS}, {EVENING}" if day == 2 and window.number == 4 else WEEKDAYS)
            for day in range(MAKEUP + 1)
        ]  # fmt: skip
        let_window(window, by=BY, week=evening if window.number == 4 else (), **WINDOW_MEASURES)
    team = let_team(
        place, "上门服务队（演示）", by=BY, slot_minutes=45, buffer_minutes=20, lead_minutes=720, horizon_days=14
    )
    Resource.objects.filter(place=place).update(is_invented=True)
    resident = Account.objects.filter(is_staff=False).first()
    if resident is None:
        return
    reader = reader_of(resident)
    counter = Resource.objects.select_related("place").filter(place=place, window__number=3).get()
    slots = [slot for day in slots_from(counter, localdate() + timedelta(days=1), 6) for slot in day.slots]
    if slots:
        book_slot(counter, slots[min(2, len(slots) - 1)].starts_at, by=reader)
    slots = [slot for day in slots_from(team, localdate() + timedelta(days=1), 6) for slot in day.slots]
    if len(slots) > 1:
        visit = ask_visit(team, slots[1].starts_at, by=reader, area=village, address="演示小区3号楼（演示）",
                          reason="行走不便，办理养老资格认证（演示）")  # fmt: skip
        goers = [one.id for one in goers_of(village)][:2]
        if goers:
            approve_visit(visit, by=BY, visitors=goers)
    Booking.objects.update(is_invented=True)


def draw_photo(village: str, at: datetime) -> None:
    """A drawing in the place of a photo, which says that it is one."""
    place = Place.objects.get(code=village)
    for size, name in (((960, 720), DRAWN), ((320, 240), DRAWN_SMALL)):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(_drawn(size)))
    document = Document.objects.create(
        holder_kind="photo", holder_id=place.id, file_name="hall.jpg", media_type="image/jpeg", size=1, sha256="0" * 64,
        width=960, height=720, path=DRAWN, thumbnail_path=DRAWN_SMALL, uploaded_at=at,
    )  # fmt: skip
    PlacePhoto.objects.create(
        place=place, document_id=document.id, middle_id=document.id, width=960, height=720, position=1, at=at, by=BY.label,
        alt="示意图：服务大厅，一排窗口，其中一个为低位服务台，前面是等候区座椅", is_invented=True,
    )  # fmt: skip


def _drawn(size: tuple[int, int]) -> bytes:
    ink = "#1e2530"
    picture = Image.new("RGB", (960, 720), "#f4f0e7")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 520, 960, 720), fill="#d9d3c4")
    for number in range(7):
        left, top = 60 + number * 122, 330 if number != 3 else 400
        pen.rectangle((left, 150, left + 104, 260), fill="#dfe6ee", outline=ink, width=3)
        pen.rectangle((left, top, left + 104, 520), fill="#c9c2b0", outline=ink, width=3)
        pen.text((left + 44, 190), str(number + 1), fill=ink, font_size=36)
    for seat in range(6):
        pen.rectangle((120 + seat * 130, 580, 200 + seat * 130, 620), fill="#8aa3b8", outline=ink, width=3)
    pen.text((40, 660), "DEMONSTRATION DRAWING", fill="#8f5e00", font_size=34)
    out = BytesIO()
    picture.resize(size).save(out, "JPEG", quality=82)
    return out.getvalue()
