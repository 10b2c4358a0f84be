"""Every page that can be looked at: for the pictures, the accessibility check and the walk. A guard holds it complete.

`{closed}` in an address is the number of the matter that stands so in `tests.browser.world`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Showing:
    """One page as somebody sees it."""

    name: str
    address: str
    who: str = ""  # nobody signed in
    url: str = ""  # the name in the URLconf
    status: int = 200

    def at(self, matters: dict[str, str]) -> str:
        return self.address.format_map(matters)


PORTAL = (
    Showing("home", "/", url="portal:home"),
    Showing("home-resident", "/", "resident"),
    Showing("search", "/search/?q=路灯", url="portal:search"),
    Showing("search-nothing", "/search/?q=zzzz"),
    Showing("ratings", "/ratings/", "resident", "portal:ratings"),
    Showing("ratings-anybody", "/ratings/"),
    Showing("apply", "/apply/", url="portal:apply"),
    Showing("book", "/book/", url="portal:book"),
    Showing("nearby", "/nearby/", url="portal:nearby"),
    Showing("grids", "/grids/", url="grid:find"),
    Showing("grids-village", "/grids/?village=350181005004"),
    Showing("grid-face", "/grids/350181005004001/", url="grid:face"),
    Showing("grid-face-vacant", "/grids/350181002001001/"),
    Showing("grid-wall", "/grids/350181005004001/wishes/", url="grid:wall"),
    Showing("grid-wish-new", "/grids/350181005004001/wishes/new/", "resident", "grid:new-wish"),
    Showing("my-wishes", "/wishes/", "resident", "grid:my-wishes"),
    Showing("report", "/report/", url="portal:report"),
    Showing("report-resident", "/report/", "resident"),
    Showing("follow", "/follow/", url="portal:follow"),
    Showing("matters", "/matters/", "resident", "portal:matters"),
    Showing("matter-collected", "/matters/{collected}/", "resident", "portal:matter"),
    Showing("matter-waiting", "/matters/{waiting}/", "resident"),
    Showing("matter-handling", "/matters/{handling}/", "resident"),
    Showing("matter-paused", "/matters/{paused}/", "resident"),
    Showing("matter-closed", "/matters/{closed}/", "resident"),
    Showing("matter-rated", "/matters/{rated}/", "resident"),
    Showing("matter-complaint", "/matters/{complaint}/", "resident"),
    Showing("matter-erased", "/matters/{erased}/", "resident"),
    Showing("received", "/matters/{collected}/received/", "resident", "portal:received"),
    Showing("supplement", "/matters/{waiting}/supplement/", "resident", "portal:supplement"),
    Showing("urging", "/matters/{handling}/urging/", "resident", "portal:urging"),
    Showing("withdrawal", "/matters/{collected}/withdrawal/", "resident", "portal:withdrawal"),
    Showing("rating", "/matters/{closed}/rating/", "resident", "portal:rating"),
    Showing("reopening", "/matters/{closed}/reopening/", "resident", "portal:reopening"),
    Showing("erasure", "/matters/{closed}/erasure/", "resident", "portal:erasure"),
)
PEOPLE = (
    Showing("sign-in", "/sign-in/", url="people:sign-in"),
    Showing("me", "/me/", "resident", "people:me"),
    Showing("me-staff", "/me/", "manager"),
    Showing("details", "/me/details/", "resident", "people:details"),
    Showing("account-withdrawal", "/me/withdrawal/", "resident", "people:withdrawal"),
    Showing("inbox", "/me/notices/", "resident", "notices:inbox"),
    Showing("inbox-staff", "/me/notices/", "officer"),
    Showing("preferences", "/me/notices/preferences/", "resident", "notices:preferences"),
    Showing("preferences-staff", "/me/notices/preferences/", "officer"),
    Showing("demo-outbox", "/demo/outbox/", url="people:demo-outbox"),
    Showing("staff-sign-in", "/staff/login/", url="account_login"),
    Showing("staff-sign-out", "/staff/logout/", "manager", "account_logout"),
    Showing("staff-inactive", "/staff/inactive/", url="account_inactive"),
    Showing("staff-password", "/staff/password/", "manager", "account_change_password"),
    Showing("staff-again", "/staff/again/", "manager", "account_reauthenticate"),
    Showing("second-factor", "/staff/second-factor/", "manager", "mfa_index"),
    Showing("no-post", "/desk/", "retired", status=403),
)
DESK = (
    Showing("today", "/desk/", "manager", "desk:today"),
    Showing("today-officer", "/desk/", "officer"),
    Showing("today-grid", "/desk/", "grid"),
    Showing("today-waiting", "/desk/?view=waiting", "manager"),
    Showing("cases", "/desk/cases/", "dispatcher", "desk:cases"),
    Showing("cases-late", "/desk/cases/?view=late", "supervisor"),
    Showing("cases-nothing", "/desk/cases/?q=zzzz", "manager"),
    Showing("case-collected", "/desk/cases/{collected}/", "manager", "desk:case"),
    Showing("case-handling", "/desk/cases/{handling}/", "officer"),
    Showing("case-paused", "/desk/cases/{paused}/", "dispatcher"),
    Showing("case-rated", "/desk/cases/{rated}/", "manager"),
    Showing("case-complaint", "/desk/cases/{complaint}/", "dispatcher"),
    Showing("case-hotline", "/desk/cases/{hotline}/", "hotline"),
    Showing("case-unplaced", "/desk/cases/{unplaced}/", "dispatcher"),
    Showing("case-erased", "/desk/cases/{erased}/", "manager"),
    Showing("case-looks", "/desk/cases/{closed}/looks/", "auditor", "desk:looks"),
    Showing("case-look", "/desk/cases/{collected}/look/", "manager", "desk:look"),
    Showing("case-verification", "/desk/cases/{closed}/verification/", "manager", "desk:verification"),
    Showing("case-alike", "/desk/cases/{collected}/alike/", "manager", "desk:alike"),
    Showing("case-erasure", "/desk/cases/{foreign}/erasure/", "admin", "desk:erasure"),
    Showing("deed-acceptance", "/desk/cases/{collected}/acceptance/", "manager", "desk:deed"),
    Showing("deed-assignment", "/desk/cases/{collected}/assignment/", "manager"),
    Showing("deed-request", "/desk/cases/{collected}/request/", "manager"),
    Showing("deed-merger", "/desk/cases/{collected}/merger/", "manager"),
    Showing("deed-refusal", "/desk/cases/{collected}/refusal/", "manager"),
    Showing("deed-progress", "/desk/cases/{dispatched}/progress/", "officer"),
    Showing("deed-closure-proposal", "/desk/cases/{handling}/closure-proposal/", "officer"),
    Showing("deed-extension-request", "/desk/cases/{handling}/extension-request/", "officer"),
    Showing("deed-transfer", "/desk/cases/{handling}/transfer/", "dispatcher"),
    Showing("deed-co-unit", "/desk/cases/{handling}/co-unit/", "dispatcher"),
    Showing("deed-pause", "/desk/cases/{handling}/pause/", "dispatcher"),
    Showing("deed-extension", "/desk/cases/{asked}/extension/", "dispatcher"),
    Showing("deed-closure", "/desk/cases/{fed_back}/closure/", "manager"),
    Showing("deed-rework", "/desk/cases/{fed_back}/rework/", "manager"),
    Showing("deed-reopening", "/desk/cases/{closed}/reopening/", "dispatcher"),
    Showing("to-route", "/desk/to-route/", "dispatcher", "desk:to-route"),
    Showing("desk-search", "/desk/search/?q=路灯", "dispatcher", "desk:search"),
    Showing("desk-search-nothing", "/desk/search/?q=zzzz", "dispatcher"),
    Showing("figures", "/desk/figures/", "leader", "desk:figures"),
    Showing("figures-village", "/desk/figures/", "manager"),
    Showing("screen", "/screen/", "leader", "screen:home"),
    Showing("screen-state", "/screen/?colour=state&period=7&kind=M01037", "supervisor"),
    Showing("screen-town", "/screen/350181005/", "town", "screen:area"),
    Showing("screen-village", "/screen/350181005004/", "manager"),
    Showing("screen-grid", "/screen/350181005004001/", "manager"),
    Showing("screen-tables", "/screen/350181/tables/", "auditor", "screen:tables"),
    Showing("screen-tables-village", "/screen/350181005004/tables/", "manager"),
    Showing("screen-brief", "/screen/brief/", "leader", "screen:brief"),
    Showing("screen-brief-village", "/screen/350181005004/brief/", "manager", "screen:area-brief"),
    Showing("orders", "/desk/hotline/", "hotline", "hotline:orders"),
    Showing("orders-officer", "/desk/hotline/?view=all", "officer"),
    Showing("order", "/desk/hotline/orders/{hotline}/", "hotline", "hotline:order"),
    Showing("order-new", "/desk/hotline/orders/new/", "hotline", "hotline:new-order"),
    Showing("order-file", "/desk/hotline/files/new/", "hotline", "hotline:new-file"),
    Showing(
        "order-decision", "/desk/hotline/orders/{disputed}/return-decision/", "dispatcher", "hotline:return-decision"
    ),
    Showing("order-return", "/desk/hotline/orders/{hotline}/return-request/", "town", "hotline:return-request"),
    Showing("order-disputed", "/desk/hotline/orders/{disputed}/", "officer"),
    Showing("answers", "/desk/hotline/answers/", "hotline", "hotline:answers"),
    Showing("answers-failed", "/desk/hotline/answers/?state=failed", "supervisor"),
    Showing("rates", "/desk/hotline/rates/", "leader", "hotline:rates"),
    Showing("rates-counted", "/desk/hotline/rates/orders/?part=contacted", "supervisor", "hotline:counted"),
    Showing("topics", "/desk/hotline/topics/", "dispatcher", "hotline:topics"),
    Showing("supervision", "/desk/hotline/supervision/", "supervisor", "hotline:supervision"),
    Showing("bulletins", "/desk/hotline/bulletins/", "leader", "hotline:bulletins"),
    Showing("article-draft", "/desk/hotline/articles/from/{advice}/", "town", "hotline:article-draft"),
    Showing("articles", "/desk/knowledge/", "hotline", "knowledge:articles"),
    Showing("articles-found", "/desk/knowledge/?q=补贴", "hotline"),
    Showing("articles-nothing", "/desk/knowledge/?q=zzzz", "hotline"),
    Showing("articles-stale", "/desk/knowledge/?view=stale", "officer"),
    Showing("articles-offered", "/desk/knowledge/?view=offered", "dispatcher"),
    Showing("article", "/desk/knowledge/{article}/", "dispatcher", "knowledge:article"),
    Showing("article-new", "/desk/knowledge/new/", "officer", "knowledge:new-article"),
    Showing("article-revision", "/desk/knowledge/{article}/revision/", "officer", "knowledge:revision"),
    Showing("lines", "/desk/hotline/lines/", "admin", "hotline:lines"),
    Showing("grid-list", "/desk/grids/", "town", "grid:desk"),
    Showing("grid-sheet", "/desk/grids/350181005004001/", "manager", "grid:sheet"),
    Showing("grid-sheet-member", "/desk/grids/350181005004001/", "grid"),
    Showing("grid-words", "/desk/grids/350181005004001/words/", "manager", "grid:words"),
    Showing("grid-volunteer-new", "/desk/grids/350181005004001/posts/new/", "manager", "grid:new-voluntary-post"),
    Showing("grid-volunteer", "/desk/grids/posts/{volunteer}/", "manager", "grid:voluntary-post"),
    Showing("grid-hand-over", "/desk/grids/{leaving}/hand-over/", "town", "grid:hand-over"),
    Showing("grid-messages", "/desk/grids/messages/", "grid", "grid:messages"),
    Showing("grid-message", "/desk/grids/messages/{grid_message}/", "grid", "grid:message"),
    Showing("grid-changes", "/desk/grids/350181005004001/changes/", "town", "grid:changes"),
    Showing("grid-files", "/desk/grids/files/", "town", "grid:files"),
    Showing("grid-visits", "/desk/grids/visits/", "grid", "grid:visits"),
    Showing("grid-visit", "/desk/grids/visits/{visit}/", "grid", "grid:visit"),
    Showing("grid-visit-new", "/desk/grids/350181005004001/visits/new/", "grid", "grid:new-consent"),
    Showing("grid-wishes", "/desk/grids/wishes/", "grid", "grid:wishes"),
    Showing("grid-wish", "/desk/grids/wishes/{wish}/", "grid", "grid:wish"),
    Showing("grid-wish-for", "/desk/grids/350181005004001/wishes/new/", "grid", "grid:new-wish-for"),
    Showing("grid-calls", "/desk/grids/call-outs/", "town", "grid:calls"),
    Showing("grid-call", "/desk/grids/call-outs/{call}/", "town", "grid:call"),
    Showing("grid-call-officer", "/desk/grids/call-outs/{call}/", "officer"),
    Showing("grid-call-new", "/desk/grids/call-outs/new/", "town", "grid:new-call"),
    Showing("grid-checks", "/desk/grids/checks/", "town", "grid:checks"),
    Showing("grid-checks-ground", "/desk/grids/checks/?check=words", "dispatcher"),
    Showing("settings", "/settings/", "admin", "settings:overview"),
    Showing("rules", "/settings/rules/", "dispatcher", "settings:rules"),
    Showing("rules-tried", "/settings/rules/?kind=路灯&area=宏侨", "admin"),
    Showing("rule", "/settings/rules/12/", "admin", "settings:rule"),
    Showing("rule-new", "/settings/rules/new/", "admin", "settings:new-rule"),
    Showing("posts", "/settings/posts/", "admin", "settings:posts"),
    Showing("posts-vacant", "/settings/posts/?view=vacant", "admin"),
    Showing("post-new", "/settings/posts/new/", "admin", "settings:new-post"),
    Showing("procedures", "/desk/procedures/", "dispatcher", "desk:procedures"),
    Showing("procedure", "/desk/procedures/grid_matter/", "dispatcher", "desk:procedure"),
    Showing("typed-report", "/desk/reports/new/", "clerk", "portal:typed-report"),
    Showing("areas", "/desk/areas/", "dispatcher", "areas:tree"),
    Showing("areas-found", "/desk/areas/?q=宏路", "dispatcher"),
    Showing("area", "/desk/areas/350181005004/", "dispatcher", "areas:area"),
    Showing("coverage", "/desk/areas/coverage/", "admin", "areas:coverage"),
    Showing("dead-letters", "/desk/dead-letters/", "admin", "notices:dead-letters"),
    Showing("looks", "/desk/looks/", "auditor", "people:looks"),
)
FIELD = (
    Showing("field", "/field/", "grid", "field:today"),
    Showing("field-new", "/field/?view=new", "officer"),
    Showing("field-near", "/field/?view=near", "grid"),
    Showing("field-near-here", "/field/?view=near&longitude=119.28906&latitude=25.71351", "manager"),
    Showing("field-report", "/field/report/?kind_words=ld", "grid", "field:report"),
    Showing("field-complaint", "/field/report/?kind=C003", "manager"),
    Showing("field-case", "/field/cases/{dispatched}/", "grid", "field:case"),
    Showing("field-case-closed", "/field/cases/{closed}/", "manager"),
    Showing("field-acceptance", "/field/cases/{collected}/acceptance/", "grid", "field:deed"),
    Showing("field-closure", "/field/cases/{handling}/closure-proposal/", "grid"),
    Showing("field-co-unit", "/field/cases/{handling}/co-unit/", "officer"),
    Showing("field-phone", "/field/phone/", "grid", "field:phone"),
    Showing("field-app", "/field/app/", "grid", "field:app"),
    Showing("field-phones", "/desk/phones/", "admin", "field:phones"),
)
HOUSE = (
    Showing("patterns", "/patterns/", url="common:patterns"),
    *(Showing(f"patterns-{name}", f"/patterns/{name}/") for name in ("report", "matter", "sign-in", "portal")),
    Showing("patterns-desk", "/patterns/desk/", url="common:pattern-page"),
    Showing("not-found", "/no-such-page/", status=404),
    Showing("not-yours", "/desk/looks/", "officer", status=403),
    Showing("not-a-method", "/matters/FQ2026-999999/", "resident", status=404),
)
PAGES = (*PORTAL, *PEOPLE, *DESK, *FIELD, *HOUSE)

# What has an address but is no page of its own; each with the reason, and with the test that visits it instead.
NO_PAGES = {
    "set_language": "POST only", "common:text-size": "POST only", "common:theme": "POST only",
    "people:sign-out": "POST only", "people:sessions": "POST only", "people:looks-export": "POST only", "notices:readings": "POST only",
    "notices:resends": "POST only", "documents:receive": "POST only", "documents:remove": "POST only",
    "documents:file": "a photo", "desk:keep-view": "POST only", "desk:remove-view": "POST only",
    "desk:assignments": "POST only", "desk:export": "a file", "desk:export-figures": "a file",
    "screen:figures": "the panels of the screen alone", "screen:export": "a file",
    "hotline:file-pattern": "a file", "hotline:bulletin": "a file", "knowledge:approval": "POST only",
    "knowledge:withdrawal": "POST only", "hotline:export-rates": "a file", "hotline:resends": "POST only",
    "hotline:bridge-file": "POST only", "hotline:receipts": "POST only", "hotline:acknowledgement": "POST only",
    "hotline:line": "of one line: tests/hotline",
    "grid:write": "the answer of grid:face: tests/grid", "grid:terms": "POST only", "grid:receipt": "POST only",
    "grid:voluntary-deed": "POST only", "grid:message-deed": "POST only", "grid:checks-export": "a file",
    "grid:change": "POST only", "grid:file": "of a file just brought in: tests/grid", "grid:export": "a file",
    "grid:visit-deed": "POST only", "grid:call-deed": "POST only", "grid:wish-deed": "POST only",
    "grid:my-wish-deed": "POST only",
    "areas:codes": "a file", "areas:shape": "data of a map", "settings:rule-force": "POST only", "settings:rule-taking-back": "POST only",
    "settings:post-taking-back": "POST only", "settings:post-ending": "of one post: tests/settings",
    "settings:post-substitution": "of one post: tests/settings", "portal:following": "POST only", "portal:report-kinds": "a part of the report",
    "portal:report-villages": "a part of the report", "portal:report-alike": "a part of the report",
    "people:sign-in-code": "after a code was asked for: test_sign_in",
    "portal:typed-received": "after a report was typed: test_sign_in",
    "mfa_authenticate": "between two steps of a sign-in: test_sign_in",
    "mfa_reauthenticate": "with a second factor: test_sign_in", "mfa_activate_totp": "after the password: test_sign_in",
    "mfa_deactivate_totp": "with a second factor: test_sign_in",
    "mfa_view_recovery_codes": "with a second factor: test_sign_in",
    "mfa_generate_recovery_codes": "with a second factor: test_sign_in",
    "mfa_download_recovery_codes": "a file",
    "field:report-kinds": "a part of the report", "field:enrolment": "POST only", "field:revocation": "POST only",
    "field:deliveries": "POST only", "field:day": "data of the app", "field:kinds-for-phone": "data of the app",
    "field:manifest": "data of the browser", "field:worker": "a script",
}  # fmt: skip


def url_names(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, Any]]:
    """Walk the URLconf: every full name with its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield space + (entry.name or str(entry.pattern)), entry.callback
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from url_names(entry, inner)
