"""Rows of long lists, written in one go: through the template engine a list of fifty costs more than all the rest of
its page. Whatever stands in a row goes through `escape`."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from linli.desk.queries.cells import Cell, TableRow
from linli.desk.queries.rows import ListRow

register = template.Library()


@register.simple_tag
def pane_rows(rows: Iterable[ListRow]) -> SafeString:
    """The lines of a list pane."""
    return mark_safe("".join(_pane_row(row) for row in rows))  # noqa: S308  (each is escaped)


def _pane_row(row: ListRow) -> str:
    url = escape(row.url)
    current = ' aria-current="true"' if row.active else ""
    return (
        f'<li class="row"><a href="{url}"{current} data-keys="row" data-number="{escape(row.number)}" hx-get="{url}" '
        'hx-target="#main" hx-swap="innerHTML show:top" hx-push-url="true">'
        f'<span class="head"><b>{escape(row.title)}</b>'
        f'<span class="tag {row.due.tone}">{escape(row.due.words)}</span></span>'
        f'<span class="meta">{escape(row.meta)}</span></a></li>'
    )


@register.simple_tag
def table_rows(rows: Iterable[TableRow]) -> SafeString:
    """The rows of the table of matters: the title is what names the row; title and number lead to the matter."""
    return mark_safe("".join(_table_row(row) for row in rows))  # noqa: S308  (each is escaped)


def _table_row(row: TableRow) -> str:
    url = escape(row.url)
    return f"<tr>{''.join(_cell(cell, url, row.instruct_url) for cell in row.cells)}</tr>"


def _cell(cell: Cell, url: str, instruct_url: str = "") -> str:
    words = escape(cell.words)
    if cell.name == "title":
        instruct = (
            f' <a class="instruct no-print" href="{escape(instruct_url)}">{escape(_("Instruct"))}</a>'
            if instruct_url
            else ""
        )
        return f'<th scope="row"><a href="{url}" data-keys="row">{words}</a>{instruct}</th>'
    if cell.tone:
        words = f'<span class="tag {cell.tone}">{words}</span>'
    elif cell.name == "number":
        words = f'<a class="number" href="{url}">{words}</a>'
    label = f' data-label="{escape(cell.label)}"' if cell.label and words else ""
    return f'<td class="{cell.name}{" numeric" if cell.numeric else ""}"{label}>{words}</td>'
