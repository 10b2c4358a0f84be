"""What a centre publishes: duties, plan, feeds, open data, wall sheet, photos."""

import csv
import io
import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate, now
from PIL import Image

from linli.centres.domain.activity import Planned, plan_activity, withdraw_activity
from linli.centres.domain.disclosure import confirm_disclosure, publish_disclosure, withdraw_disclosure
from linli.centres.domain.duty import keep_duties, tell_of_lapses
from linli.centres.enums import DisclosureKind, Duty
from linli.centres.models import DisclosureDuty, PlannedActivity
from linli.centres.queries.current import disclosures_current, grids_path, grids_with_place, lapsed_path
from linli.centres.queries.duties import duty_page, lapsed_of
from linli.centres.queries.history import history_of
from linli.centres.queries.open_data import names, open_rows
from linli.centres.queries.open_disclosures import disclosure_rows
from linli.centres.settings import renewed_within
from linli.common.domain.configuration import changed
from linli.common.models import OutboxEntry, SettingValue
from linli.documents.models import Document
from linli.hall.queries.offering import withdrawn_items_of
from linli.people.enums import Role
from linli.places.counter import CounterItem, WithdrawnItem, register_counter_items, register_withdrawn_items
from linli.places.models import OpeningHours, PlacePhoto
from tests.factories import OTHER_VILLAGE, TOWN, make_offices, make_place, make_staff
from tests.places.conftest import refused
from tests.settings.conftest import sit

ATOM = "{http://www.w3.org/2005/Atom}"
PUBLISHING = "/desk/centres/hall/publishing/"


def planned(**change):
    begins = now().replace(microsecond=0) + timedelta(days=3)
    return Planned(
        **(
            {"title": "亲子阅读", "starts_at": begins, "ends_at": begins + timedelta(hours=2), "where": "阅览室"}
            | change
        )
    )


def told():
    return [
        (entry.payload["topic"], entry.payload["parameters"].get("count"))
        for entry in OutboxEntry.objects.filter(topic="notices.fan_out").order_by("id")
        if entry.payload["topic"].startswith("centres.")
    ]  # fmt: skip


def test_what_lapses_is_told_once_to_the_centre_and_later_to_the_town(place, people):
    make_offices()
    make_place("stop", kind="stop")
    for kind in (DisclosureKind.CONVENIENCE, DisclosureKind.ITEMS):
        publish_disclosure(place, kind, "公开", by=people["manager"])

    assert (keep_duties(), keep_duties()) == (2, 0)  # hours and plan were never looked over; a stop has no duties
    assert (tell_of_lapses(), tell_of_lapses()) == (2, 0)
    assert told() == [("centres.stale", 2)]
    week_later = now() + timedelta(days=8)
    assert (tell_of_lapses(at=week_later), tell_of_lapses(at=week_later)) == (2, 0)
    assert told() == [("centres.stale", 2), ("centres.stale_in_town", 2)]

    confirm_disclosure(place, Duty.HOURS, by=people["manager"])
    assert duty_page(people["manager"]).count == 1
    assert keep_duties(at=now() + timedelta(days=100)) == 1  # convenience content, after its quarter
    SettingValue.objects.create(code="centres.renewed_convenience", value=300)
    changed("settings")
    assert keep_duties(at=now() + timedelta(days=100)) == 0
    assert not DisclosureDuty.objects.filter(kind="convenience", lapsed_on__isnull=False).exists()
    SettingValue.objects.all().delete()
    changed("settings")


def test_the_number_of_the_navigation_is_the_count_of_the_list(place, people, django_assert_num_queries):
    make_place("far", area=OTHER_VILLAGE)
    keep_duties()
    clerk_of_town = make_staff(Role.CLERK, area=TOWN)
    for reader, count in ((people["manager"], 4), (people["other_manager"], 4), (clerk_of_town, 4), (people["resident"], 0),
                          (make_staff(Role.ADMINISTRATOR), 8)):  # fmt: skip
        assert (lapsed_of(reader.actor_id).count(), duty_page(reader).count) == (count, count)
    client = sit(make_staff(Role.ADMINISTRATOR))
    page = client.get(f"/desk/centres/duties/?town={TOWN}&kind=hours")
    assert ([line.duty.place_id for line in page.context["page"].lines], page.context["page"].count) == ([place.id], 1)

    with django_assert_num_queries(2):
        duty_page(people["manager"])


