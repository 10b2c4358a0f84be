from django.db import transaction

from linli.areas.queries.map import area_name, county_code
from linli.common.calendar import Limit
from linli.common.domain.audit import note_deed
from linli.hotline.errors import AddressNotNamed, LineUnknown
from linli.hotline.models import Line
from linli.hotline.rules import MAY_SET_UP
from linli.notices.carriers.hook import may_call
from linli.people.errors import NotAdministrator
from linli.people.reader import Reader


def line_of(code: str = "") -> Line:
    """The hotline of a code; without one the prefecture's, which is written down when it first gives an order.

    Raises LineUnknown.
    """
    prefecture = county_code()[:4]
    own = f"12345-{prefecture}"
    if code in ("", own):
        name = area_name(prefecture)
        return Line.objects.get_or_create(code=own, defaults={"name": f"{name} 12345".strip()})[0]
    try:
        return Line.objects.get(code=code)
    except Line.DoesNotExist:
        raise LineUnknown(code=code) from None


def set_up_line(line: Line, *, name: str, url: str, return_within: Limit, by: Reader) -> Line:
    """Say how a hotline is called, where its answers go, and how long an order may be given back.

    Raises NotAdministrator, AddressNotNamed.
    """
    if not by.roles & MAY_SET_UP:
        raise NotAdministrator
    if url and not may_call(url):
        raise AddressNotNamed
    with transaction.atomic():
        line.name, line.url, line.return_within = name, url, str(return_within)
        line.save(update_fields=["name", "url", "return_within"])
        note_deed("hotline.line_set", by=by, subject_kind="line", subject_id=line.id, code=line.code, has_url=bool(url))
    return line
