"""What menus and orders put on the surfaces and into the floors below; called by the app's `ready`."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def register_orders() -> None:
    from linli.cases.enums import Verb
    from linli.cases.own_page import OwnPage, register_own_page
    from linli.common.surfaces import Entry, register_entry
    from linli.hall.domain.order_attending import attend, erase
    from linli.hall.order_enums import PROCEDURE
    from linli.hall.order_rules import MAY_KEEP_MENU, MAY_ORDER_FOR_OTHERS, MAY_READ_ORDERS
    from linli.hall.queries.menu import menu_page
    from linli.hall.queries.order import order_path
    from linli.hall.queries.taking import is_party
    from linli.notices.texts import register_place, register_text
    from linli.people.account_links import register_account_link
    from linli.places.counter import CounterDeed, register_counter_deed, register_place_page

    own = frozenset(
        {Verb.ACCEPT, Verb.JOIN_UNIT, Verb.RELEASE_UNIT, Verb.REPORT_PROGRESS, Verb.TAKE_BACK, Verb.PROPOSE_CLOSURE,
         Verb.SEND_BACK, Verb.CLOSE, Verb.REFUSE}
    )  # fmt: skip
    register_own_page(PROCEDURE, OwnPage(order_path, attend, erase, own, is_party))
    register_place_page(menu_page)
    register_account_link("hall:my-orders", pgettext_lazy("navigation", "Orders from a menu"))
    register_counter_deed(
        CounterDeed(_("Order from the menu"), "hall:new-order", frozenset(MAY_ORDER_FOR_OTHERS), order=20)
    )
    register_entry(Entry(pgettext_lazy("navigation", "Orders"), "hall:orders", "hall", order=14, roles=frozenset(MAY_READ_ORDERS),
                         about=_("What residents ordered from the menu of a centre: offered, taken, done, rated.")))  # fmt: skip
    register_entry(Entry(pgettext_lazy("navigation", "Menu"), "hall:menus", "hall", order=26, roles=frozenset(MAY_KEEP_MENU),
                         about=_("What a centre offers to do for people, and who brings it about.")))  # fmt: skip
    register_place("order", lambda _key, _is_staff: "/me/orders/")
    register_text(
        "order.withdrawn", subject=_("%(title)s: the order was withdrawn"),
        body=_("You need not do anything more. Thank you."), group="hall",
    )  # fmt: skip
    register_text(
        "order.not_done", subject=_("%(title)s: not done yet"),
        body=_("Whoever ordered it says that something is missing. What it is stands on the page of the order."), group="hall",
    )  # fmt: skip
