"""What was changed lately, by whom, and whether it can still be taken back: the audit trail in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.areas.queries.map import area_path
from linli.cases.domain.routing_rule import SUBJECT as RULE
from linli.cases.domain.routing_rule import Facts, facts_of
from linli.cases.models import RoutingRule
from linli.cases.rules import may_manage_rules
from linli.common.models import AuditEntry
from linli.people.domain.post import SUBJECT as POST
from linli.people.domain.post import terms_of
from linli.people.enums import Role
from linli.people.labels import label_words
from linli.people.models import Account, Post
from linli.people.queries.unit import unit_by_code
from linli.people.reader import Reader
from linli.people.rules import may_manage_posts
from linli.settings.queries.rulebook import area_in_words, kind_in_words, target_in_words

SHOWN = 8


@dataclass(frozen=True)
class Change:
    """One line of the trail."""

    id: UUID
    at: datetime
    who: str
    title: str
    before: str
    after: str
    may_take_back: bool


def entries_about(subject: str, areas: Sequence[str] = (), *, subject_id: str = "") -> list[AuditEntry]:
    """The newest lines of the trail about subjects of a kind that lie in some areas, or anywhere."""
    place = Q()
    for area in areas:
        place |= Q(area__startswith=area)
    rows = AuditEntry.objects.filter(place, subject_kind=subject, detail__has_key="after")
    if subject_id:
        rows = rows.filter(subject_id=subject_id)
    return list(rows.order_by("-at", "-id")[:SHOWN])


def who_of(label: str) -> str:
    """The actor as shown: unit and post."""
    return label_words(label) if label.rpartition(" · ")[2] in Role.values else _("Linli")


def rule_changes(reader: Reader) -> list[Change]:
    """The newest changes of routing rules. Two statements."""
    entries = entries_about(RULE)
    rules = RoutingRule.objects.in_bulk({UUID(entry.subject_id) for entry in entries})
    return [_rule_change(entry, rules.get(UUID(entry.subject_id)), reader) for entry in entries]


def _rule_change(entry: AuditEntry, rule: RoutingRule | None, reader: Reader) -> Change:
    before, after = entry.detail["before"], entry.detail["after"]
    titles = {
        "rule.added": _("Rule %(number)s added"), "rule.changed": _("Rule %(number)s changed"),
        "rule.switched_on": _("Rule %(number)s put into force"),
        "rule.switched_off": _("Rule %(number)s put out of force"),
        "rule.taken_back": _("Rule %(number)s as it was before"),
    }  # fmt: skip
    goes_back = rule is not None and facts_of(rule) == after and before != after and _was_in_force(before, after)
    return Change(
        entry.id, entry.at, who_of(entry.actor_label), titles[entry.action] % {"number": entry.detail["number"]},
        _rule_words(before) if before else "", _rule_words(after),
        goes_back and may_manage_rules(reader, after["area"]) and may_manage_rules(reader, (before or after)["area"]),
    )  # fmt: skip


def _was_in_force(before: Facts | None, after: Facts) -> bool:
    """Taking back an addition puts the rule out of force; one that is out of force has been taken back."""
    return before is not None or bool(after["is_active"])


def _rule_words(facts: Facts) -> str:
    words = f"{kind_in_words(facts['kind_prefix'])} × {area_in_words(facts['area'])} → {target_in_words(facts['target'], facts['unit'])}"
    return words if facts["is_active"] else _("%(rule)s, not in force") % {"rule": words}


def post_changes(reader: Reader, areas: Sequence[str]) -> list[Change]:
    """The newest changes of posts of some areas. Three statements."""
    entries = entries_about(POST, areas)
    posts = Post.objects.in_bulk({UUID(entry.subject_id) for entry in entries})
    names = _names(entries)
    return [_post_change(entry, posts.get(UUID(entry.subject_id)), names, reader) for entry in entries]


def _names(entries: Iterable[AuditEntry]) -> dict[str, str]:
    numbers: set[str] = set()
    for entry in entries:
        terms = (entry.detail.get("before") or {}, entry.detail["after"])
        numbers |= {entry.detail["account"], *(one["substitute_id"] for one in terms if one.get("substitute_id"))}
    rows = Account.objects.filter(id__in=numbers).values_list("id", "display_name", "username")
    return {str(number): name or str(user) for number, name, user in rows}


def _post_change(entry: AuditEntry, post: Post | None, names: dict[str, str], reader: Reader) -> Change:
    detail = entry.detail
    titles = {
        "post.given": _("Given"), "post.ended": pgettext("of a post", "Ended"),
        "post.substituted": _("Somebody stands in"), "post.substitute_ended": _("Nobody stands in any more"),
        "post.taken_back": _("As it was before"), "post.given_taken_back": _("Not given after all"),
    }  # fmt: skip
    unit = unit_by_code(detail["unit"])
    what = " · ".join((
        names.get(detail["account"], _("somebody")), str(Role(detail["role"]).label),
        unit.words if unit else detail["unit"], " ".join(area_path(entry.area)),
    ))  # fmt: skip
    before, after = detail["before"], detail["after"]
    goes_back = post is not None and terms_of(post) == after and before != after and _is_fresh(post, before)
    return Change(
        entry.id, entry.at, who_of(entry.actor_label), f"{titles[entry.action]}: {what}",
        _terms(before, names, detail["from_on"]) if before else "", _terms(after, names, detail["from_on"]),
        goes_back and may_manage_posts(reader, entry.area),
    )  # fmt: skip


def _is_fresh(post: Post, before: dict[str, str] | None) -> bool:
    """What was given can be taken back on its first day; later it has been held."""
    return before is not None or post.from_on >= localdate()


def _terms(terms: dict[str, str], names: dict[str, str], from_on: str) -> str:
    until = _day(terms["until_on"]) if terms["until_on"] else _("without end")
    words = _("%(from)s to %(until)s") % {"from": _day(from_on), "until": until}
    if not terms["substitute_id"]:
        return words
    stand_in = names.get(terms["substitute_id"], _("somebody"))
    return _("%(time)s, %(name)s stands in") % {"time": words, "name": stand_in}


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "Y-m-d")
