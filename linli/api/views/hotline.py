"""The hotline's side of the interface: orders come in, answers are fetched and acknowledged."""

from typing import Annotated
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from ninja import Path

from linli.api import schemas
from linli.api.errors import AnswerUnknown
from linli.api.views.interface import PROBLEMS, Called, Token, api
from linli.cases.domain.party import Person
from linli.cases.queries.listing import number_text
from linli.hotline.domain.intake import Call, take_order
from linli.hotline.domain.sending import acknowledge_answer, content
from linli.hotline.enums import Asked, Carriage, Way
from linli.hotline.errors import NotOperator
from linli.hotline.queries.answers import MOST_SHOWN, answers_of
from linli.hotline.rules import MAY_READ_ANSWERS
from linli.people.phones import normalise_phone
from linli.people.queries.unit import unit_by_code


@api.post(
    "/hotline/orders", auth=Token(create=True), response={201: schemas.OrderOut, 200: schemas.OrderOut, **PROBLEMS},
    summary="Give an order of the hotline",
)  # fmt: skip
def give_order(request: Called, order: schemas.OrderIn) -> HttpResponse:
    """Give an order. The same number of the same hotline is the same order (200), not a second one (201)."""
    contact = order.contact or schemas.Contact()
    unit = unit_by_code(order.about_unit) if order.about_unit else None
    taken = take_order(
        Call(
            number=order.number, asked=Asked(order.asked), words=order.words, way=Way.INTERFACE, line=order.line,
            place=order.place, area=order.area, lon=order.lon, lat=order.lat, is_secret=order.secret,
            caller=Person(name=contact.name, phone=normalise_phone(contact.phone) if contact.phone else ""),
            is_public=order.public_space, about_unit=unit.id if unit else None, called_at=order.called_at,
            due_at=order.due_at,
        ),
        by=request.auth,
    )  # fmt: skip
    known, case = taken.order, taken.order.case
    said = {
        "number": number_text(case.number, case.opened_at), "order": known.number, "state": case.state,
        "due_at": case.due_at, "outside_due_at": known.outside_due_at, "is_new": taken.is_new,
    }  # fmt: skip
    return JsonResponse(said, status=201 if taken.is_new else 200)


@api.get(
    "/hotline/answers", response={200: list[schemas.AnswerOut], **PROBLEMS}, summary="Fetch answers to the hotline"
)
def fetch_answers(request: Called) -> HttpResponse:
    """The answers to orders given by the interface that have no receipt yet, the oldest first."""
    if not request.auth.roles & MAY_READ_ANSWERS:
        raise NotOperator
    waiting = answers_of(request.auth).filter(way=Way.INTERFACE).exclude(state=Carriage.ACKNOWLEDGED)
    rows = list(waiting.order_by("written_at", "id")[:MOST_SHOWN])
    return JsonResponse([content(row) | {"state": row.state} for row in rows], safe=False)


@api.post(
    "/hotline/answers/{answer}/acknowledgement", auth=Token(act=True), response={200: schemas.ReceiptIn, **PROBLEMS},
    summary="Acknowledge an answer",
)  # fmt: skip
def acknowledge(request: Called, answer: Annotated[UUID, Path()], said: schemas.ReceiptIn) -> HttpResponse:
    """Say with a receipt that an answer has arrived; only then it counts as received."""
    row = answers_of(request.auth).filter(id=answer).first()
    if row is None:
        raise AnswerUnknown
    return JsonResponse({"receipt": acknowledge_answer(row, receipt=said.receipt, by=request.auth).receipt})
