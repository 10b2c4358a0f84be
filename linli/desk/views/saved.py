"""Lists kept by name."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.cases.queries.filters import CaseFilter
from linli.common.errors import Refusal
from linli.desk.domain.saved_view import keep_view as keep
from linli.desk.queries.saved_view import kept_views
from linli.people.doors import ReadRequest, staff_only


class ViewForm(forms.Form):
    name = forms.CharField(max_length=60)
    query = forms.CharField(max_length=500, required=False)


@require_POST
@staff_only()
def keep_view(request: ReadRequest) -> HttpResponse:
    """Keep the list that the form names; only words that a list understands are kept."""
    form = ViewForm(request.POST)
    query = CaseFilter.read(QueryDict(request.POST.get("query", "")[:2000])).address()
    back = f"{reverse('desk:cases')}?{query}" if query else reverse("desk:cases")
    if not form.is_valid():
        messages.error(request, _("Give the list a name of up to 60 characters."))
        return HttpResponseRedirect(back, status=303)
    try:
        keep(form.cleaned_data["name"], query, by=request.reader)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kept as “%(name)s”.") % {"name": form.cleaned_data["name"]})
    return HttpResponseRedirect(back, status=303)


@require_POST
@staff_only()
def remove_view(request: ReadRequest, view_id: UUID) -> HttpResponse:
    view = kept_views(request.reader).filter(id=view_id).first()
    if view is None:
        raise Http404
    view.delete()
    messages.success(request, _("“%(name)s” is no longer kept.") % {"name": view.name})
    return HttpResponseRedirect(reverse("desk:cases"), status=303)
