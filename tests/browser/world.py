"""Matters in known states on top of the demonstration city, and a signed-in session for each kind of person.

Run once in the demonstration's own database, `python -m tests.browser.world`; prints what it made as JSON.
"""

import json
import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

SESSIONS = ("grid", "clerk", "manager", "dispatcher", "town", "officer", "hotline", "supervisor", "leader", "mediator", "committee", "auditor", "admin")  # fmt: skip
GRID = "350181005004001"
OTHER_GRID = "350181002001001"


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "linli.config.settings"
    import django

    django.setup()
    from django.conf import settings

    from linli.counties.current import county_by_code, enter

    enter(county_by_code(settings.LINLI_COUNTY))
    print(json.dumps(_world()))  # noqa: T201


def _world() -> dict[str, Any]:
    from linli.people.models import Account

    staff = {name: Account.objects.get(username=name) for name in SESSIONS}
    resident, helper = Account.objects.filter(is_staff=False).order_by("id")
    retired = Account.objects.create_staff("retired", "linli-demo-2026", display_name="退休人员（演示）")
    people = {**staff, "resident": resident, "helper": helper, "retired": retired}
    _draft(staff["admin"])
    _forms(staff["admin"], resident)
    return {
        "matters": _Play(staff, resident).play() | _grid_things(),
        "sessions": {name: _session(account) for name, account in people.items()},
        "dead_letter": _dead_letter(),
    }


def _draft(admin: Any) -> None:
    """The next version of a procedure, half written: another limit, a post that may no longer, a state nothing leads to."""
    from linli.cases.domain.procedure_draft import begin_draft, change_draft
    from linli.people.reader import reader_of

    def edit(content: dict[str, Any]) -> dict[str, Any]:
        content["limits"][1]["limit"] = "2 working_days"
        close = next(step for step in content["transitions"] if step["verb"] == "close")
        close["who"] = ["dispatcher", "supervisor"]
        return content

    by = reader_of(admin)
    for code in ("grid_matter", "advice"):
        draft = begin_draft(code, by=by)
    change_draft("grid_matter", edit, by=by, seen=1)
    island = {key: {"zh": "等专家意见", "en": "Waiting for an expert"} for key in ("title", "resident", "following")}
    row = {"code": "expert", "stage": "waiting", "rests": True, **island}
    change_draft("advice", lambda content: {**content, "states": [*content["states"], row]}, by=by, seen=draft.edition)
    _item_draft(by)


def _item_draft(by: Any) -> None:
    """The next version of an item, half written: another limit, and a unit that there is not."""
    from linli.hall.domain.draft import begin_draft, change_draft

    begin_draft("temporary-relief", by=by)
    said = {"promised": "5 working_days", "deciding_unit": "nobody"}
    change_draft("temporary-relief", lambda content: content | said, by=by, seen=1)


def _forms(admin: Any, resident: Any) -> None:
    """The next version of a form, half drawn, with a fault; one that a resident has saved half-way, and what they keep."""
    from linli.common.ids import uuid7
    from linli.forms.domain.draft import begin_draft, change_draft
    from linli.forms.domain.edit import move_field, put_field
    from linli.forms.domain.reuse import keep_answers
    from linli.forms.domain.sheet import Whose, save_sheet
    from linli.forms.owners import owner_of_account
    from linli.forms.queries.form import published_form
    from linli.people.reader import reader_of

    by, reader, form = reader_of(admin), reader_of(resident), published_form("elder_card")
    begin_draft("elder_card", by=by)
    pension = {"x-kind": "number", "type": "integer", "title": "每月养老金", "minimum": 0, "maximum": 100000}
    change_draft("elder_card", put_field(("pension",), pension, is_required=False), by=by, seen=1)
    change_draft("elder_card", move_field(("how",), 1), by=by, seen=2)
    mark = owner_of_account(resident.id)
    save_sheet(
        {"name": "林小满", "how": "visit"}, form=form, basket=uuid7(), purpose="item", subject="elder_card", by=reader,
        whose=Whose(mark, (mark,)),
    )  # fmt: skip
    keep_answers(form.shape, {"name": "林小满", "phone": "+8613800138000"}, by=reader)


