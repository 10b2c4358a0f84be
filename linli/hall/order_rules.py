"""Who may do what with menus and orders. What may be done to the case itself is its procedure's word."""

from linli.hall.application_rules import MAY_READ, MAY_RECEIVE, may_receive
from linli.hall.rules import MAY_SET_OFFERS

MAY_READ_ORDERS = MAY_READ
MAY_ORDER_FOR_OTHERS = MAY_RECEIVE
MAY_KEEP_MENU = MAY_SET_OFFERS
may_order_for_others = may_receive