def test_late_since_is_counted_from_the_last_renewal_not_from_when_the_job_looked(place, people):
    renewed = localdate() - timedelta(days=400)
    DisclosureDuty.objects.create(place=place, kind=Duty.HOURS, area=place.area, town=TOWN, renewed_on=renewed)

    keep_duties()

    days = {line.duty.kind: line.since for line in duty_page(people["manager"]).lines}
    assert days["hours"] == renewed + timedelta(days=renewed_within(Duty.HOURS) + 1)
    assert days["convenience"] == localdate()  # never published: when that was noted


def test_confirming_and_withdrawing(place, people):
    for deed in (lambda: confirm_disclosure(place, Duty.ITEMS, by=people["manager"]),):
        with refused("not_published"):
            deed()
    publish_disclosure(place, DisclosureKind.ITEMS, "老人证", by=people["manager"])
    DisclosureDuty.objects.update(renewed_on=localdate() - timedelta(days=400))
    with refused("not_your_place"):
        confirm_disclosure(place, Duty.ITEMS, by=people["clerk"])
    confirm_disclosure(place, Duty.ITEMS, by=people["manager"])
    assert DisclosureDuty.objects.get(kind="items").renewed_on == localdate()

    withdraw_disclosure(place, DisclosureKind.ITEMS, reason="改版", by=people["manager"])

    duty = DisclosureDuty.objects.get(kind="items")
    assert (duty.renewed_on, duty.lapsed_on) == (None, localdate())


@pytest.mark.parametrize(
    ("change", "code"),
    [({"title": " "}, "activity_unclear"), ({"ends_at": now()}, "activity_unclear"),
     ({"ends_at": now() + timedelta(days=60)}, "activity_unclear"), ({"about": "找陈13900004217"}, "person_in_disclosure")],
)  # fmt: skip
def test_what_is_planned_has_a_title_and_a_time_and_names_nobody(change, code, place, people):
    with refused(code):
        plan_activity(place, planned(**change), by=people["manager"])
    with refused("not_your_place"):
        plan_activity(place, planned(), by=people["clerk"])
    assert not PlannedActivity.objects.exists()


def test_the_plan_is_read_on_the_page_as_a_calendar_and_as_a_feed(place, people):
    first = plan_activity(place, planned(), by=people["manager"], key="k")
    assert plan_activity(place, planned(), by=people["manager"], key="k").id == first.id  # a double click
    off = plan_activity(place, planned(title="象棋, 比赛"), by=people["manager"])
    with refused("reason_for_withdrawal"):
        withdraw_activity(off, reason=" ", by=people["manager"])
    withdraw_activity(off, reason="停电", by=people["manager"])
    with refused("not_published"):
        withdraw_activity(off, reason="停电", by=people["manager"])
    publish_disclosure(place, DisclosureKind.ITEMS, "老人证", by=people["manager"])
    publish_disclosure(place, DisclosureKind.ITEMS, "老人证、社保", by=people["manager"])
    client = Client()

    page = client.get("/centres/hall/").content.decode()
    text = client.get("/centres/hall/activities.ics").content.decode()
    feed = client.get("/centres/hall/feed.xml")

    assert all(words in page for words in ("亲子阅读", "停电", "更正"))
    assert (text.count("BEGIN:VEVENT"), "SUMMARY:象棋\\, 比赛" in text, "STATUS:CANCELLED" in text) == (2, True, True)
    tree = ElementTree.fromstring(feed.content)
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert all(tree.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "link", "author"))
    entries = tree.findall(f"{ATOM}entry")
    assert len(entries) == len({entry.findtext(f"{ATOM}id") for entry in entries}) == 4
    assert all(entry.findtext(f"{ATOM}updated") and entry.find(f"{ATOM}link") is not None for entry in entries)
    history = client.get("/centres/hall/history/").content.decode()
    assert history.index("老人证、社保") < history.index("老人证<")


