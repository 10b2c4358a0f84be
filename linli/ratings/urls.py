from django.urls import path

from linli.ratings.views import figures, follow_ups

app_name = "ratings"
urlpatterns = [
    path("desk/ratings/", figures.show_figures, name="figures"),
    path("desk/ratings/list/", figures.show_list, name="list"),
    path("desk/ratings/list/<uuid:rating_id>/<slug:deed>/", figures.make_words_public, name="words"),
    path("desk/ratings/low/", follow_ups.show_follow_ups, name="follow-ups"),
    path("desk/ratings/low/<uuid:follow_up_id>/<slug:deed>/", follow_ups.make_deed, name="follow-up"),
]
