import re

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from linli.common.samples import SampleForm


def drawn(markup: str, **context: object) -> str:
    with translation.override("en"):
        return Template(CottonCompiler().process(markup)).render(Context(context))


def test_a_wrong_field_says_what_is_wrong_and_ties_it_to_the_input() -> None:
    form = SampleForm({"phone": "", "town": "350181005"})

    text = drawn('<c-field :field="form.phone" />', form=form)

    assert '<p class="error" id="id_phone_error"><span>This field is required.</span></p>' in text
    control = re.search(r"<input[^>]*>", text)
    assert control is not None
    assert 'aria-invalid="true"' in control[0]
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in control[0]


def test_a_field_that_may_stay_empty_says_so() -> None:
    text = drawn('<c-field :field="form.name" />', form=SampleForm())

    assert '<label for="id_name">Your name <span class="optional">optional</span></label>' in text


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    text = drawn('<c-field :field="form.reply" />', form=SampleForm())

    assert re.search(r"<fieldset[^>]*>\s*<legend>How shall we answer</legend>", text)
    assert text.count('type="radio"') == 3


def test_a_hidden_field_brings_no_label() -> None:
    class Hidden(forms.Form):
        version = forms.CharField(widget=forms.HiddenInput)

    assert drawn('<c-field :field="form.version" />', form=Hidden()).strip().startswith('<input type="hidden"')


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<c-button>Send</c-button>", '<button class="button primary" type="submit" >Send</button>'),
        ('<c-button href="/x/" tone="quiet">Go</c-button>', '<a class="button quiet" href="/x/" >Go</a>'),
        (
            '<c-button name="do" value="1">Send</c-button>',
            '<button class="button primary" type="submit" name="do" value="1">',
        ),
    ],
)
def test_a_button_is_a_button_or_a_link(markup: str, expected: str) -> None:
    assert expected in drawn(markup)


def test_a_busy_button_says_so() -> None:
    assert 'aria-busy="true" aria-disabled="true"' in drawn('<c-button :busy="True">Sending</c-button>')


def test_what_a_person_wrote_is_escaped() -> None:
    text = drawn('<c-event title="{{ title }}" /><c-tag>{{ title }}</c-tag>', title="<b>&")

    assert "<b>&<" not in text
    assert text.count("&lt;b&gt;&amp;") == 2


def test_facts_come_from_pairs() -> None:
    text = drawn('<c-facts :facts="facts" />', facts=[("Grid", "Hongqiao <third>")])

    assert "<dt>Grid</dt><dd>Hongqiao &lt;third&gt;</dd>" in text


def test_a_pager_at_the_first_page_has_no_newer_link() -> None:
    text = drawn('<c-pager older="?after=x" />')

    assert re.findall(r'href="([^"]+)"', text) == ["?after=x"]


def test_a_bar_is_drawn_from_zero_to_the_most() -> None:
    text = drawn('<c-bars :rows="rows" most="80" caption="Kinds" />', rows=[("Lamps", 40, "40", "", "")])

    assert '<rect width="50" height="10" />' in text
    assert '<th scope="row">Lamps</th>' in text


def test_an_undo_is_a_form_with_its_token(rf: RequestFactory) -> None:
    from django.template.loader import render_to_string

    context = {"text": "Passed on.", "undo_url": "/undo/", "undo_fields": [("case", "42")]}

    text = render_to_string("components/toast.html", context, rf.get("/"))

    assert '<form method="post" action="/undo/">' in text
    assert 'name="csrfmiddlewaretoken"' in text
    assert '<input type="hidden" name="case" value="42">' in text
