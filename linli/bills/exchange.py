"""Providers and their hosts as a part of the configuration: one county gives its list to another, or to its next self."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.areas.queries.map import area_map, county_code
from linli.bills.domain.provider import MOST, TOPIC, facts_of, write_provider
from linli.bills.enums import BillKind
from linli.bills.errors import LinkFaulty
from linli.bills.links import HOSTS, host_of
from linli.bills.models import Provider
from linli.common.domain.configuration import changed
from linli.common.exchange import Files, Incoming, Part, State, csv_bytes, register_part, rows_of, toml_of
from linli.common.setting import value_of
from linli.common.toml import toml_text
from linli.people.exchange import register_settings_part

FILE, HOSTS_FILE = "providers.csv", "providers.toml"
COLUMNS = ("kind", "name", "areas", "telephone", "hours", "link", "app_name", "counter", "in_use")
PARTING = "@"
ORDER = 45  # after the hosts that are allowed


def register() -> None:
    register_settings_part(
        "bills", gettext_lazy("Hosts of providers"), ORDER - 1, ("bills",), write=_write_hosts, read=_read_hosts
    )
    register_part(
        Part("providers", gettext_lazy("Bill providers"), ORDER, state, _write, _read, _refusal, _apply, _say, TOPIC)
    )


def _write_hosts(found: State) -> Files:
    return {HOSTS_FILE: toml_text(dict(sorted(found.items()))).encode()} if found else {}


def _read_hosts(files: Mapping[str, bytes]) -> State:
    return dict(toml_of(files, HOSTS_FILE))


def state() -> State:
    """What is said of each; who has looked when does not travel: the other county has to look itself."""
    return {
        f"{one.kind}{PARTING}{one.name}": {
            name: value for name, value in facts_of(one).items() if not name.startswith("verified")
        }
        for one in Provider.objects.order_by("kind", "name")
    }  # fmt: skip


def _write(found: State) -> Files:
    rows: list[tuple[object, ...]] = [
        (facts["kind"], facts["name"], " ".join(facts["areas"]), facts["telephone"], facts["hours"], facts["link"],
         facts["app_name"], facts["counter"], "yes" if facts["is_active"] else "no")
        for facts in found.values()
    ]  # fmt: skip
    return {FILE: csv_bytes(COLUMNS, rows)}


def _read(files: Mapping[str, bytes]) -> State:
    return {
        f"{row['kind']}{PARTING}{row['name']}": {
            **{name: row[name] for name in ("kind", "link", *MOST)}, "areas": sorted(row["areas"].split()),
            "is_active": row["in_use"] == "yes",
        }
        for row in rows_of(files, FILE, COLUMNS)
    }  # fmt: skip


def _refusal(key: str, facts: Any, incoming: Incoming) -> str:  # noqa: ARG001  (a part's shape)
    if (
        facts["kind"] not in BillKind.values
        or not facts["name"]
        or any(len(facts[name]) > most for name, most in MOST.items())
    ):
        return _("the row cannot be read")
    for area in facts["areas"]:
        if area not in area_map() and area != county_code():
            return _("there is no place %(code)s") % {"code": area}
    if not facts["areas"]:
        return _("the row cannot be read")
    if facts["link"]:
        try:
            host = host_of(facts["link"])
        except LinkFaulty as refused:
            return str(refused)
        if host not in {*value_of(HOSTS), *(incoming.get("bills", {}).get(HOSTS) or ())}:
            return _("%(host)s is not among the web addresses that are allowed here") % {"host": host}
    return ""


def _apply(states: Mapping[str, Any]) -> None:
    changed(TOPIC)
    for key, facts in states.items():
        kind, _parting, name = key.partition(PARTING)
        held = Provider.objects.select_for_update().filter(kind=kind, name=name).first()
        if facts is None:
            Provider.objects.filter(kind=kind, name=name).update(is_active=False)
            continue
        provider = held or Provider()
        if held is None or held.link != facts["link"] or held.telephone != facts["telephone"]:
            provider.verified_on, provider.verified_by = None, ""
        write_provider(provider, facts)
        provider.save()


def _say(key: str, facts: Any) -> str:
    kind, _parting, name = key.partition(PARTING)
    if facts is None:
        return f"{BillKind(kind).label} {name}"
    use = "" if facts["is_active"] else _("out of use")
    parts = (
        f"{BillKind(facts['kind']).label} {name}",
        " ".join(facts["areas"]),
        facts["telephone"],
        facts["link"],
        use,
    )
    return " · ".join(part for part in parts if part)
