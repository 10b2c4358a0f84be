from typing import Any

from django import template

from linli.documents.addresses import signed_address
from linli.documents.models import Document

register = template.Library()


@register.simple_tag(takes_context=True)
def file_address(context: dict[str, Any], document: Document, variant: str = "full") -> str:
    """Return the address of a file for the reader of this page; "" where there is nothing to fetch."""
    request = context["request"]
    return signed_address(document, reader=request.reader, request=request, variant=variant)
