from django import forms
from django.utils.translation import gettext_lazy as _

from linli.grid.domain.task_refusal import MOST
from linli.grid.enums import RefusalGround
from linli.grid.forms.fields import RefusingForm, words_field


class TaskRefusalForm(RefusingForm):
    beside = {"reason_needed": "reason"}

    ground = forms.ChoiceField(label=_("Why"), choices=RefusalGround.choices, widget=forms.RadioSelect)
    reason = words_field(
        3, label=_("In a sentence"), max_length=MOST,
        help_text=_("Grid head and community read it, so that somebody else can go. Whoever reported it does not."),
        error_messages={"required": _("Say in a sentence why.")},
    )  # fmt: skip
