"""Follow a matter by its number and secret, without an account."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.cases.domain.party import secret_hash
from linli.cases.enums import Part
from linli.cases.models import CaseParty
from linli.cases.queries.address import number_of
from linli.cases.queries.listing import number_text
from linli.common.cache import count_up
from linli.people.address import client_address
from linli.people.doors import ReadRequest, open_to_all
from linli.portal.forms.follow import FollowForm
from linli.portal.page import show
from linli.portal.queries.mine import my_matters
from linli.portal.rules import as_resident
from linli.portal.session import own

WINDOW = timedelta(minutes=15)
# An office or a village may share one address; a number is somebody's alone.
MOST_A_NUMBER, MOST_AN_ADDRESS = 10, 60
NOBODY = "0" * 64  # compared with where there is no such matter, so that both answers take as long


@never_cache
@sensitive_post_parameters("secret")
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def follow(request: ReadRequest) -> HttpResponse:
    """Ask for number and secret; once they fit, the matter is this session's own."""
    if request.method != "POST":
        return _ask(request, FollowForm(initial={"number": request.GET.get("number", "")[:30]}))
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=422)
    if not _may_try(request, form.cleaned_data["number"]):
        form.add_error(None, _("Too many tries. Wait a quarter of an hour, or call 12345 with the number."))
        return _ask(request, form, status=429)
    party = _party(form.cleaned_data["number"], form.cleaned_data["secret"])
    if party is None:
        form.add_error(None, _("Number and query code do not fit together. Look at the slip once more."))
        return _ask(request, form, status=422)
    own(request, party.case_id)
    request.session.cycle_key()  # a session that was planted must not gain what this one has proven
    return redirect("portal:matter", number=number_text(party.case.number, party.case.opened_at))


def _party(printed: str, secret: str) -> CaseParty | None:
    """Return the reporter of a matter if the secret is theirs; a wrong number costs the same time."""
    number = number_of(printed.replace(" ", ""))
    found = CaseParty.objects.filter(case__number=-1 if number is None else number, part=Part.REPORTER)
    party = found.select_related("case").first()
    known = party.secret_hash if party and party.secret_hash else NOBODY
    return party if constant_time_compare(secret_hash(secret), known) else None


def _may_try(request: ReadRequest, printed: str) -> bool:
    """Count a try for the number and for the address; the address itself is not kept."""
    where = salted_hmac("linli.portal.follow", client_address(request), algorithm="sha256").hexdigest()
    counted = (
        count_up(f"follow:number:{number_of(printed)}", window=WINDOW) <= MOST_A_NUMBER,
        count_up(f"follow:address:{where}", window=WINDOW) <= MOST_AN_ADDRESS,
    )
    return all(counted)


def _ask(request: ReadRequest, form: FollowForm, *, status: int = 200) -> HttpResponse:
    rows = my_matters(as_resident(request), size=10).rows
    return show(request, "portal/follow.html", {"form": form, "rows": rows}, active="mine", status=status)
