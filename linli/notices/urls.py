from django.urls import path

from linli.notices.views import desk, own

app_name = "notices"
urlpatterns = [
    path("me/notices/", own.show_inbox, name="inbox"),
    path("me/notices/readings/", own.make_reading, name="readings"),
    path("me/notices/preferences/", own.edit_preferences, name="preferences"),
    path("desk/dead-letters/", desk.list_dead_letters, name="dead-letters"),
    path("desk/dead-letters/resends/", desk.make_resend, name="resends"),
]
