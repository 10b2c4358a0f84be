"""A list of matters as the figure that it is: every figure opens its list, so an instruction can be given on every figure."""

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language, override, pgettext

from linli.areas.queries.map import area_name
from linli.cases.domain.instruction import FigureSeen
from linli.cases.queries.filters import CaseFilter
from linli.cases.rules import may_instruct
from linli.counties.current import current_county
from linli.desk.forms.filters import set_words
from linli.desk.queries.counts import count_views
from linli.desk.queries.pane import view_title
from linli.people.enums import Role
from linli.people.reader import Reader

LANGUAGES = ("zh-hans", "en")
MOST = 100_000  # counted exactly; beyond it the figure is said to be larger
NOT_NAMED = ("town", "village", "lead")  # said by the place; and what every figure counts


def instruct_url(reader: Reader, wanted: CaseFilter) -> str:
    """Where a leader gives an instruction on the figure that a list is; "" for everybody else, and where it is none."""
    if _area(reader, wanted) is None:
        return ""
    return _with(reverse("desk:instruct-on-list"), wanted)


def listed_figure(reader: Reader, wanted: CaseFilter) -> FigureSeen | None:
    """The figure as it is now, with its title in both languages; None where no instruction is given on it. One statement."""
    area = _area(reader, wanted)
    if area is None:
        return None
    read_at = now()
    count = count_views(reader, {"here": wanted}, most=MOST)["here"]
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[language] = " · ".join(_title(area, wanted, is_more=count.is_more))
    return FigureSeen(area, titles, count.value, wanted.address(), read_at)


def title_of(figure: FigureSeen) -> str:
    return figure.title["en" if get_language() == "en" else "zh-hans"]


def list_address(wanted: CaseFilter) -> str:
    """The list itself."""
    return _with(reverse("desk:cases"), wanted)


def _with(path: str, wanted: CaseFilter) -> str:
    query = wanted.address()
    return f"{path}?{query}" if query else path


def _area(reader: Reader, wanted: CaseFilter) -> str | None:
    """The place of the list, or the widest area of the leader's posts; None where the leader says nothing.

    What was searched for by words is no figure: the words could name a person, and a history holds no names.
    """
    posts = reader.with_role(Role.LEADER)
    if not posts or wanted.q:
        return None
    place = (wanted.grid or wanted.village or wanted.town)[:12] or min((post.area for post in posts), key=len)
    return place if may_instruct(reader, place) else None


def _title(area: str, wanted: CaseFilter, *, is_more: bool) -> list[str]:
    names = dict.fromkeys(NOT_NAMED, "")
    more = [pgettext("figure", "at least")] if is_more else []
    return [
        _place_name(area),
        view_title(wanted.view),
        *(words for words, _ in set_words(CaseFilter.read({**wanted.__dict__, **names}))),
        *more,
    ]


def _place_name(area: str) -> str:
    county = current_county()
    return county.name_en if area == county.code and county.name_en and get_language() == "en" else area_name(area)
