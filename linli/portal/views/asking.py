"""Ask for advice: what was answered already stands above the form; the question goes to the unit in charge."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from linli.cases.domain.opening import Opened, open_case, sent_before
from linli.common.errors import Refusal
from linli.knowledge.queries.search import search_articles
from linli.people.doors import ReadRequest, open_to_all
from linli.people.phones import mask_phone
from linli.portal.forms.advice import AdviceForm
from linli.portal.page import show
from linli.portal.rules import as_resident
from linli.portal.views.report import to_received
from linli.portal.views.report_form import PRIVATE, as_typed, asks_for_more, new_form, new_key, refuse

MOST_LOOKED_FOR, MOST_SHOWN = 200, 3


# By POST from the page before, because what somebody has written belongs neither in an address nor in a log.
@cache_control(private=True, no_cache=True)
@sensitive_post_parameters(*PRIVATE)
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
def ask(request: ReadRequest) -> HttpResponse:
    """Ask for oneself, signed in or not."""
    account = request.reader.account
    if request.method != "POST":
        return _show(request, new_form(request, AdviceForm, account=account))
    if asks_for_more(request):
        begun = {"key": new_key(), "account": "1" if account else ""}
        return _show(request, AdviceForm(initial=begun | as_typed(request), account=account))
    if request.POST.get("account") and account is None:  # the session ended meanwhile; the words stay
        return _show(request, AdviceForm(initial=as_typed(request) | {"account": ""}), is_signed_out=True, status=422)
    form = AdviceForm(request.POST, account=account)
    if not form.is_valid():
        return _show(request, form, status=422)
    report, reader = form.question(), as_resident(request)
    if before := sent_before(report, by=reader):
        return to_received(request, Opened(before, is_new=False))
    try:
        opened = open_case(report, by=reader)
    except Refusal as refusal:
        refuse(form, refusal)
        return _show(request, form, status=refusal.status)
    return to_received(request, opened)


def _show(request: ReadRequest, form: AdviceForm, *, is_signed_out: bool = False, status: int = 200) -> HttpResponse:
    typed = form.said("words")[:MOST_LOOKED_FOR]
    hits = search_articles(typed, for_residents=True)[:MOST_SHOWN] if typed else []
    known = form.sender
    context = {
        "form": form, "hits": hits, "is_signed_out": is_signed_out, "masked_phone": mask_phone(known.phone) if known else "",
    }  # fmt: skip
    return show(request, "portal/ask.html", context, status=status)