def test_open_data_has_every_place_and_nobody_in_it(place, people, django_assert_num_queries):
    make_place("far", area=OTHER_VILLAGE, kind="stop", amenities=["water", "shade"])
    publish_disclosure(place, DisclosureKind.ITEMS, "老人证", by=people["manager"])
    list(open_rows())
    with django_assert_num_queries(5):
        list(open_rows())
    client = Client()

    answer = client.get("/centres/open-data/centres.csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    as_json = json.loads(b"".join(client.get("/centres/open-data/centres.json").streaming_content))
    one = client.get("/centres/hall/data.json").json()

    assert list(rows[0]) == list(as_json[0]) == [name for name in one if name != "disclosures"] == names()
    by_code = {row["code"]: row for row in rows}
    assert (by_code["far"]["amenities"], by_code["hall"]["renewed_items"]) == ("water|shade", localdate().isoformat())
    assert one["hours_monday"] == "00:00–24:00"
    page = client.get("/centres/open-data/").content.decode()
    assert all(name in page for name in names())
    assert client.get("/centres/none/data.json").status_code == 404


@pytest.mark.parametrize("size", ["A3", "A4"])
def test_the_sheet_for_the_wall(size, place, people):
    publish_disclosure(place, DisclosureKind.ITEMS, "老人证", by=people["manager"])

    answer = sit(people["clerk"]).get(f"/centres/hall/wall.pdf?size={size}")

    assert (answer["Content-Type"], answer.content[:5], size in answer["Content-Disposition"]) == (
        "application/pdf",
        b"%PDF-",
        True,
    )
    assert sit(people["clerk"]).get("/centres/hall/wall.pdf?size=A0").status_code == 404


def a_photo(name="hall.jpg"):
    image, held = Image.new("RGB", (1200, 800), "#7a9"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0110] = "secret camera"
    image.save(held, "JPEG", exif=exif)
    return SimpleUploadedFile(name, held.getvalue(), content_type="image/jpeg")


def test_a_photo_is_shown_without_metadata_and_taken_back_for_good(place, people):
    client = sit(people["manager"])
    for said in ({"alt": " "}, {"alt": "大厅", "has_people": "on"}):
        assert client.post(f"{PUBLISHING}photo/", {**said, "photos": a_photo()}).status_code == 422
    assert client.post(f"{PUBLISHING}photo/", {"alt": "大厅"}).status_code == 422
    assert (
        client.post(f"{PUBLISHING}photo/", {"alt": "大厅", "photos": SimpleUploadedFile("x.jpg", b"no")}).status_code
        == 415
    )
    said = {"alt": "服务大厅，入口有坡道", "has_people": "on", "all_agreed": "on", "photos": a_photo()}
    assert sit(people["clerk"]).post(f"{PUBLISHING}photo/", said | {"photos": a_photo()}).status_code == 403
    assert client.post(f"{PUBLISHING}photo/", said).status_code == 302
    assert client.post(f"{PUBLISHING}photo/", {"alt": "坡道", "photos": a_photo()}).status_code == 302
    first, second = PlacePhoto.objects.order_by("position")
    client.post(f"{PUBLISHING}photo-up/", {"id": second.id})
    assert list(PlacePhoto.objects.order_by("position").values_list("alt", flat=True)) == [
        "坡道",
        "服务大厅，入口有坡道",
    ]

    page = Client().get("/centres/hall/").content.decode()
    shown = {size: Client().get(f"/centres/hall/photos/{first.id}/{size}/") for size in ("small", "middle", "large")}

    assert ('loading="lazy"' in page, f'width="{first.width}"' in page, 'alt="坡道"' in page, first.width) == (
        True,
        True,
        True,
        960,
    )
    assert {size: (answer.status_code, b"secret" in answer.content) for size, answer in shown.items()} == dict.fromkeys(
        shown, (200, False)
    )
    assert client.post(f"{PUBLISHING}photo-taking-back/", {"id": first.id, "reason": "有人不同意"}).status_code == 302
    assert Client().get(f"/centres/hall/photos/{first.id}/middle/").status_code == 404
    assert not Document.objects.filter(pk__in=(first.document_id, first.middle_id)).exclude(path="").exists()
    assert client.post(f"{PUBLISHING}photo-taking-back/", {"id": first.id}).status_code == 409


def test_the_page_shows_the_items_of_the_catalogue(place, people):
    from linli.places import counter

    before = list(counter._items)
    register_counter_items(
        lambda code: [CounterItem("elder-card", "老年人优待证", "民政", "/items/elder-card/")] if code == "hall" else []
    )
    try:
        page = Client().get("/centres/hall/").content.decode()
    finally:
        counter._items[:] = before
    assert ('href="/items/elder-card/"' in page, "老年人优待证" in page) == (True, True)


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("manager", 200, 302), ("clerk", 200, 403), ("other_manager", 404, 404), ("resident", 403, 403)],
)
def test_who_publishes(who, reads, writes, place, people):
    client = sit(people[who])

    assert (client.get(PUBLISHING).status_code, client.post(f"{PUBLISHING}confirmation/", {"kind": "hours"}).status_code) == (
        reads, writes,
    )  # fmt: skip