def _grid_things() -> dict[str, str]:
    """A voluntary post, a message, and a post that ends soon, of the demonstration's grids."""
    from linli.bookings.models import Booking
    from linli.cases.queries.listing import number_text
    from linli.documents.models import Paper
    from linli.grid.enums import VoluntaryKind
    from linli.grid.models import CallOut, GridMessage, VisitConsent, VoluntaryPost, Wish
    from linli.hall.models import Application, Order
    from linli.people.models import Post
    from linli.tickets.models import Ticket

    merchant = VoluntaryPost.objects.get(grid=GRID, kind=VoluntaryKind.MERCHANT)
    message = GridMessage.objects.filter(grid=GRID).latest("at")
    leaving = Post.objects.filter(role="grid_member", until_on__isnull=False).latest("until_on")
    booking = Booking.objects.select_related("resource__place").earliest("id")
    application = Application.objects.select_related("case").filter(case__reporter__isnull=False).latest("opened_at")
    archived = Application.objects.select_related("case").get(archived_at__isnull=False)
    orders = Order.objects.select_related("case").filter(case__state__in=("done", "offered", "taken"))
    return {
        **{f"order_{one.case.state}": number_text(one.case.number, one.case.opened_at) for one in orders},
        "application": number_text(application.case.number, application.case.opened_at),
        "application_archived": number_text(archived.case.number, archived.case.opened_at),
        "paper": Paper.objects.filter(holder_id=application.case_id).earliest("issued_at").code,
        "booking": str(booking.id),
        "ticket": Ticket.objects.latest("taken_at").secret,
        "served": Ticket.objects.filter(state="done").latest("ended_at").secret,
        "room": f"{booking.resource.place.code}/rooms/{booking.resource_id}",
        **_taken(booking),
        "volunteer": str(merchant.id),
        "grid_message": str(message.id),
        "visit": str(VisitConsent.objects.filter(grid=GRID).earliest("next_on").id),
        "wish": str(Wish.objects.filter(grid=GRID, state="waiting").latest("made_at").id),
        "call": str(CallOut.objects.filter(closed_at__isnull=True).latest("at").id),
        **_everyday_things(),
        "leaving": f"{leaving.area}/posts/{leaving.id}",
    }


def _everyday_things() -> dict[str, str]:
    """The demonstration's mediations and petitions by their numbers, a provider, and an answer that residents read."""
    from linli.bills.models import Provider
    from linli.knowledge.models import Article
    from linli.mediation.models import Mediation
    from linli.mediation.queries.mediations import printed
    from linli.petitions.models import Petition
    from linli.petitions.queries.listing import printed as number_of

    made = Mediation.objects.select_related("case").order_by("id")
    names = ("mediation_applied", "mediation_running", "mediation_settled")
    brought = Petition.objects.select_related("case").order_by("id")
    petitions = (
        "petition_new", "petition_running", "petition_answered", "petition_review", "petition_urged", "petition_supervised",
        "petition_rated", "petition_declined", "petition_withdrawn", "petition_reviewed", "petition_review_over",
        "petition_hearing",
    )  # fmt: skip
    return dict(zip(names, map(printed, made), strict=True)) | dict(zip(petitions, map(number_of, brought), strict=True)) | {
        "provider": str(Provider.objects.filter(kind="electricity").earliest("id").id),
        "answer": str(Article.objects.filter(for_residents=True).earliest("id").id),
    }  # fmt: skip


def _taken(booking: Any) -> dict[str, str]:
    """A home visit, a series, and a time from which another could begin."""
    from datetime import timedelta

    from django.utils.timezone import localdate

    from linli.bookings.domain.series import book_series
    from linli.bookings.models import Booking
    from linli.bookings.queries.slots import slots_from
    from linli.people.reader import reader_of

    visit = Booking.objects.filter(resource__kind="team").earliest("id")
    slots = [slot for day in slots_from(booking.resource, localdate() + timedelta(days=1), 12) for slot in day.slots]
    free = [slot for slot in slots if slot.left]
    series, _ = book_series(booking.resource, free[-1].starts_at, times=3, by=reader_of(booking.account))
    return {
        "home_visit": str(visit.id),
        "home_day": localdate(visit.starts_at).isoformat(),
        "series": str(series[0].series_id),
        "series_slot": free[0].starts_at.isoformat().replace("+", "%2B"),
    }


