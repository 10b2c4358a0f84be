"""What the interface answers: plain dictionaries built by hand, without personal data."""

from datetime import datetime
from typing import Any

from linli.cases.models import Case
from linli.cases.queries.detail import CasePage
from linli.cases.queries.listing import CaseRow, number_text
from linli.cases.queries.procedure import spec_of
from linli.hall.queries.item import ItemFacts, VersionFacts
from linli.people.queries.unit import unit_name


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def case_answer(case: Case | CaseRow) -> dict[str, Any]:
    """A case in a list or after a deed. Its title is made of kind and place, never of the reporter's words."""
    return {
        "number": number_text(case.number, case.opened_at),
        "id": str(case.id),
        "title": case.title,
        "kind": case.kind_id,
        "state": case.state,
        "state_title": str(spec_of(case.procedure_id).state(case.state).title),
        "stage": case.stage,
        "source": case.source,
        "area": case.area,
        "unit": unit_name(case.lead_unit_id) or None,
        "opened_at": _moment(case.opened_at),
        "due_at": _moment(case.due_at),
        "next_due_at": _moment(case.next_due_at),
        "due_certain": case.due_certain,
        "paused_at": _moment(case.paused_at),
        "closed_at": _moment(case.closed_at),
        "on_time": case.is_on_time,
        "rating": case.rating,
        "followers": case.followers,
        "seq": case.seq,
    }


def page_answer(page: CasePage) -> dict[str, Any]:
    """One case with its limits, its history and what this token may do next."""
    return case_answer(page.case) | {
        "place": page.place,
        "lon": page.case.lon,
        "lat": page.case.lat,
        "co_units": page.co_units,
        "limits": [
            {
                "key": limit.row.key,
                "clock": limit.row.clock,
                "limit": f"{limit.row.amount} {limit.row.unit}",
                "due_at": _moment(limit.row.due_at),
                "certain": limit.row.is_certain,
                "met_at": _moment(limit.row.met_at),
                "paused_at": _moment(limit.row.paused_at),
            }
            for limit in page.limits
        ],
        "timeline": [
            {
                "seq": moment.event.seq,
                "at": _moment(moment.at),
                "deed": moment.event.verb,
                "state": moment.event.to_state,
                "who": moment.who,
                "sentence": moment.sentence,
                "words": [text.body for text in moment.words if text.body],
                "hash": bytes(moment.event.hash).hex(),
            }
            for moment in page.timeline
        ],
        "may": [str(step.verb) for step in page.deeds],
    }


def item_answer(item: ItemFacts, version: VersionFacts) -> dict[str, Any]:
    """An item of the catalogue in a list."""
    return {
        "code": item.code, "name": item.name, "name_en": item.name_en, "kind": str(item.kind), "power": str(item.power),
        "group": str(item.group), "version": version.number, "valid_from": version.valid_from.isoformat(),
        "verified": version.is_verified, "channels": list(version.channels), "promised": str(version.promised or ""),
    }  # fmt: skip


def item_page_answer(item: ItemFacts, version: VersionFacts) -> dict[str, Any]:
    """One item with what it needs."""
    materials = [
        {
            "code": paper.code, "name": paper.name, "name_en": paper.name_en, "form": paper.form, "copies": paper.copies,
            "electronic": paper.takes_electronic, "fetched": paper.is_obtainable, "later": paper.is_secondary,
            "promise": paper.takes_promise, "note": paper.note,
        }
        for paper in version.materials
    ]  # fmt: skip
    return item_answer(item, version) | {
        "accepting_body": version.accepting_body, "deciding_body": version.deciding_body,
        "conditions": version.conditions, "basis": version.basis, "process": version.process, "result": version.result,
        "receiving": str(version.receiving or ""), "statutory": str(version.statutory or ""),
        "on_the_spot": version.is_on_the_spot, "free": version.is_free, "fee": version.fee,
        "licensing": version.is_licensing, "takes_later": version.takes_later, "source": version.source,
        "materials": materials,
    }  # fmt: skip
