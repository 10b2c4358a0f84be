from django.urls import path

from linli.centres.views import booking, desk, feeds, papers, public

app_name = "centres"
urlpatterns = [
    path("centres/", public.find, name="find"),
    path("centres/<slug:code>/", public.show_centre, name="centre"),
    path("centres/<slug:code>/code.png", papers.show_code, name="code"),
    path("centres/<slug:code>/door.pdf", papers.show_sheet, name="door"),
    path("centres/<slug:code>/rooms/<uuid:resource_id>/", booking.show_room, name="room"),
    path("centres/<slug:code>/rooms/<uuid:resource_id>/hold/", booking.make_hold, name="hold"),
    path("centres/<slug:code>/rooms/<uuid:resource_id>/waiting/", booking.make_waiting, name="waiting"),
    path("me/bookings/", booking.show_bookings, name="bookings"),
    path("me/bookings/calendar/", feeds.make_address, name="calendar-address"),
    path("me/bookings/<uuid:booking_id>/", booking.show_booking, name="booking"),
    path("me/bookings/<uuid:booking_id>/<slug:deed>/", booking.make_deed, name="booking-deed"),
    path("calendars/<slug:kind>/<uuid:subject>/<slug:secret>.ics", feeds.show_calendar, name="calendar"),
    path("desk/centres/", desk.show_list, name="desk"),
    path("desk/centres/grids/", desk.show_grids, name="grids"),
    path("desk/centres/<slug:code>/", desk.show_sheet, name="sheet"),
    path("desk/centres/<slug:code>/bookings/", desk.show_calendar, name="desk-bookings"),
    path("desk/centres/<slug:code>/<slug:deed>/", desk.make_deed, name="deed"),
    path("desk/centres/bookings/<uuid:booking_id>/<slug:deed>/", desk.make_booking_deed, name="desk-booking-deed"),
]