def _session(account: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _dead_letter() -> str:
    from linli.common.ids import uuid7
    from linli.notices.enums import Channel, State
    from linli.notices.models import Notice

    letter = Notice.objects.create(
        telling=uuid7(), address="somebody@example.org", channel=Channel.EMAIL, topic="case.for_residents", attempts=8,
        state=State.DEAD, last_error="550 no such mailbox", language="zh-hans",
        parameters={
            "number": "FQ2026-000001", "title": "路灯异常", "state_title": "已结案", "state": "已办结。",
            "next": "请您评价。",
        },
    )  # fmt: skip
    return str(letter.id)


class _Play:
    """Each matter through the same verbs as people use; named by where it stands."""

    def __init__(self, staff: dict[str, Any], resident: Any) -> None:
        from django.utils.timezone import now

        from linli.people.models import Account
        from linli.people.reader import reader_of

        self.staff = {name: reader_of(account) for name, account in staff.items()}
        self.account = resident
        self.resident = reader_of(resident)
        lamps_officer = Account.objects.get(username="officer")
        self.lamps = reader_of(lamps_officer)
        self.at = now() - timedelta(hours=6)

    def play(self) -> dict[str, str]:
        stages: dict[str, Callable[[], Any]] = {
            "collected": self._collected, "waiting": self._waiting, "dispatched": self._dispatched,
            "handling": self._handling, "paused": self._paused, "asked": self._asked, "fed_back": self._fed_back, "to_be_closed": self._fed_back,
            "interrupted": self._handling, "field_asked": self._asked,
            "closed": self._closed, "to_be_rated": self._closed, "rated": self._rated, "complaint": self._complaint, "hotline": self._hotline,
            "disputed": self._disputed, "objected": self._objected, "near": self._near, "advice": self._advice,
            "foreign": self._foreign, "unplaced": self._unplaced, "instruction": self._instruction, "far": self._far, "erased": self._erased,
        }  # fmt: skip
        from linli.cases.queries.listing import number_text

        made = {name: make() for name, make in stages.items()}
        self._dispute(made["disputed"])
        numbers = {name: number_text(case.number, case.opened_at) for name, case in made.items()}
        return numbers | {"article": self._article(), "bulk": self._bulk()}

    def _article(self) -> str:
        """An article of the officer's unit with a version that waits for approval."""
        from linli.knowledge.domain.article import Wording, approve_article, revise_article, write_article

        said = Wording("路灯杆倒了怎么办？", "先离开，打 12345，说明灯杆编号。（演示）", "演示虚构")
        article = write_article(
            said, by=self.lamps, unit=self.lamps.posts[0].unit_id, area="350181", offer=True, is_invented=True
        )
        approve_article(article, by=self.staff["dispatcher"])
        newer = Wording(said.question, "先离开三米以外，打 12345，说明灯杆编号。（演示）", "演示虚构，第二版")
        revise_article(article, newer, by=self.lamps, offer=True)
        return str(article.id)

    def _advice(self) -> Any:
        """Advice that was given and may become an article of the town."""
        from linli.cases.domain.assignment import assign_case
        from linli.cases.domain.closure import close_case

        case = self._open("请问高龄补贴从几岁开始？", mine=False, kind="A001")
        case = assign_case(
            case, by=self.staff["dispatcher"], unit=self.staff["town"].posts[0].unit_id, at=self._later()
        )
        return close_case(
            case, by=self.staff["dispatcher"], outcome="explained", note="年满 80 周岁，次月起发放。", at=self._later()
        )

    def _instruction(self) -> Any:
        """What a leader asked for on a matter: taken up, and reported on half-way."""
        from django.utils.timezone import localdate

        from linli.cases.domain.acceptance import accept_case
        from linli.cases.domain.instruction import instruct
        from linli.cases.domain.progress import report_progress

        case = instruct(
            self._handling(), by=self.staff["leader"], words="请三日内查清原因，举一反三，把同类隐患一并排查。",
            unit=self.lamps.posts[0].unit_id, due_on=localdate() + timedelta(days=3), key="pages", is_invented=True,
        ).case  # fmt: skip
        case = accept_case(case, by=self.lamps)
        return report_progress(case, by=self.lamps, note="已排查两条路，更换灯头 6 个。")

    def _dispute(self, case: Any) -> None:
        """The unit that has an order asks to give it back."""
        from linli.hotline.domain.returning import ask_return
        from linli.hotline.models import HotlineOrder

        ask_return(
            HotlineOrder.objects.get(case=case),
            by=self.lamps,
            reason="灯杆属于小区物业，不在本单位清单内。",
            at=self._later(),
        )

    def _open(self, words: str, *, mine: bool = True, kind: str = "M01037", area: str = GRID, **more: Any) -> Any:
        from linli.cases.domain.opening import Report, open_case
        from linli.cases.domain.party import Person
        from linli.people.reader import Reader

        report = Report(
            kind=kind, words=words, place="宏路街道宏侨社区文化广场" if area else "说不清具体位置", area=area,
            reporter=Person(name="林小满（演示）", phone="+8613800000001"), account=self.account if mine else None,
            basket=self._photo("before"), is_invented=True, **more,
        )  # fmt: skip
        return open_case(report, by=self.resident if mine else Reader(), at=self.at).case

    def _photo(self, purpose: str) -> Any:
        from linli.config.demo.photo import draft_photo

        return draft_photo(uuid4(), purpose, at=self.at)

    def _collected(self) -> Any:
        return self._open("文化广场东侧路灯不亮，晚上走路看不清。")

    def _waiting(self) -> Any:
        from linli.cases.domain.progress import return_for_materials

        case = self._open("村口的路灯一闪一闪。")
        return return_for_materials(case, by=self.staff["manager"], note="请说明是哪一根灯杆。", at=self._later())

    def _dispatched(self) -> Any:
        from linli.cases.domain.acceptance import accept_case

        return accept_case(self._open("老街中段三盏路灯都灭了。"), by=self.staff["manager"], at=self._later())

    def _handling(self) -> Any:
        from linli.cases.domain.progress import report_progress

        return report_progress(self._dispatched(), by=self.lamps, note="已派人到现场，今天换灯。", at=self._later())

    def _paused(self) -> Any:
        from linli.cases.domain.pausing import pause_clock

        return pause_clock(self._handling(), by=self.staff["dispatcher"], note="等供电公司的意见。", at=self._later())

    def _asked(self) -> Any:
        from linli.cases.domain.extension import ask_extension
        from linli.common.calendar import Limit

        limit = Limit.parse("3 working_days")
        return ask_extension(self._handling(), by=self.lamps, limit=limit, note="等配件到货。", at=self._later())

    def _fed_back(self) -> Any:
        from linli.cases.domain.closure import propose_closure
        from linli.cases.domain.deed import Sent

        sent = Sent(basket=self._photo("after"))
        return propose_closure(self._handling(), by=self.lamps, note="已换灯，夜间试亮。", at=self._later(), sent=sent)

    def _closed(self) -> Any:
        from linli.cases.domain.closure import close_case
        from linli.cases.enums import Outcome
        from linli.people.domain.look import unmask

        case = self._fed_back()
        unmask("case", case.id, "reporter", by=self.lamps, reason="约上门时间", person_id=self.account.id)
        return close_case(
            case, by=self.staff["manager"], outcome=Outcome.RESOLVED, note="现场核查，路灯已亮。", at=self._later()
        )

    def _rated(self) -> Any:
        from linli.cases.domain.rating import rate_case
        from linli.ratings.enums import Grade

        return rate_case(self._closed(), by=self.resident, grade=Grade.SATISFIED, note="修得快。", at=self._later())

    def _complaint(self) -> Any:
        return self._open("窗口午休时没有人值班。", kind="C001", area=GRID[:12], is_confidential=True,
                          about_unit=self.lamps.posts[0].unit_id)  # fmt: skip

    def _hotline(self) -> Any:
        from linli.cases.domain.acceptance import accept_case

        return accept_case(
            self._order("FZ20261125009001", "小区停水半天，没有通知。"), by=self.staff["hotline"], at=self._later()
        )

    def _disputed(self) -> Any:
        from linli.cases.domain.assignment import assign_case

        case = self._order("FZ20261125009002", "单元门口的灯三天不亮。")
        return assign_case(case, by=self.staff["hotline"], unit=self.lamps.posts[0].unit_id, at=self._later())

    def _objected(self) -> Any:
        from linli.cases.domain.objection import object_to_assignment

        why = "这盏灯在公园围墙内，归园林中心管。"
        return object_to_assignment(self._dispatched(), by=self.lamps, note=why, at=self._later())

    def _near(self) -> Any:
        self._open("凉亭边的路灯也不亮。", lon=119.3301, lat=25.7121)
        return self._open("戏台边的路灯不亮。", lon=119.3310, lat=25.7125)

    def _bulk(self) -> str:
        """Two matters taken on at once, one of which had been taken on before."""
        from linli.cases.domain.bulk import do_bulk
        from linli.cases.enums import BulkAction
        from linli.cases.queries.bulk import Wish

        wishes = [Wish(self._collected(), "one"), Wish(self._dispatched(), "two")]
        return str(do_bulk(wishes, action=BulkAction.ACCEPT, by=self.staff["dispatcher"], key="browser").id)

    def _order(self, number: str, words: str) -> Any:
        from linli.cases.domain.party import Person
        from linli.hotline.domain.intake import Call, take_order
        from linli.hotline.enums import Asked, Way

        call = Call(
            number=number, asked=Asked.REQUEST, words=words, way=Way.FILE, area=GRID,
            place="宏路街道宏侨社区文化广场", caller=Person(name="林小满（演示）", phone="+8613800000001"),
            due_at=self.at + timedelta(days=4), is_invented=True,
        )  # fmt: skip
        return take_order(call, by=self.staff["hotline"], at=self.at).order.case

    def _foreign(self) -> Any:
        return self._open("隔壁单元的门铃坏了很久。", mine=False)

    def _unplaced(self) -> Any:
        return self._open("路边井盖响，说不清在哪里。", mine=False, area="", kind="M01003")

    def _far(self) -> Any:
        return self._open("玉屏街道这边的路灯不亮。", mine=False, area=OTHER_GRID[:12])

    def _erased(self) -> Any:
        from linli.cases.domain.erasure import erase_personal

        case = self._open("写错了的一件事。")
        erase_personal(case, by=self.resident, reason="asked by the person")
        return case

    def _later(self) -> Any:
        self.at += timedelta(minutes=3)
        return self.at


if __name__ == "__main__":
    main()
