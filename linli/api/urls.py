from django.urls import path

from linli.api.edge import at_edge, nothing_here
from linli.api.views import hotline, pages
from linli.api.views.interface import api

app_name = "api-pages"
urlpatterns = [
    path("api/v1/openapi.json", at_edge(pages.openapi), name="openapi"),
    path("api/v1/docs", pages.docs, name="docs"),
    path("desk/tokens/", pages.tokens, name="tokens"),
    path("desk/tokens/<uuid:token>/revocation/", pages.revocation, name="revocation"),
]
BESIDE = (hotline.give_order, hotline.fetch_answers, hotline.acknowledge)  # they put themselves into `api`
views, app, namespace = api.urls
for one in views:
    assert one.callback is not None
    one.callback = at_edge(one.callback)
interface = ([*views, path("<path:rest>", at_edge(nothing_here))], app, namespace)
