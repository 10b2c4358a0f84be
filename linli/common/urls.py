from django.urls import path

from linli.common.views.look import colours, emblem
from linli.common.views.patterns import pattern_page, patterns
from linli.common.views.preferences import text_size, theme

app_name = "common"
urlpatterns = [
    path("preferences/text-size/", text_size, name="text-size"),
    path("preferences/theme/", theme, name="theme"),
    path("look/colours.css", colours, name="colours"),
    path("look/emblem.webp", emblem, name="emblem"),
    path("patterns/", patterns, name="patterns"),
    path("patterns/<slug:name>/", pattern_page, name="pattern-page"),
]
