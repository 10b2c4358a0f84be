"""Rows of long lists, written in one go: through the template engine a list of fifty costs more than all the rest of
its page."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from linli.desk.queries.cells import Cell, TableRow
from linli.desk.queries.rows import ListRow

register = template.Library()

CURRENT = mark_safe(' aria-current="true"')  # noqa: S308  (a constant)
ROW = (
    '<li class="row"><a href="{url}"{current} data-keys="row" data-number="{number}" hx-get="{url}" hx-target="#main" '
    'hx-swap="innerHTML show:top" hx-push-url="true"><span class="head"><b>{title}</b>'
    '<span class="tag {tone}">{words}</span></span><span class="meta">{meta}</span></a></li>'
)


@register.simple_tag
def pane_rows(rows: Iterable[ListRow]) -> SafeString:
    """The lines of a list pane."""
    return mark_safe("".join(_pane_row(row) for row in rows))  # noqa: S308  (each is escaped)


def _pane_row(row: ListRow) -> SafeString:
    return format_html(
        ROW, url=row.url, current=CURRENT if row.active else "", number=row.number, title=row.title, meta=row.meta,
        tone=row.due.tone, words=row.due.words,
    )  # fmt: skip


@register.simple_tag
def table_rows(rows: Iterable[TableRow]) -> SafeString:
    """The rows of the table of matters: the title is what names the row, title and number lead to the matter."""
    return format_html_join("", "<tr>{}</tr>", ((_cells(row),) for row in rows))


def _cells(row: TableRow) -> SafeString:
    url = escape(row.url)
    return mark_safe("".join(_cell(cell, url) for cell in row.cells))  # noqa: S308  (each is escaped)


def _cell(cell: Cell, url: SafeString) -> str:
    words = escape(cell.words)
    if cell.name == "title":
        return f'<th scope="row"><a href="{url}" data-keys="row">{words}</a></th>'
    if cell.tone:
        words = f'<span class="tag {cell.tone}">{words}</span>'
    elif cell.name == "number":
        words = f'<a class="number" href="{url}">{words}</a>'
    return f'<td class="{cell.name}{" numeric" if cell.numeric else ""}">{words}</td>'
