from django.urls import path

from linli.people.views import demonstration, looks, me, sign_in

app_name = "people"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/code/", sign_in.sign_in_code, name="sign-in-code"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("me/", me.me, name="me"),
    path("me/details/", me.details, name="details"),
    path("me/sessions/", me.other_sessions, name="sessions"),
    path("me/withdrawal/", me.withdrawal, name="withdrawal"),
    path("desk/looks/", looks.list_looks, name="looks"),
    path("desk/looks/export/", looks.export_looks, name="looks-export"),
    path("demo/outbox/", demonstration.outbox, name="demo-outbox"),
]
