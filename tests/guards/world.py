"""A small city in which everybody stands before the same few things, and every address of the URLconf with what is in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from linli.api.domain.token import make_token
from linli.bills.domain.provider import ProviderWords, add_provider
from linli.bookings.domain.address import open_address
from linli.bookings.domain.booking import book_slot
from linli.bookings.domain.resource import let_room, let_team
from linli.bookings.domain.series import book_series
from linli.bookings.domain.visit import approve_visit, ask_visit
from linli.bookings.domain.window_letting import let_window
from linli.bookings.models import Booking, Resource, Restraint, WaitingEntry
from linli.bookings.queries.feeds import secret_of
from linli.bookings.queries.slots import slots_from
from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.party import Person
from linli.cases.domain.procedure_draft import begin_draft
from linli.cases.domain.rating import rate_case
from linli.cases.enums import Source
from linli.cases.models import BulkDeed, Case, SavedView
from linli.cases.queries.listing import number_text
from linli.common.calendar import Limit
from linli.common.ids import uuid7
from linli.documents.addresses import signed_address
from linli.documents.models import Document, Paper
from linli.field.domain.device import enrol_device
from linli.forms.domain.draft import begin_draft as begin_form_draft
from linli.forms.domain.sheet import Whose, save_sheet
from linli.forms.owners import owner_of_account
from linli.forms.queries.form import published_form
from linli.grid.domain.call_out import call_units
from linli.grid.domain.hand_over import hand_over
from linli.grid.domain.message import write_to_grid
from linli.grid.domain.task_refusal import refuse_task
from linli.grid.domain.visit import Visited, agree_to_visits
from linli.grid.domain.voluntary_post import Volunteer, open_voluntary_post
from linli.grid.domain.wish import make_wish
from linli.grid.enums import VoluntaryKind
from linli.hall.application_enums import Verdict
from linli.hall.application_enums import Way as Handover
from linli.hall.domain.application import Applying, apply_for
from linli.hall.domain.application_way import accept_application, decide_application, deliver_result
from linli.hall.domain.consent import ask_consent
from linli.hall.domain.draft import begin_draft as begin_item_draft
from linli.hall.domain.menu import EntryWords, add_entry
from linli.hall.domain.order import Ordering, place_order
from linli.hall.enums import Channel as ItemChannel
from linli.hall.models import Application
from linli.hall.order_enums import BroughtBy
from linli.hotline.domain.bulletin import make_bulletin
from linli.hotline.domain.intake import Call, take_order
from linli.hotline.enums import Asked, Way
from linli.hotline.models import Answer
from linli.knowledge.domain.article import Wording, approve_article, write_article
from linli.mediation.domain.agreement import draw_agreement
from linli.mediation.domain.application import Application as MediationAsked
from linli.mediation.domain.application import Person as Person_
from linli.mediation.domain.application import answer_invitation, apply_for_mediation, take_on
from linli.mediation.domain.guest import ask_guest
from linli.mediation.domain.mediator import accept_mediator, name_mediator
from linli.mediation.domain.session import plan_session, record_session
from linli.mediation.enums import AgreementForm, GuestAs, SessionResult, Sort
from linli.mediation.enums import Answer as Agrees
from linli.mediation.queries.mediations import printed
from linli.notices.enums import Channel, State
from linli.notices.models import Notice
from linli.people.domain.look import unmask
from linli.people.enums import Role, UnitKind
from linli.people.models import Account, Post
from linli.people.reader import Reader
from linli.petitions.domain.registration import Person as Petitions
from linli.petitions.domain.registration import Taken, take_down
from linli.petitions.domain.routing import route_petition
from linli.petitions.domain.urging import urge_petition
from linli.petitions.enums import Aim, Fault
from linli.petitions.queries.listing import printed as petition_number
from linli.places.domain.room import open_room, open_window
from linli.places.enums import RoomKind
from linli.places.models import Place, PlacePhoto
from linli.ratings.enums import Grade
from linli.ratings.models import FollowUp, Rating
from linli.tickets.domain.calling import call_next
from linli.tickets.domain.taking import take_ticket
from linli.tickets.domain.window import open_window as open_for_service
from linli.tickets.enums import Way as TakenBy
from tests.background import work_off
from tests.factories import (
    COUNTY,
    GRID,
    OTHER_VILLAGE,
    TOWN,
    VILLAGE,
    make_offices,
    make_photo,
    make_place,
    make_resident,
    make_rule,
    make_staff,
    make_unit,
)

NOBODY = "anonymous"
ITEM = "pension-enrolment"
# The public half of a key that was thrown away: a phone whose signature nobody can make.
PUBLIC_KEY = (
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExmzmJeodHVKKS+O+K5hIc5rLez"
    "wHSnwKgR/r70KbNDkZ5Nwrw9azOKr9Xs5ScisH4vk4IRtmFIa4zhbP6UBrbg=="
)


@dataclass(frozen=True)
class Secret:
    """What a matter holds that only some may read, and who reported it, which no page shows by itself."""

    words: str
    place: str
    name: str
    phone: str


SECRETS = {
    "own": Secret("灯杆倒在沟边甲乙丙", "沟边小卖部", "江小月", "+8613900000101"),
    "far": Secret("井盖翘起绊人丁戊己", "桥头榕树下", "陆无名", "+8613900000102"),
    "complaint": Secret("办事推来推去庚辛壬", "园林大厅", "叶不说", "+8613900000103"),
    "sealed": Secret("两家争地界子丑寅", "晒谷场边", "郑两家", "+8613900000104"),
}


@dataclass(frozen=True)
class Mediated:
    """What is said in the mediation of this world, and between whom: nothing of it may stand anywhere else."""

    words: str = "檐水滴到隔壁灶台寅卯辰"
    said: str = "望能坐下商量檐水巳午未"
    name: str = "柯檐下"
    phone: str = SECRETS["own"].phone  # the reporter's own
    other: str = "史灶台"
    other_phone: str = "+8613900000108"
    guest: str = "覃舅公"
    note: str = "甲方情绪激动申酉戌"
    terms: str = "史灶台十日内接好檐沟亥子丑"


MEDIATED = Mediated()


@dataclass(frozen=True)
class Petitioned:
    """What the reporter asks of an office, about another, with the identity kept from it."""

    words: str = "工程款拖了九年鼠牛虎"
    wish: str = "望查清去向兔龙蛇"
    extract: str = "有人反映工程款未付马羊猴"
    urging: str = "催了两次没有回音鸡犬豕"
    name: str = "宋不露"
    address: str = "榕树巷十九号后座"


PETITIONED = Petitioned()


@dataclass
class World:
    """Matters, people and the sessions and tokens by which they come in."""

    cases: dict[str, Case] = field(default_factory=dict)
    actors: dict[str, Account | None] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        make_offices()
        self.lamps = make_unit("lamps", name="路灯管理所")
        self.gardens = make_unit("gardens", name="园林中心")
        office = make_unit(f"office-{VILLAGE}", kind=UnitKind.VILLAGE_OFFICE, area=VILLAGE)
        make_rule("M01037", self.lamps, number=12)
        make_rule("H", self.lamps, number=35)
        make_rule("C", make_unit("supervision", name="督查室"), number=34)
        resident = make_resident(SECRETS["own"].phone)
        readers: dict[str, Reader] = {"reporter": resident, "stranger": make_resident()}
        areas = {Role.GRID_MEMBER: GRID, Role.GRID_HEAD: VILLAGE, Role.MANAGER: VILLAGE, Role.CLERK: TOWN}
        for role in Role:
            unit = self.lamps if role == Role.OFFICER else office if role in areas else None
            readers[str(role)] = make_staff(role, unit=unit, area=areas.get(role, COUNTY))
        readers["other_manager"] = make_staff(
            Role.MANAGER, unit=make_unit(f"office-{OTHER_VILLAGE}"), area=OTHER_VILLAGE
        )
        readers["unit_concerned"] = make_staff(Role.OFFICER, unit=self.gardens)
        self.actors = {NOBODY: None, **{name: reader.account for name, reader in readers.items()}, **self._odd(office)}
        self._make_cases(resident, readers)
        Account.objects.filter(is_staff=True).update(password=make_password("linli-demo-2026"))
        for account in filter(None, self.actors.values()):
            account.refresh_from_db()
        self.sessions = {name: _session(account) for name, account in self.actors.items() if account}
        for name, reader in readers.items():
            if reader.posts and reader.account:
                self.tokens[name] = make_token(
                    name, reader.account, by=readers["administrator"], expires_at=now() + timedelta(days=1),
                    may_create=True, may_act=True,
                )[1]  # fmt: skip
        self.things = self._make_things(readers)
        begin_draft("grid_matter", by=readers["administrator"])
        begin_item_draft("elder-card", by=readers["administrator"])
        begin_form_draft("elder_card", by=readers["administrator"])
        work_off()
        said = Wording("路灯坏了找谁？", "路灯管理所。", "演示")
        article = write_article(said, by=readers["officer"], unit=self.lamps.id, area=COUNTY, offer=True)
        self._make_public_things(readers)
        make_bulletin(on=date(2026, 11, 25))
        self.things |= {"line_id": self.order.line_id, "answer_id": Answer.objects.get().id, "article_id": article.id}

    def _odd(self, office: Any) -> dict[str, Account]:
        """Who held a post, who stands in for somebody, who may no longer come in."""
        found = {name: Account.objects.create_staff(name, None) for name in ("ended", "substitute", "inactive")}
        long_ago, today = date(2020, 1, 1), now().date()
        Post.objects.create(account=found["ended"], unit=office, role=Role.MANAGER, area=VILLAGE, from_on=long_ago,
                            until_on=today - timedelta(days=2))  # fmt: skip
        away = Account.objects.create_staff("away", None)
        Post.objects.create(
            account=away, unit=office, role=Role.MANAGER, area=VILLAGE, from_on=long_ago, substitute=found["substitute"],
            substitute_from_on=today - timedelta(days=2), substitute_until_on=today + timedelta(days=9),
        )  # fmt: skip
        Post.objects.create(account=found["inactive"], unit=office, role=Role.MANAGER, area=VILLAGE, from_on=long_ago)
        found["inactive"].is_active = False
        found["inactive"].save(update_fields=["is_active"])
        return found

    def _make_cases(self, resident: Reader, readers: dict[str, Reader]) -> None:
        places = {"own": ("M01037", GRID), "far": ("M01037", OTHER_VILLAGE), "complaint": ("C001", VILLAGE),
                  "sealed": ("M01037", GRID)}  # fmt: skip
        for name, (kind, area) in places.items():
            secret, is_mine = SECRETS[name], name == "own"
            report = Report(
                kind=kind, area=area, words=secret.words, place=secret.place,
                reporter=Person(name=secret.name, phone=secret.phone), account=resident.account if is_mine else None,
                about_unit=self.gardens.id if name == "complaint" else None, is_confidential=name == "complaint",
                basket=make_photo(resident if is_mine else None), key=name,
            )  # fmt: skip
            self.cases[name] = open_case(report, by=resident if is_mine else Reader()).case
        accept_case(self.cases["own"], by=readers["manager"])
        Case.objects.filter(pk=self.cases["sealed"].pk).update(compartment="mediation")
        call = Call(number="FZ1", asked=Asked.REQUEST, words="停水", way=Way.SCREEN, area=VILLAGE)
        self.order = take_order(call, by=readers["operator"]).order
        accept_case(self.order.case, by=readers["operator"])

    def _make_things(self, readers: dict[str, Reader]) -> dict[str, Any]:
        unmask("case", self.cases["far"].id, "phone", by=readers["dispatcher"], reason="核对地点")
        letter = Notice.objects.create(telling=uuid7(), address="a@example.org", channel=Channel.EMAIL,
                                       topic="cases.closed", state=State.DEAD, last_error="550")  # fmt: skip
        view = SavedView.objects.create(account_id=readers["manager"].actor_id, name="我的", query="view=late")
        photo = Document.objects.get(holder_id=self.cases["own"].id)
        if not default_storage.exists(photo.path):
            default_storage.save(photo.path, ContentFile(b"a photo"))
        post = Post.objects.get(account_id=readers["manager"].actor_id)
        holder = self.actors["grid_member"]
        assert holder is not None
        device = enrol_device(holder, by=readers["grid_member"], name="巡查手机", public_key=PUBLIC_KEY)
        member = Post.objects.get(account_id=readers["grid_member"].actor_id)
        return {
            **self._make_grid_things(readers),
            **self._make_centre_things(readers),
            **self._make_hall_things(readers),
            "sheet": self._make_sheet(readers["reporter"]),
            **self._make_mediation(readers),
            **self._make_petition(readers),
            "member_post": member.id,
            "device": device.id,
            "bulk": BulkDeed.objects.create(
                action="give", key="world", at=now(), by_id=readers["dispatcher"].actor_id
            ).id,
            "post": post.id,
            "letter": letter.id,
            "view_id": view.id,
            "photo": photo,
            "token": uuid7(),
        }

    def _make_centre_things(self, readers: dict[str, Reader]) -> dict[str, Any]:
        """A hall that is always open, with a room in it that the reporter has booked."""
        place = make_place("hall", hours="0:00-24:00")
        room = open_room(place, "议事室", kind=RoomKind.MEETING, by=readers["manager"], seats=20)
        resource = let_room(room, by=readers["manager"])
        days = slots_from(resource, localdate() + timedelta(days=1), 2)
        slot = next(slot for day in days for slot in day.slots)
        booking = book_slot(resource, slot.starts_at, by=readers["reporter"], purpose="不外传庚辛")
        open_address("place", place.id)
        window = open_window(place, 1, "综合受理", by=readers["manager"])
        let_window(window, by=readers["manager"], slot_minutes=20)
        session = open_for_service(window, by=readers["clerk"])
        for who in ("reporter", "stranger"):
            mine = readers[who]
            ticket = take_ticket(place, by=mine, way=TakenBy.PHONE, account=mine.actor_id)
        call_next(session, by=readers["clerk"], after=None)
        again = next(one for day in slots_from(resource, localdate() + timedelta(days=4), 2) for one in day.slots)
        series, _ = book_series(resource, again.starts_at, times=2, by=readers["reporter"])
        photo = PlacePhoto.objects.create(place=place, document_id=uuid7(), middle_id=uuid7(), width=4, height=3, alt="大厅",
                                          position=1, at=now(), by="演示")  # fmt: skip
        restraint = Restraint.objects.create(
            account_id=readers["reporter"].actor_id, booking=booking, count=3, days=90, since=now(),
            until=now() + timedelta(days=9), objection="门锁着", objected_at=now(),
        )  # fmt: skip
        entry = WaitingEntry.objects.create(
            resource=resource, account_id=readers["reporter"].actor_id, starts_at=again.starts_at, ends_at=again.ends_at,
            at=now(),
        )  # fmt: skip
        return {
            "waiting_entry": entry.id,
            "resource": resource.id, "slot": slot.starts_at.isoformat(), "booking": booking.id, "place": place.id,
            "series": series[0].series_id, "place_photo": photo.id, "restraint": restraint.id,
            "ticket": ticket.secret,
            "visit": self._make_visit(place, readers).id,
        }  # fmt: skip

    def _make_visit(self, place: Place, readers: dict[str, Reader]) -> Booking:
        """A visit at the reporter's home, to which a grid member goes."""
        team = let_team(place, "上门队", by=readers["manager"], slot_minutes=60)
        at = next(one for day in slots_from(team, localdate() + timedelta(days=1), 3) for one in day.slots)
        visit = ask_visit(
            team, at.starts_at, by=readers["reporter"], area=VILLAGE, address="壬癸巷9号", reason="行走不便"
        )
        return approve_visit(visit, by=readers["manager"], visitors=[readers["grid_member"].actor_id or uuid7()])

    def _make_hall_things(self, readers: dict[str, Reader]) -> dict[str, Any]:
        """An application of the reporter that waits to be taken on, one that was rated low, a paper, a consent."""
        waiting, over = (self._apply(readers, key) for key in ("waiting", "over"))
        accept_application(over, by=readers["manager"])
        decide_application(over, verdict=Verdict.GRANTED, decided_on=localdate(), by=readers["manager"])
        deliver_result(over, way=Handover.WINDOW, by=readers["manager"])
        rate_case(over.case, by=readers["reporter"], grade=Grade.DISSATISFIED)
        asker, giver = self.actors["stranger"], self.actors["reporter"]
        assert asker is not None
        assert giver is not None
        consent = ask_consent(giver.phone, name="何家人", own_name="何小家", by=readers["stranger"])
        assert consent is not None
        place = Place.objects.get(code="hall")
        add_entry(place, EntryWords("上门理发", BroughtBy.VOLUNTEERS, 3), by=readers["manager"])
        ordered = place_order(
            Ordering("hall", "m1", "想剪头发", Person(name="何点单"), account=readers["reporter"].account),
            by=readers["reporter"],
        ).order
        return {
            "order": number_text(ordered.case.number, ordered.case.opened_at),
            "application": number_text(waiting.case.number, waiting.case.opened_at),
            "follow_up": FollowUp.objects.get().id,
            "rating": Rating.objects.get().id,
            "family": consent.id,
            "paper": Paper.objects.filter(holder_id=waiting.case_id).get().code,
        }

    def _apply(self, readers: dict[str, Reader], key: str) -> Application:
        applying = Applying(
            item=ITEM, place="hall", channel=ItemChannel.WINDOW, person=Person(name="何申请"),
            account=readers["reporter"].account, key=key,
        )  # fmt: skip
        return apply_for(applying, by=readers["manager"]).application

    def _make_sheet(self, reader: Reader) -> Any:
        """A form that the reporter has saved half-way."""
        assert reader.actor_id is not None
        mark = owner_of_account(reader.actor_id)
        given = {"name": SECRETS["own"].name, "phone": SECRETS["own"].phone}
        return save_sheet(
            given, form=published_form("elder_card"), basket=uuid7(), purpose="item", subject="", by=reader,
            whose=Whose(mark, (mark,)),
        ).basket  # fmt: skip

    def _make_public_things(self, readers: dict[str, Reader]) -> None:
        """An answer that residents read, and a provider of bills."""
        said = Wording("井盖坏了找谁？", "找路灯管理所。", "演示", for_residents=True)
        public = write_article(said, by=readers["officer"], unit=self.lamps.id, area=COUNTY, offer=True)
        approve_article(public, by=readers["dispatcher"])
        words = ProviderWords("water", "水厂（演示）", (TOWN,), telephone="0591-85000000")
        provider = add_provider(words, by=readers["administrator"])
        self.things |= {"public_article": public.id, "provider": provider.id}

    def _make_mediation(self, readers: dict[str, Reader]) -> dict[str, Any]:
        """One between the reporter and a resident who is none of the actors, as far as its agreement."""
        self.second = make_resident(MEDIATED.other_phone)
        first, mediator = readers["reporter"], readers["mediator"]
        asked = MediationAsked(
            sort=Sort.NEIGHBOURS, words=MEDIATED.words, said=MEDIATED.said, area=VILLAGE,
            first=Person_(MEDIATED.name, account=first.account), others=(Person_(MEDIATED.other, MEDIATED.other_phone),),
        )  # fmt: skip
        mediation = apply_for_mediation(asked, by=first)
        take_on(mediation, by=readers["mediation_head"])
        answer_invitation(mediation, Agrees.AGREED, by=self.second)
        assert mediator.actor_id is not None
        name_mediator(mediation, mediator.actor_id, by=first)
        accept_mediator(mediation, mediator.actor_id, by=self.second)
        ask_guest(mediation, MEDIATED.guest, GuestAs.RELATIVE, by=first)
        resource = Resource.objects.select_related("place").get(place__code="hall", kind="room")
        slots = [slot for day in slots_from(resource, localdate() + timedelta(days=2), 2) for slot in day.slots]
        for number, slot in enumerate(slots[:2]):
            session = plan_session(mediation, resource, slot.starts_at, by=mediator, key=f"world-{number}")
        record_session(session, SessionResult.GO_ON, by=mediator, note=MEDIATED.note)
        draw_agreement(mediation, AgreementForm.WRITTEN, facts="", terms=MEDIATED.terms, by=mediator)
        self.mediated = printed(mediation)
        return {"mediation": mediation.id}

    def _make_petition(self, readers: dict[str, Reader]) -> dict[str, Any]:
        """The reporter's, about the gardens, passed on to the lamps, which do not learn whose it is."""
        by = readers["reporter"]
        person = Petitions(PETITIONED.name, address=PETITIONED.address, account=by.account)
        petition = take_down(
            Taken(Aim.CLAIM, PETITIONED.wish, PETITIONED.words, (person,), VILLAGE, is_hidden=True, about_unit=self.gardens.id),
            by=by,
        )  # fmt: skip
        route_petition(petition, self.lamps.id, by=readers["manager"], extract=PETITIONED.extract)
        urge_petition(petition, Fault.EVADED, by=readers["manager"], words=PETITIONED.urging)
        self.petitioned = petition_number(petition)
        return {"petition": petition.id}

    def _refuse(self, by: Reader) -> Any:
        """A matter of the grid that its member does not take on."""
        made = open_case(Report("M01037", words="灯罩松动", area=GRID, source=Source.GRID, key="refused"), by=by).case
        return refuse_task(made, by=by, reason="本人在假").id

    def _make_grid_things(self, readers: dict[str, Reader]) -> dict[str, Any]:
        said = Volunteer(VoluntaryKind.PARTY_MEMBER, name="郭不显", phone="+8613900000105", consent_on=now().date())
        member = Post.objects.get(account_id=readers["grid_member"].actor_id)
        account = Account.objects.get(id=readers["manager"].actor_id)
        return {
            "volunteer": open_voluntary_post(GRID, said, by=readers["manager"]).id,
            "message": write_to_grid(GRID, words="门口积水", phone="+8613900000106", sent_from="world").id,
            "consent": agree_to_visits(
                GRID, Visited("郭有约", "榕树下三号", consent_on=now().date()), by=readers["manager"]
            ).id,
            "call": call_units(
                TOWN, [self.lamps.id], words="塌了一角", limit=Limit.parse("4 business_hours"), by=readers["dispatcher"]
            ).id,
            "refusal": self._refuse(readers["grid_member"]),
            "wish": make_wish(GRID, words="想有人帮忙换个灯泡", key="world", by=readers["reporter"]).id,
            "hand_over": hand_over(member, grid=GRID, to=account, note="无", by=readers["manager"]).id,
        }

    @cached_property
    def numbers(self) -> dict[str, str]:
        return {name: number_text(case.number, case.opened_at) for name, case in self.cases.items()}

    @cached_property
    def browser(self) -> Client:
        return Client(raise_request_exception=False)

    def ask(
        self, actor: str, method: str, path: str, query: dict[str, str] | None = None, *, body: str = ""
    ) -> tuple[int, bytes]:
        """Ask as somebody, as if for the first time, and take back whatever it has changed; return status and body."""
        self.browser.cookies.clear()
        if actor in self.sessions:
            self.browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[actor]
        headers = {"authorization": f"Bearer {self.tokens[actor]}"} if actor in self.tokens else {}
        kind = "application/json" if path.startswith("/api/") else "application/x-www-form-urlencoded"
        with transaction.atomic():
            response = self.browser.generic(
                method, path, body, content_type=kind, headers=headers, query_params=query or {}
            )
            answer = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        return response.status_code, answer

    def body(self, name: str) -> str:
        """What is sent by POST: a form that would be done, where the right is there."""
        url, _, case = name.partition(" ")
        if url.startswith("api:"):
            return json.dumps(INTERFACE_BODIES.get(url, {}))
        seq = {"seq": self.cases[case].seq, "key": "matrix"} if case in self.cases else {}
        return urlencode(BODIES.get(url, {}) | seq)

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every address with its name: the URL's, and what stands in it where there are several."""
        for name, given in PLAIN.items():
            yield name, reverse(name, kwargs=given) + QUERIES.get(name, "")
        for name, given in OF_A_CASE.items():
            for case, number in self.numbers.items():
                yield f"{name} {case}", reverse(name, kwargs={"number": number, **given})
        things = self.things
        yield "grid:voluntary-post", reverse("grid:voluntary-post", args=[things["volunteer"]])
        for deed in ("look", "ending"):
            yield f"grid:voluntary-deed {deed}", reverse("grid:voluntary-deed", args=[things["volunteer"], deed])
        yield "grid:message", reverse("grid:message", args=[things["message"]])
        yield "grid:message-deed", reverse("grid:message-deed", args=[things["message"], "answer"])
        yield "grid:visit", reverse("grid:visit", args=[things["consent"]])
        yield "grid:visit-deed", reverse("grid:visit-deed", args=[things["consent"], "visit"])
        yield "grid:taking-on", reverse("grid:taking-on", args=[things["refusal"]])
        yield "grid:wish", reverse("grid:wish", args=[things["wish"]])
        for deed in ("page", "look"):
            yield f"grid:wish-deed {deed}", reverse("grid:wish-deed", args=[things["wish"], deed])
        yield "grid:my-wish-deed", reverse("grid:my-wish-deed", args=[things["wish"], "withdrawal"])
        yield "grid:call", reverse("grid:call", args=[things["call"]])
        yield "grid:call-deed", reverse("grid:call-deed", args=[things["call"], "closing"])
        yield "grid:file", reverse("grid:file", args=[things["token"]])
        yield "grid:export", reverse("grid:export", args=["xlsx"])
        yield "grid:receipt", reverse("grid:receipt", args=[things["hand_over"]])
        for name in ("grid:terms", "grid:hand-over"):
            yield name, reverse(name, args=[GRID, things["member_post"]])
        for name in ("room", "hold", "waiting"):
            yield f"centres:{name}", reverse(f"centres:{name}", args=["hall", things["resource"]])
        yield "centres:booking", reverse("centres:booking", args=[things["booking"]])
        yield "centres:waiting-leaving", reverse("centres:waiting-leaving", args=[things["waiting_entry"]])
        yield "centres:booking-deed", reverse("centres:booking-deed", args=[things["booking"], "cancellation"])
        yield (
            "centres:desk-booking-deed",
            reverse("centres:desk-booking-deed", args=[things["booking"], "cancellation"]),
        )
        for name in ("follow", "follow-now", "return", "rating"):
            yield f"tickets:{name}", reverse(f"tickets:{name}", args=[things["ticket"]])
        yield "tickets:kiosk-taken", reverse("tickets:kiosk-taken", args=["hall", things["ticket"]])
        yield "centres:series", reverse("centres:series", args=["hall", things["resource"]])
        yield "centres:my-series", reverse("centres:my-series", args=[things["series"]])
        yield "centres:photo", reverse("centres:photo", args=["hall", things["place_photo"], "small"])
        yield "centres:desk-visit", reverse("centres:desk-visit", args=[things["visit"]])
        for deed in ("address", "ending", "approval"):
            yield f"centres:visit-deed {deed}", reverse("centres:visit-deed", args=[things["visit"], deed])
        yield "centres:objection-answer", reverse("centres:objection-answer", args=[things["restraint"]])
        secret = secret_of("place", things["place"])
        for word, shown in (("secret", secret), ("guessed", "0" * 40)):
            yield f"centres:calendar {word}", reverse("centres:calendar", args=["place", things["place"], shown])
        yield "papers:paper", reverse("papers:paper", args=[things["paper"]])
        for name in ("my-application", "add-papers", "application", "archived"):
            yield f"hall:{name}", reverse(f"hall:{name}", args=[things["application"]])
        yield "hall:application-deed", reverse("hall:application-deed", args=[things["application"], "acceptance"])
        yield "hall:help", reverse("hall:help", args=[things["application"], "refusal"])
        yield "hall:drop-counter-draft", reverse("hall:drop-counter-draft", args=[uuid7()])
        for name in ("my-order", "order-page"):
            yield f"hall:{name}", reverse(f"hall:{name}", args=[things["order"]])
        yield "hall:my-order-deed", reverse("hall:my-order-deed", args=[things["order"], "confirmation"])
        yield "hall:order-deed", reverse("hall:order-deed", args=[things["order"], "offer"])
        yield "hall:consent", reverse("hall:consent", args=[things["family"], "consent"])
        yield "ratings:follow-up", reverse("ratings:follow-up", args=[things["follow_up"], "check"])
        yield "ratings:words", reverse("ratings:words", args=[things["rating"], "return"])
        yield "api:<path:rest>", "/api/v1/nothing-here"
        for name in ("provider", "change", "verification"):
            yield f"bills:{name}", reverse(f"bills:{name}", args=[things["provider"]])
        yield "bills:taking-back", reverse("bills:taking-back", args=[things["token"]])
        for name in ("answer", "opinion"):
            yield f"portal:{name}", reverse(f"portal:{name}", args=[things["public_article"]])
        for name in ("matter", "desk-matter"):
            yield f"mediation:{name}", reverse(f"mediation:{name}", args=[self.mediated])
        for shape in ("docx", "pdf"):
            yield f"mediation:paper {shape}", reverse("mediation:paper", args=[self.mediated, shape])
        yield "mediation:deed", reverse("mediation:deed", args=[self.mediated, "leaving"])
        yield "mediation:desk-deed", reverse("mediation:desk-deed", args=[self.mediated, "look"])
        for name in ("matter", "desk-matter"):
            yield f"petitions:{name}", reverse(f"petitions:{name}", args=[self.petitioned])
        yield "petitions:deed", reverse("petitions:deed", args=[self.petitioned, "withdrawal"])
        yield "petitions:desk-deed", reverse("petitions:desk-deed", args=[self.petitioned, "persons"])
        for name in ("desk:bulk-deed", "desk:bulk-undo"):
            yield name, reverse(name, kwargs={"bulk_id": things["bulk"]})
        yield "desk:remove-view", reverse("desk:remove-view", kwargs={"view_id": self.things["view_id"]})
        for name in ("settings:post-ending", "settings:post-substitution"):
            yield name, reverse(name, kwargs={"post_id": self.things["post"]})
        for name in (
            "settings:rule-taking-back",
            "settings:post-taking-back",
            "settings:kind-taking-back",
            "settings:setting-taking-back",
            "settings:configuration-taking-back",
            "settings:procedure-taking-back",
            "hall:item-taking-back",
            "hall:question-taking-back",
            "hall:offer-taking-back",
            "hall:menu-taking-back",
            "settings:form-taking-back",
        ):
            yield name, reverse(name, kwargs={"entry_id": self.things["token"]})
        order = number_text(self.order.case.number, self.order.case.opened_at)
        for name in ("hotline:order", "hotline:return-request", "hotline:return-decision", "hotline:article-draft"):
            yield name, reverse(name, kwargs={"number": order})
        yield "hotline:bulletin", reverse("hotline:bulletin", args=["2026-11-16", "docx"])
        for name in ("article", "revision", "approval", "withdrawal"):
            yield f"knowledge:{name}", reverse(f"knowledge:{name}", kwargs={"article_id": self.things["article_id"]})
        yield "hotline:line", reverse("hotline:line", kwargs={"line_id": self.things["line_id"]})
        for name, word in (("hotline:acknowledgement", "answer_id"), ("api:acknowledge", "answer")):
            yield name, reverse(name, kwargs={word: self.things["answer_id"]})
        yield "field:revocation", reverse("field:revocation", kwargs={"device_id": self.things["device"]})
        yield "api-pages:revocation", reverse("api-pages:revocation", kwargs={"token": self.things["token"]})
        yield "forms:dropping", reverse("forms:dropping", kwargs={"basket": self.things["sheet"]})
        photo: Document = self.things["photo"]
        yield "documents:remove", reverse("documents:remove", kwargs={"document_id": photo.id})
        yield "documents:file no-token", reverse("documents:file", args=[photo.id, photo.file_name])
        for actor in ("reporter", "manager"):
            reader = Reader(actor_id=self.actors[actor].pk)  # type: ignore[union-attr]
            yield f"documents:file of-{actor}", signed_address(photo, reader=reader)


