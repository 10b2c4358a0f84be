"""The guide of an item (办事指南) in words: conditions, papers, the two clocks, channels, and where it is dealt with."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.cases.queries.sentences import limit_words
from linli.common.calendar import Limit
from linli.common.listing import listed
from linli.hall.choosing import Answers
from linli.hall.enums import Channel
from linli.hall.queries.fitting import Fit, QuestionFacts, fit_of, questions_of
from linli.hall.queries.item import ItemFacts, MaterialFacts, VersionFacts
from linli.hall.queries.offering import Offer, offer_at, places_of
from linli.places.queries.directory import find_places, places_near

SHOWN, MOST_TYPED = 8, 80


@dataclass(frozen=True)
class ItemLine:
    """An item in a list."""

    item: ItemFacts
    channels: list[str]
    limit: str


@dataclass(frozen=True)
class Way:
    """A channel: what it means here, and what to tap."""

    code: str
    title: str
    words: str
    url: str
    label: str


@dataclass(frozen=True)
class Guide:
    """What the guide of an item says."""

    version: VersionFacts
    papers: list[MaterialFacts]
    fetched: list[MaterialFacts]
    steps: list[str]
    clocks: list[tuple[str, str]]
    fee: str
    unknown: str  # what nobody has entered yet
    ways: list[Way]
    apply_url: str
    asked: list[tuple[QuestionFacts, frozenset[str]]]  # what is asked before, with what was answered
    fit: Fit | None


@dataclass(frozen=True)
class WhereLine:
    """A place that deals with it, how far it is, and what can be asked for there from here."""

    offer: Offer
    metres: int | None
    doors: list[tuple[str, str]]


@dataclass(frozen=True)
class Where:
    """The places that deal with an item: of what was asked for, or all where they are few."""

    typed: str
    is_near: bool
    count: int
    lines: list[WhereLine]
    is_cut: bool


def item_lines(items: list[ItemFacts]) -> list[ItemLine]:
    return [
        ItemLine(item, [str(Channel(one).label) for one in version.channels], short_limit(version))
        for item in items
        if (version := item.current)
    ]


def short_limit(version: VersionFacts) -> str:
    """How long it takes, in a word or two; "" where nobody has said."""
    if version.is_on_the_spot:
        return _("on the spot")
    limit = version.promised or version.statutory
    return limit_words(limit) if limit else ""


def shown_version(item: ItemFacts) -> VersionFacts:
    """The version that holds, or the first to come."""
    return item.current or item.versions[0]


def guide_of(item: ItemFacts, answers: Answers) -> Guide:
    """Return the guide of an item that has been published. No statement."""
    version = shown_version(item)
    clocks, fee = _clocks(version), _("free of charge") if version.is_free else version.fee
    asked = questions_of(version)
    is_answered = any(question.code in answers for question in asked)
    return Guide(
        version=version, papers=list(version.asked),
        fetched=[paper for paper in version.materials if paper.is_obtainable], steps=_steps(version),
        clocks=[row for row in clocks if row[1]], fee=fee,
        unknown=listed(term for term, words in [*clocks, (_("Fee"), fee)] if not words),
        ways=_ways(item, version), apply_url=apply_address(item.code) if version.has_online else "",
        asked=[(question, frozenset(answers.get(question.code, ()))) for question in asked],
        fit=fit_of(item, version, answers) if is_answered else None,
    )  # fmt: skip


def apply_address(code: str) -> str:
    """Where an item is applied for; "" where applications are not taken by Linli."""
    try:
        return reverse("hall:apply", args=[code])
    except NoReverseMatch:
        return ""


def _within(limit: Limit | None) -> str:
    return limit_words(limit) if limit else ""


def _clocks(version: VersionFacts) -> list[tuple[str, str]]:
    """The clock of whoever receives and the clock of whoever decides, apart; "" where nobody has said."""
    limit = _("on the spot") if version.is_on_the_spot else _within(version.promised or version.statutory)
    rows = [
        (_("Accepted by"), version.accepting_body), (_("Passed on within"), _within(version.receiving)),
        (_("Decided by"), version.deciding_body), (_("Decided within"), limit),
    ]  # fmt: skip
    if version.is_on_the_spot:
        rows = [row for row in rows if row[0] != _("Passed on within")]
    if version.statutory and (version.promised or version.is_on_the_spot):
        rows.append((_("The law allows"), _within(version.statutory)))
    if version.notice:
        told = _("within %(limit)s, once and all of it") % {"limit": _within(version.notice)}
        deemed = _("; else your application counts as accepted") if version.is_deemed_accepted else ""
        rows.append((_("What is missing is told"), told + deemed))
    return rows


def _steps(version: VersionFacts) -> list[str]:
    """The process as it was written, else as the facts of the version give it; nothing where there are none."""
    if version.process.strip():
        return [line.strip() for line in version.process.splitlines() if line.strip()]
    if not (version.accepting_body or version.deciding_body or version.is_on_the_spot):
        return []
    titles = listed(str(Channel(one).label) for one in version.channels)
    accepting = version.accepting_body or _("The body that accepts it")
    steps = [
        _("Ask for it: %(channels)s.") % {"channels": titles},
        _("%(body)s looks through the papers and tells you at once everything that is missing.") % {"body": accepting},
    ]
    if version.is_on_the_spot:
        return [*steps, _("You have the result on the spot.")]
    got = (
        _("You are told, and get: %(result)s.") % {"result": version.result} if version.result
        else _("You are told what was decided.")
    )  # fmt: skip
    return [*steps, _deciding(version), got]


def _deciding(version: VersionFacts) -> str:
    body, limit = version.deciding_body or _("The body in charge"), _within(version.promised or version.statutory)
    receiving = _within(version.receiving)
    passing = _("It is passed on within %(limit)s.") % {"limit": receiving} if receiving else _("It is passed on.")
    decided = (
        _("%(body)s decides within %(limit)s.") % {"body": body, "limit": limit} if limit
        else _("%(body)s decides.") % {"body": body}
    )  # fmt: skip
    return f"{passing}{decided}" if get_language() != "en" else f"{passing} {decided}"


def _ways(item: ItemFacts, version: VersionFacts) -> list[Way]:
    """The channels, the ones for whoever comes first; a button only where there is something behind it."""
    words = {
        Channel.WINDOW: _("Take a number or book a time at a centre."),
        Channel.ONLINE: _("Fill in the form here, add photos of the papers, and follow it by its number."),
        Channel.VISIT: _(
            "Somebody who cannot leave the house is visited: choose a centre below and ask for a visit, or call 12345."
        ),
        Channel.AGENT: _("Staff or a volunteer does it for you, free of charge; you get a list of what you hand over."),
    }
    ways = []
    for code in (one for one in Channel if one in version.channels):
        is_where = code == Channel.WINDOW or Channel.WINDOW not in version.channels  # once is enough
        url, label, said = "#where" if is_where else "", _("Find a centre"), words[code]
        if code == Channel.ONLINE:
            url, label = apply_address(item.code), _("Apply online")
            said = said if url else _("Linli does not take this one online yet; ask the centre how it goes online.")
        ways.append(Way(str(code), str(code.label), said, "" if item.is_withdrawn else url, label))
    return ways


def _doors(offer: Offer) -> list[tuple[str, str]]:
    """What can be asked for at a place from here: only what there is a page for."""
    version, centre = offer.item.current, f"/centres/{offer.place.code}/"
    doors = [(Channel.WINDOW, _("Book a window"), "windows/"), (Channel.VISIT, _("Ask for a visit"), "visits/")]
    return [
        (title, f"{centre}{end}?item={offer.item.code}") for channel, title, end in doors
        if version and channel in version.channels and _is_there(f"{centre}{end}")
    ]  # fmt: skip


def _is_there(path: str) -> bool:
    """Whether an address of another app is served here; none of them is named."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def where_of(item: ItemFacts, asked: Mapping[str, str]) -> Where:
    """The places near a point, or of what was typed; unasked, all of them if they are few. No statement."""
    typed, point = asked.get("place", "").strip()[:MOST_TYPED], _point(asked)
    every = places_of(item)
    found: list[tuple[Offer, int | None]]
    if point is not None:
        found = [(offer, row.metres) for row in places_near(*point) if (offer := offer_at(item, row.place))]
    elif typed:
        found = [(offer, None) for place in find_places(typed) if (offer := offer_at(item, place))]
    else:
        found = [(offer, None) for offer in every] if len(every) <= SHOWN else []
    lines = [WhereLine(offer, metres, _doors(offer)) for offer, metres in found[:SHOWN]]
    return Where("" if point else typed, point is not None, len(every), lines, len(found) > SHOWN)


def _point(asked: Mapping[str, str]) -> tuple[float, float] | None:
    try:
        east, north = float(asked.get("longitude", "")[:24]), float(asked.get("latitude", "")[:24])
    except ValueError:
        return None
    return (east, north) if -180 <= east <= 180 and -90 <= north <= 90 else None
