"""What notices say: every topic, its words in both languages, and how they read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.common.errors import Refusal
from linli.notices.queries.wordings import asked_of, previews, subject_of, text_lines, wording_in_force
from linli.notices.texts import PREFIX, UnknownTopic, own_wordings, shipped_of
from linli.notices.wording import checked_wording
from linli.people.domain.setting import change_settings
from linli.people.doors import ReadRequest, staff_only
from linli.people.rules import may_manage_settings
from linli.settings.forms.text import TextForm
from linli.settings.queries.setting_changes import setting_changes
from linli.settings.rules import MAY_READ
from linli.settings.views.answer import answer, check_administrator

GROUP = "texts"


@require_safe
@staff_only(*MAY_READ)
def show_texts(request: ReadRequest) -> HttpResponse:
    """All topics, and what was changed lately."""
    titles = (_("Subject"), _("About"), "")
    context = {
        "lines": text_lines(), "columns": [{"title": title} for title in titles],
        "changes": setting_changes(GROUP, request.reader, say_text),
    }  # fmt: skip
    return answer(request, "settings/texts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*MAY_READ)
def show_text(request: ReadRequest, topic: str) -> HttpResponse:
    """One topic: looked at as it would read (`deed=look`), kept (`keep`), or as shipped again (`reset`)."""
    try:
        wording = wording_in_force(topic)
    except UnknownTopic:
        raise Http404 from None
    if request.method != "POST":
        return _show(request, topic, TextForm(wording), previews(wording, topic))
    check_administrator(request)
    if request.POST.get("deed") == "reset":
        change_settings({PREFIX + topic: None}, by=request.reader)
        return _done(request, _("The notice says again what it said when it came."))
    form = TextForm(wording, request.POST)
    if form.is_valid():
        try:
            if request.POST.get("deed") == "look":
                return _show(request, topic, form, previews(checked_wording(form.wording(), shipped_of(topic)), topic))
            change_settings({PREFIX + topic: form.wording()}, by=request.reader)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, _("The notice says this from now on."))
    return _show(request, topic, form, [], status=422)


def say_text(code: str, value: Any) -> str:
    """The words of a topic, in a line, in the reader's language."""
    language = "en" if get_language() == "en" else "zh-hans"
    try:
        words = (value or shipped_of(code.removeprefix(PREFIX)))[language]
    except UnknownTopic:
        return code
    return f"{words['subject']} — {words['body']}"


def _show(request: ReadRequest, topic: str, form: TextForm, shown: list[Any], *, status: int = 200) -> HttpResponse:
    context = {
        "topic": topic, "subject": subject_of(topic), "form": form, "previews": shown, "asked": asked_of(topic), "is_own": topic in own_wordings(),
        "may_change": may_manage_settings(request.reader),
    }  # fmt: skip
    return answer(request, "settings/text.html", context, status=status)


def _done(request: ReadRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("settings:messages")
