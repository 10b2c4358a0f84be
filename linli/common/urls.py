from django.urls import path

from linli.common.views.patterns import pattern_page, patterns
from linli.common.views.preferences import text_size, theme

app_name = "common"
urlpatterns = [
    path("preferences/text-size/", text_size, name="text-size"),
    path("preferences/theme/", theme, name="theme"),
    path("patterns/", patterns, name="patterns"),
    path("patterns/<slug:name>/", pattern_page, name="pattern-page"),
]
