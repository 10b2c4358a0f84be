"""Days off and office hours: read by whoever looks after the county, brought by its administrators."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.cases.domain.calendar import bring_days, calendar_with, limits_that_move
from linli.common.errors import CalendarFaulty, Refusal
from linli.common.stored_calendar import parsed_days
from linli.common.working_calendar import working_calendar
from linli.common.year import year_of
from linli.people.domain.office_hours import DEFAULT, hours_in_force, set_hours
from linli.people.doors import ReadRequest, staff_only
from linli.people.enums import Role
from linli.people.queries.unit import unit_by_code
from linli.people.rules import may_manage_settings
from linli.settings.forms.settings import DaysForm, HoursForm, hours_initial
from linli.settings.queries.calendar import difference, hours_lines, known_years, say_calendar
from linli.settings.queries.setting_changes import setting_changes
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer, check_administrator

MOST_BYTES = 200_000


@require_safe
@staff_only(*MAY_READ)
def show_calendar(request: ReadRequest) -> HttpResponse:
    """A year of the calendar, which years are known, the office hours, what was changed lately."""
    return _show(request, DaysForm())


def _show(request: ReadRequest, form: DaysForm, *, status: int = 200) -> HttpResponse:
    known, titles = known_years(), (_("Office"), _("On working days"), _("Otherwise"), "")
    asked = request.GET.get("year", "")
    number = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= 2100 else localdate().year
    years = sorted({number, *(year for year, _own in known), localdate().year + 1})
    context = {
        "year": year_of(number, working_calendar()), "is_own": dict(known).get(number, False), "form": form, "hours": hours_lines(), "columns": [{"title": title} for title in titles],
        "chips": [{"title": str(year), "url": f"?year={year}", "active": year == number} for year in years],
        "last": known[-1][0] if known else None, "may_change": may_manage_settings(request.reader),
        "changes": setting_changes("calendar", request.reader, say_calendar),
    }  # fmt: skip
    return answer(request, "settings/calendar.html", context, status=status)


@require_POST
@staff_only(Role.ADMINISTRATOR)
def make_days(request: ReadRequest) -> HttpResponse:
    """Look at a file of days off, then (with its text and `sure`) let it hold."""
    check_administrator(request)
    form = DaysForm(request.POST, request.FILES)
    try:
        text = _text(form)
        days = {day.isoformat(): [kind.value, name] for day, (kind, name) in parsed_days(text, _name(form)).items()}
        if request.POST.get("sure"):
            bring_days(days, by=request.reader)
            messages.success(request, _("The days hold. What leaned on them is computed anew by the worker."))
            return redirect("settings:calendar")
        after = calendar_with(days)
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return _show(request, form, status=422)
    shown = difference(after)
    context: dict[str, Any] = {
        "difference": shown, "years": [year_of(year, after) for year in _whole_years(days)],
        "moving": 0 if shown.is_nothing else limits_that_move(after), "form": DaysForm(initial={"text": text}),
    }  # fmt: skip
    return answer(request, "settings/days.html", context)


def _text(form: DaysForm) -> str:
    if not form.is_valid():
        raise CalendarFaulty(reason=_("it is too long"))
    sent = form.cleaned_data["file"]
    if sent is None:
        return str(form.cleaned_data["text"])
    if sent.size > MOST_BYTES:
        raise CalendarFaulty(reason=_("it is too long"))
    try:
        return str(sent.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CalendarFaulty(reason=_("it is not UTF-8 text")) from error


def _name(form: DaysForm) -> str:
    sent = form.cleaned_data["file"]
    return str(sent.name)[:60] if sent else "days.csv"


def _whole_years(days: dict[str, list[str]]) -> list[int]:
    found = [date.fromisoformat(day).year for day in days]
    return sorted({year for year in found if found.count(year) > 5})[:3]


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.ADMINISTRATOR)
def make_hours(request: ReadRequest, office: str) -> HttpResponse:
    """The hours of one office, or the default; `deed=default` lets a unit keep the default hours again."""
    check_administrator(request)
    unit = unit_by_code(office)
    hours = hours_in_force()
    if office != DEFAULT and unit is None and office not in hours.get("offices", {}):
        raise Http404
    own = hours["default"] if office == DEFAULT else hours.get("offices", {}).get(office)
    form = HoursForm(request.POST or None, initial=hours_initial(own or hours["default"]))
    name = unit.words if unit else _("Every office without hours of its own") if office == DEFAULT else office
    context = {"form": form, "name": name, "is_own": own is not None and office != DEFAULT}
    if request.method != "POST":
        return answer(request, "settings/hours.html", context)
    is_reset = request.POST.get("deed") == "default" and office != DEFAULT
    if is_reset or form.is_valid():
        try:
            set_hours(office, None if is_reset else form.table(own or {}), by=request.reader)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The hours are set; they hold for limits that begin from now on."))
            return redirect("settings:calendar")
    return answer(request, "settings/hours.html", context, status=422)


@require_safe
@staff_only(Role.ADMINISTRATOR)
def choose_office(request: ReadRequest) -> HttpResponse:
    """From the name of a unit that was written to the page of its hours."""
    from linli.people.forms.unit import unit_of
    from linli.people.queries.unit import unit_map

    number = unit_of(request.GET.get("unit", "")[:160])
    unit = unit_map().get(number) if number else None
    if unit is None:
        messages.error(request, _("No unit is called that. Choose one from the list that opens as you write."))
        return redirect("settings:calendar")
    return redirect("settings:hours", office=unit.code)
