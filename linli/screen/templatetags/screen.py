from django import template
from django.utils.formats import number_format

from linli.cases.queries.figures import Count
from linli.screen.queries.counting import list_url

register = template.Library()
register.filter("list_url", list_url)


@register.filter
def shown(count: Count) -> str:
    """The number as people read it."""
    return number_format(count.value, force_grouping=True)
