from typing import Any

from django.urls import reverse

from linli.grid.queries.visits import due_visits
from linli.people.reader import Reader

KEPT = 30


def visits_for_phone(reader: Reader) -> list[dict[str, Any]]:
    """The visits that are due, as the phone keeps them: masked. Name and address are looked up with a reason, with signal."""
    return [
        {
            "id": str(line.consent.id), "who": line.who, "place": line.path, "page": reverse("grid:visit", args=[line.consent.id]),
            "due": line.consent.next_on.isoformat() if line.consent.next_on else "",
        }
        for line in due_visits(reader)[:KEPT]
    ]  # fmt: skip
