from django.urls import path

from linli.tickets.views import desk, display, figures, follow, kiosk, rating, take, window

app_name = "tickets"
urlpatterns = [
    path("centres/<slug:code>/ticket/", take.take, name="take"),
    path("centres/<slug:code>/ticket/arrival/", take.arrive, name="arrival"),
    path("tickets/<slug:secret>/", follow.show_ticket, name="follow"),
    path("tickets/<slug:secret>/now/", follow.show_now, name="follow-now"),
    path("tickets/<slug:secret>/return/", follow.give_back, name="return"),
    path("tickets/<slug:secret>/rating/", rating.rate, name="rating"),
    path("kiosk/<slug:code>/", kiosk.kiosk, name="kiosk"),
    path("kiosk/<slug:code>/arrival/", kiosk.arrive, name="kiosk-arrival"),
    path("kiosk/<slug:code>/rating/", rating.rate_in_the_hall, name="kiosk-rating"),
    path("kiosk/<slug:code>/<slug:secret>/", kiosk.show_taken, name="kiosk-taken"),
    path("display/<slug:code>/", display.show_display, name="display"),
    path("display/<slug:code>/now/", display.show_now, name="display-now"),
    path("desk/window/", window.show_window, name="window"),
    path("desk/window/opening/", window.open_one, name="opening"),
    path("desk/window/queue/", window.show_queue, name="window-queue"),
    path("desk/window/<slug:deed>/", window.make_deed, name="window-deed"),
    path("desk/tickets/", desk.show_places, name="desk"),
    path("desk/tickets/<slug:code>/", desk.show_place, name="place"),
    path("desk/tickets/<slug:code>/new/", desk.take, name="desk-take"),
    path("desk/tickets/<slug:code>/arrival/", desk.arrive, name="desk-arrival"),
    path("desk/tickets/<slug:code>/kiosk/", desk.make_kiosk, name="desk-kiosk"),
    path("desk/tickets/<slug:code>/figures/", figures.show_figures, name="figures"),
    path("desk/tickets/<slug:code>/list/", figures.show_list, name="list"),
    path("desk/tickets/<slug:code>/figures.xlsx", figures.export, name="export"),
]