# Addresses that need no matter, with what stands in them.
PLAIN: dict[str, dict[str, Any]] = {
    name: {}
    for name in (
        "set_language", "common:text-size", "common:theme", "common:patterns", "areas:tree", "areas:codes",
        "areas:coverage", "account_login", "account_logout", "account_inactive", "account_change_password",
        "account_reauthenticate", "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
        "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
        "people:sign-in", "people:sign-in-code", "people:sign-out", "people:me", "people:details", "people:sessions", "people:withdrawal",
        "people:looks", "people:looks-export", "people:demo-outbox", "documents:receive", "notices:inbox",
        "notices:readings", "notices:preferences", "notices:dead-letters", "notices:resends", "api-pages:openapi",
        "api-pages:docs", "api-pages:tokens", "api:create", "api:listed", "api:kinds", "api:items", "api:areas", "api:api-root",
        "desk:today", "desk:cases", "desk:keep-view", "desk:to-route", "desk:dispatch", "desk:bulk-preview", "desk:bulk-deeds", "desk:steps", "desk:search",
        "desk:figures", "desk:instructions", "desk:instruct-on-list", "desk:procedures", "screen:home", "screen:brief", "settings:overview", "settings:rules", "settings:kinds",
        "settings:new-kind", "settings:messages", "settings:retention", "settings:counter", "settings:calendar", "settings:calendar-days",
        "settings:choose-office", "settings:look", "settings:configuration", "settings:configuration-export",
        "settings:configuration-import", "common:colours", "common:emblem", "settings:new-rule", "settings:posts",
        "settings:new-post", "settings:procedures", "settings:new-procedure", "settings:forms", "settings:new-form", "forms:mine", "forms:drop-kept", "hotline:orders", "hotline:new-order", "hotline:new-file", "hotline:file-pattern",
        "hotline:answers", "hotline:resends", "hotline:bridge-file", "hotline:receipts", "hotline:lines", "hotline:rates",
        "hotline:counted", "hotline:export-rates", "hotline:topics", "hotline:supervision", "hotline:bulletins",
        "knowledge:articles", "knowledge:new-article", "api:give_order", "api:fetch_answers",         "grid:find", "grid:desk", "grid:messages", "grid:checks", "grid:checks-export", "grid:files", "grid:visits", "grid:refusals", "grid:wishes", "grid:my-wishes", "grid:calls", "grid:new-call",
        "papers:verify", "hall:my-applications", "hall:consents", "hall:applications", "hall:new-application",
        "hall:application-figures", "hall:outside-export", "hall:outside-import", "hall:archive", "hall:counter-draft",
        "centres:find", "centres:bookings", "centres:calendar-address", "centres:desk", "centres:grids",
        "mediation:about", "mediation:apply", "mediation:desk", "mediation:type", "mediation:figures",
        "petitions:about", "petitions:write", "petitions:desk", "petitions:type", "petitions:figures", "petitions:counted",
        "petitions:figures-file",
        "mediation:intervals", "bills:bills", "bills:settings", "bills:new", "portal:advice",
        "tickets:window", "tickets:opening", "tickets:window-queue", "tickets:desk",
        "centres:open-data", "centres:open-csv", "centres:open-json", "centres:objection", "centres:duties", "centres:rules", "centres:visits",
        "centres:visit-sheet",
        "portal:home", "portal:search", "portal:ratings", "portal:ask",
        "ratings:figures", "ratings:list", "ratings:follow-ups",
        "portal:apply", "portal:book", "portal:nearby", "portal:report", "portal:report-kinds",
        "portal:report-villages", "portal:report-alike", "portal:follow", "portal:matters", "portal:typed-report",
        "hall:items", "hall:fit", "hall:offers", "hall:catalogue", "hall:new-item", "hall:catalogue-xlsx", "hall:catalogue-json",
        "hall:catalogue-import", "hall:questions", "hall:new-question", "hall:my-orders", "hall:orders", "hall:new-order",
        "hall:order-figures", "hall:menus",
        "field:today", "field:report", "field:report-kinds", "field:phone", "field:enrolment", "field:deliveries",
        "field:app", "field:day", "field:kinds-for-phone", "field:manifest", "field:worker", "field:phones",
    )
} | {
    "common:pattern-page": {"name": "report"}, "areas:area": {"code": VILLAGE}, "areas:shape": {"code": VILLAGE},
    "desk:export": {"shape": "csv"}, "desk:export-figures": {"shape": "xlsx"}, "desk:procedure": {"code": "grid_matter"},
    **{f"screen:{page}": {"area": VILLAGE} for page in ("area", "figures", "tables", "area-brief")},
    "screen:export": {"area": VILLAGE, "shape": "xlsx"}, "screen:instruction": {"area": VILLAGE},
    **{f"centres:{page}": {"code": "hall"} for page in ("centre", "code", "door", "sheet", "desk-bookings", "wall", "data", "feed", "rss",
       "plan", "history", "windows", "window-hold", "window-waiting", "visit", "publishing", "letting", "helping")},
    "centres:publishing-deed": {"code": "hall", "deed": "confirmation"}, "centres:letting-deed": {"code": "hall", "deed": "team"},
    "hall:apply": {"code": ITEM}, "hall:drop-draft": {"code": ITEM}, "hall:item-form": {"code": ITEM},
    "hall:archive-file": {"shape": "csv"},
    "centres:open-disclosures": {"shape": "json"}, "centres:deed": {"code": "hall", "deed": "hours"}, "api:item": {"code": "elder-card"},
    **{f"hall:item{name}": {"code": "elder-card"} for name in ("", "-sheet", "-facts", "-draft", "-whole", "-publication")},
    "hall:item-deed": {"code": "elder-card", "deed": "withdrawal"}, "hall:question": {"code": "age"},
    "hall:item-new-row": {"code": "elder-card", "part": "materials"},
    "hall:item-row": {"code": "elder-card", "part": "fit", "number": 1}, "hall:place-offers": {"place": "hall"},
    "hall:offer": {"place": "hall", "code": "elder-card"}, "hall:menu": {"code": "hall"},
    "hall:order": {"code": "hall", "entry": "m1"}, "hall:place-menu": {"place": "hall"}, "hall:new-menu-entry": {"place": "hall"},
    "hall:menu-entry": {"place": "hall", "code": "m1"},
    "hall:menu-entry-deed": {"place": "hall", "code": "m1", "deed": "restoration"},
    **{
        f"tickets:{page}": {"code": "hall"}
        for page in (
            "take", "arrival", "kiosk", "kiosk-arrival", "kiosk-rating", "display", "display-now", "place", "desk-take", "desk-arrival",
            "desk-kiosk", "figures", "list", "export",
        )
    },
    "tickets:window-deed": {"deed": "next"},
    "grid:face": {"code": GRID}, "grid:write": {"code": GRID}, "grid:sheet": {"code": GRID}, "grid:words": {"code": GRID},
    "grid:new-voluntary-post": {"code": GRID}, "grid:changes": {"code": GRID}, "grid:drawing": {"code": GRID}, "grid:wall": {"code": GRID}, "grid:new-wish": {"code": GRID}, "grid:new-wish-for": {"code": GRID}, "grid:new-consent": {"code": GRID},
    "grid:change": {"code": GRID, "deed": "name"}, "settings:kind": {"code": "M01037"}, "settings:message": {"topic": "grid.message"}, "settings:hours": {"office": "default"},
    "settings:rule": {"number": 12}, "settings:rule-force": {"number": 12},
    **{
        f"settings:procedure{name}": {"code": "grid_matter"}
        for name in (
            "", "-withdrawal", "-draft", "-facts", "-draft-file", "-difference", "-trial", "-publication", "-discarding", "-base",
        )
    },
    **{f"settings:procedure-{name}": {"code": "grid_matter", "number": 1} for name in ("version", "file", "return")},
    **{
        f"settings:form{name}": {"code": "elder_card"}
        for name in (
            "", "-withdrawal", "-draft", "-whole", "-draft-file", "-preview", "-difference", "-publication", "-discarding", "-base",
            "-new-field",
        )
    },
    **{
        f"settings:form-{name}": {"code": "elder_card", "number": 1}
        for name in ("version", "version-preview", "file", "return")
    },
    "settings:form-field": {"code": "elder_card", "path": "contacts.name"},
    "settings:procedure-new-row": {"code": "grid_matter", "part": "limits"},
    "settings:procedure-row": {"code": "grid_matter", "part": "states", "number": 1},
}  # fmt: skip
# Addresses of one matter: asked for each of the four.
OF_A_CASE: dict[str, dict[str, Any]] = {
    name: {}
    for name in (
        "api:read", "desk:case", "desk:looks", "desk:look", "desk:verification", "desk:alike", "desk:near", "desk:erasure", "desk:instruct",
        "portal:matter", "portal:received", "portal:following", "portal:supplement", "portal:urging",
        "portal:withdrawal", "portal:rating", "portal:reopening", "portal:erasure", "portal:typed-received",
        "field:case", "field:refusal", "field:refusal-withdrawal",
    )
} | {"desk:deed": {"noun": "progress"}, "field:deed": {"noun": "progress"}, "api:act": {"deed": "progress"}}  # fmt: skip