def test_the_county_sets_how_often(place, people):
    client = sit(make_staff(Role.ADMINISTRATOR))
    form = client.get("/desk/centres/rules/").context["form"]
    said = {name: field.initial for name, field in form.fields.items()}

    assert client.post("/desk/centres/rules/", said | {"centres-renewed_items": "3"}).status_code == 422
    assert client.post("/desk/centres/rules/", said | {"centres-renewed_items": "90"}).status_code == 302

    assert SettingValue.objects.get(code="centres.renewed_items").value == 90
    SettingValue.objects.all().delete()
    changed("settings")
    assert sit(people["manager"]).get("/desk/centres/rules/").status_code == 403


def test_the_four_stand_as_data_with_day_and_who_is_in_charge_and_as_rss(place, people, django_assert_num_queries):
    make_place("stop", kind="stop")
    publish_disclosure(place, DisclosureKind.CONVENIENCE, "测血压", by=people["manager"])
    publish_disclosure(place, DisclosureKind.ITEMS, "办老年证", by=people["manager"])
    withdraw_disclosure(place, DisclosureKind.ITEMS, reason="窗口装修", by=people["manager"])
    register_withdrawn_items(lambda _code: [WithdrawnItem("临时救助", "移到街道办", "/items/relief/")])

    list(disclosure_rows())
    with django_assert_num_queries(2):
        rows = {row["kind"]: row for row in disclosure_rows()}
    one = Client().get("/centres/hall/data.json").json()["disclosures"]
    text = b"".join(Client().get("/centres/open-data/disclosures.csv").streaming_content).decode("utf-8-sig")
    rss = ElementTree.fromstring(Client().get("/centres/hall/feed.rss").content)
    page = Client().get("/centres/hall/").content.decode()
    register_withdrawn_items(withdrawn_items_of)

    assert set(rows) == {str(kind) for kind in Duty} == {row["kind"] for row in one}
    today = localdate().isoformat()
    assert [rows["convenience"][name] for name in ("words", "renewed_on", "is_stale")] == ["测血压", today, False]
    assert rows["convenience"]["in_charge"]
    assert (rows["items"]["words"], rows["items"]["reason"], rows["items"]["is_stale"]) == ("", "窗口装修", True)
    assert len(list(csv.DictReader(io.StringIO(text)))) == 4
    assert any("窗口装修" in item.findtext("description") for item in rss.iter("item"))
    assert ("移到街道办" in page, Client().get("/centres/open-data/disclosures.txt").status_code) == (True, 404)


def test_opening_hours_are_among_the_versions_and_what_is_stale_is_a_share_of_the_area(place, people):
    versions = [one for one in history_of(place.id) if one.title == str(Duty.HOURS.label)]
    assert len(versions) == 1
    assert "00:00–24:00" in versions[0].words
    OpeningHours.objects.update(is_invented=True, by="演示数据")
    assert history_of(place.id)[0].in_charge == ""  # that it is invented is said once

    keep_duties()
    assert (disclosures_current(TOWN).part, disclosures_current(TOWN).whole) == (0, 1)
    DisclosureDuty.objects.update(renewed_on=localdate(), lapsed_on=None)
    found = disclosures_current(place.area)

    assert (found.part, found.whole, found.percent, disclosures_current(place.area + "001")) == (1, 1, 100, None)
    assert (lapsed_path(TOWN), grids_path(TOWN)) == (
        f"/desk/centres/duties/?town={TOWN}", f"/desk/centres/grids/?view=lacking&area={TOWN}",
    )  # fmt: skip
    leader = sit(make_staff(Role.LEADER, area=TOWN))
    assert leader.get(grids_path(TOWN)).context["served"].whole == grids_with_place(TOWN).whole
    assert leader.get(f"/desk/centres/duties/?area={place.area}").context["page"].count == 0
