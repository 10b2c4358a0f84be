"""Which links a hand-off may lead to: https, on a host that the county has allowed, spelled so that it can be read."""

import re
from urllib.parse import urlsplit

from linli.bills.errors import HostFaulty, HostNotAllowed, LinkFaulty
from linli.common.setting import value_of

HOSTS = "bills.hosts"
MOST_LINK, MOST_HOSTS = 300, 60
# Letters, digits and dashes only, and a name at the end: no address in numbers, no foreign letters that look like ours.
_HOST = re.compile(r"(?=.{4,120}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.ASCII)


def host_of(link: str) -> str:
    """The host of a link as it is shown; raises LinkFaulty."""
    try:
        parts = urlsplit(link)
        faulty = parts.scheme != "https" or parts.username is not None or parts.password is not None or parts.port
    except ValueError:
        raise LinkFaulty from None
    plain = link.isascii() and link.isprintable() and not re.search(r"[\s\"'<>\\^`{|}]", link)
    host = parts.hostname or ""
    # `netloc` too: an empty port or user leaves a sign there that would be shown.
    if faulty or not plain or len(link) > MOST_LINK or host != parts.netloc.lower() or not is_host(host):
        raise LinkFaulty
    return host


def is_host(host: str) -> bool:
    """Names in xn-- are refused: nobody can read them, and that is what false pages live on."""
    return _HOST.fullmatch(host) is not None and "xn--" not in host


def checked_hosts(value: object) -> list[str]:
    """The hosts of a list or of lines; raises HostFaulty."""
    rows = value if isinstance(value, list) else str(value).split()
    found = sorted({str(row).strip().lower() for row in rows if str(row).strip()})
    for host in found:
        if not is_host(host):
            raise HostFaulty(host=host[:80])
    if len(found) > MOST_HOSTS:
        raise HostFaulty(host=found[-1])
    return found


def allowed_hosts() -> list[str]:
    found: list[str] = value_of(HOSTS)
    return found


def check_link(link: str) -> str:
    """A link as it may be kept, or ""; raises LinkFaulty, HostNotAllowed."""
    plain = link.strip()
    if not plain:
        return ""
    host = host_of(plain)
    if host not in allowed_hosts():
        raise HostNotAllowed(host=host)
    return plain


def open_host(link: str) -> str:
    """The host of a link that may be offered now; "" where there is none, or the host is allowed no more."""
    try:
        check_link(link)
        return host_of(link) if link else ""
    except (LinkFaulty, HostNotAllowed):
        return ""