QUERIES = {"api:areas": "?q=350181005", "settings:form-new-field": "?kind=text", "screen:instruction": "?figure=open"}
INSTRUCTION = {
    "words": "三日内查清", "unit": "路灯管理所", "due_on": (now() + timedelta(days=5)).date(), "key": "matrix",
}  # fmt: skip
# What the forms take.
BODIES: dict[str, dict[str, Any]] = {
    "hall:apply": {"step": "fit", "place": "hall"}, "ratings:follow-up": {"held": "yes"}, "tickets:rating": {"grade": "5"},
    "hall:consents": {"name": "谁", "phone": "13800138000", "own_name": "我"},
    "desk:instruct": INSTRUCTION, "desk:instruct-on-list": INSTRUCTION, "screen:instruction": INSTRUCTION,
    "desk:deed": {"note": "已到现场。"}, "field:deed": {"note": "已到现场。"},
    "field:refusal": {"ground": "other", "reason": "有危险"},
    "field:report": {"kind": "M01037", "words": "路灯不亮", "area": VILLAGE, "key": "matrix"},
    "field:enrolment": {"name": "新手机", "key": PUBLIC_KEY}, "desk:look": {"field": "reporter", "reason": "ask", "detail": "问地点"},
    "desk:erasure": {"reason": "本人要求", "sure": "on"}, "desk:keep-view": {"name": "逾期的", "query": "view=late"},
    "portal:rating": {"grade": "4"}, "portal:reopening": {"note": "没有解决。"}, "portal:supplement": {"note": "在桥东。"},
    "hotline:new-order": {"number": "FZ2", "asked": "request", "words": "停水"}, "hotline:acknowledgement": {"receipt": "HZ1"},
    "knowledge:revision": {"question": "路灯坏了找谁？", "answer": "路灯管理所。", "source": "演示"},
    "hotline:return-request": {"note": "属园林中心。"}, "hotline:line": {"name": "12345", "amount": "1"},
    "portal:urging": {"note": "天黑前。"}, "notices:resends": {"all": "1"}, "grid:write": {"words": "门口积水"}, "grid:words": {"covers": "一号楼"},
    "grid:voluntary-deed": {"reason": "请他看井盖", "on": "2027-01-01"}, "grid:message-deed": {"answer": "已去看过"},
    "grid:terms": {"naming": "yes"}, "grid:change": {"name": "榕树下", "reason": "居民这么叫"},
    "grid:visit-deed": {"found": "都好"}, "grid:new-wish": {"words": "想有人读报", "key": "matrix"},
    "grid:wish-deed": {"words": "换灯泡", "reason": "核对内容"},
    "grid:new-wish-for": {"words": "想有人读报", "key": "matrix", "name": "郭有约", "consent_on": "2026-01-01"},
    "centres:deed": {"day_0": "9:00-12:00"}, "centres:publishing-deed": {"kind": "hours"}, "centres:objection": {"words": "门锁着"},
    "centres:visit-deed": {"result": "unwanted"}, "centres:objection-answer": {"lift": "1"},
    "centres:letting-deed": {
        "name": "第二队", "slot_minutes": "60", "buffer_minutes": "20", "lead_minutes": "60", "horizon_days": "14", "cancel_minutes": "60",
    },
    "mediation:desk-deed": {"reason": "complaint"}, "portal:opinion": {"helpful": "yes"},
    "centres:desk-booking-deed": {"reason": "停电"},
    "hall:item-deed": {"reason": "停办"}, "hall:offer": {"is_offered": "yes"}, "hall:item-row": {"deed": "remove", "seen": "1"},
    "hall:question": {"deed": "remove"}, "hall:order-deed": {"to": "staff"},
}  # fmt: skip
INTERFACE_BODIES: dict[str, dict[str, Any]] = {
    "api:create": {"kind": "M01037", "words": "路灯不亮", "area": VILLAGE}, "api:act": {"note": "已到现场。"},
    "api:give_order": {"number": "FZ3", "asked": "advice", "words": "几点开门？"}, "api:acknowledge": {"receipt": "HZ1"},
    "api:listed": {"kind": "M01037", "words": "路灯不亮", "area": VILLAGE},
}  # fmt: skip


def _session(account: Account) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return str(session.session_key)
