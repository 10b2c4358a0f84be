"""The addresses of menus and orders; `urls` takes them beside those of the catalogue."""

from django.urls import path

from linli.hall.views import menu, order_desk, order_mine

order_patterns = [
    path("centres/<slug:code>/menu/", menu.show_menu, name="menu"),
    path("centres/<slug:code>/menu/<slug:entry>/", order_mine.order, name="order"),
    path("me/orders/", order_mine.show_mine, name="my-orders"),
    path("me/orders/<str:number>/", order_mine.show_one, name="my-order"),
    path("me/orders/<str:number>/<slug:deed>/", order_mine.make_deed, name="my-order-deed"),
    path("desk/menu/", menu.show_places, name="menus"),
    path("desk/menu/changes/<uuid:entry_id>/taking-back/", menu.take_back_change, name="menu-taking-back"),
    path("desk/menu/<slug:place>/", menu.show_place, name="place-menu"),
    path("desk/menu/<slug:place>/new/", menu.make_entry, name="new-menu-entry"),
    path("desk/menu/<slug:place>/<slug:code>/", menu.make_entry, name="menu-entry"),
    path("desk/menu/<slug:place>/<slug:code>/<slug:deed>/", menu.make_deed, name="menu-entry-deed"),
    path("desk/orders/", order_desk.show_list, name="orders"),
    path("desk/orders/new/", order_desk.begin, name="new-order"),
    path("desk/orders/figures/", order_desk.show_figures, name="order-figures"),
    path("desk/orders/<str:number>/", order_desk.show_one, name="order-page"),
    path("desk/orders/<str:number>/<slug:deed>/", order_desk.make_deed, name="order-deed"),
]
