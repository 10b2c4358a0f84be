"""What the community, the body and its head do on the page of a petition: from a form to one verb."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from linli.people.doors import ReadRequest
from linli.petitions.domain.handling import (
    Answer,
    accept_petition,
    answer_petition,
    ask_more_time,
    decide_more_time,
)
from linli.petitions.domain.hearing import announce_hearing, call_hearing_off, hold_hearing
from linli.petitions.domain.review import ask_review, note_delivery
from linli.petitions.domain.routing import decide_on_objection, decline_petition, object_to_routing, route_petition
from linli.petitions.domain.urging import report_back, supervise_petition, urge_petition
from linli.petitions.enums import Fault, Handed, Pressure, Verdict
from linli.petitions.queries.listing import printed
from linli.petitions.queries.opened import Opened
from linli.petitions.views.answer import seq_of

Said = dict[str, Any]
Do = Callable[[ReadRequest, Opened, Said], str | None]


def _route(request: ReadRequest, found: Opened, said: Said) -> None:
    route_petition(found.petition, said["body"], by=request.reader, note=said["note"], extract=said.get("extract", ""),
                   seq=seq_of(request))  # fmt: skip


def _decline(request: ReadRequest, found: Opened, said: Said) -> None:
    decline_petition(found.petition, said["ground"], by=request.reader, words=said["words"], seq=seq_of(request))


def _accept(request: ReadRequest, found: Opened, _said: Said) -> None:
    accept_petition(found.petition, by=request.reader, seq=seq_of(request))


def _object(request: ReadRequest, found: Opened, said: Said) -> None:
    object_to_routing(found.petition, by=request.reader, words=said["words"], seq=seq_of(request))


def _decide(request: ReadRequest, found: Opened, said: Said) -> None:
    decide_on_objection(found.petition, by=request.reader, body=said["body"], words=said["words"], seq=seq_of(request))


def _more_time(request: ReadRequest, found: Opened, said: Said) -> None:
    ask_more_time(found.petition, said["days"], by=request.reader, words=said["words"], seq=seq_of(request))


def _time_decided(request: ReadRequest, found: Opened, said: Said) -> None:
    decide_more_time(found.petition, said["is_granted"] == "yes", by=request.reader, words=said["words"],
                     seq=seq_of(request))  # fmt: skip


def _answer(request: ReadRequest, found: Opened, said: Said) -> None:
    answer = Answer(Verdict(said["verdict"]), said["findings"], said["opinion"], said["basis"],
                    said.get("outside_number", ""), said.get("outside_on"))  # fmt: skip
    answer_petition(found.petition, answer, by=request.reader, seq=seq_of(request))


def _delivery(request: ReadRequest, found: Opened, said: Said) -> None:
    note_delivery(found.petition, Handed(said["how"]), said["on"], by=request.reader)


def _review(request: ReadRequest, found: Opened, said: Said) -> None:
    asked = ask_review(found.petition, said["words"], by=request.reader, key=said["key"] or None)
    messages.success(request, _("Asked for under the number %(number)s.") % {"number": printed(asked)})


def _persons(_request: ReadRequest, _found: Opened, _said: Said) -> None:
    raise AssertionError("shown where the deed is made")


def _urge(request: ReadRequest, found: Opened, said: Said) -> None:
    urge_petition(found.petition, Fault(said["fault"]), by=request.reader, words=said["words"], seq=seq_of(request))


def _supervise(request: ReadRequest, found: Opened, said: Said) -> None:
    supervise_petition(found.petition, Fault(said["fault"]), by=request.reader, words=said["words"],
                       suggestions=said["suggestions"], seq=seq_of(request))  # fmt: skip


def _report(request: ReadRequest, found: Opened, said: Said) -> None:
    report_back(found.petition, Pressure.URGE, by=request.reader, words=said["words"], seq=seq_of(request))


def _report_supervised(request: ReadRequest, found: Opened, said: Said) -> None:
    report_back(found.petition, Pressure.SUPERVISE, by=request.reader, words=said["words"],
                is_adopted=said["is_adopted"] == "yes", seq=seq_of(request))  # fmt: skip


def _hearing(request: ReadRequest, found: Opened, said: Said) -> None:
    announce_hearing(found.petition, said["takes_place_at"], said["where"], by=request.reader, seq=seq_of(request))


def _hearing_record(request: ReadRequest, found: Opened, said: Said) -> None:
    hold_hearing(found.petition, by=request.reader, record=said["words"], seq=seq_of(request))


def _hearing_off(request: ReadRequest, found: Opened, said: Said) -> None:
    call_hearing_off(found.petition, by=request.reader, words=said["words"], seq=seq_of(request))


DEEDS: dict[str, Do] = {
    "persons": _persons, "routing": _route, "refusal": _decline, "acceptance": _accept, "objection": _object,
    "decision": _decide, "more-time": _more_time, "time-decision": _time_decided, "answer": _answer,
    "delivery": _delivery, "review": _review, "urging": _urge, "supervision": _supervise, "urging-report": _report,
    "supervision-report": _report_supervised, "hearing": _hearing, "hearing-record": _hearing_record,
    "hearing-off": _hearing_off,
}  # fmt: skip
