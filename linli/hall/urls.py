from django.urls import path

from linli.hall.application_urls import application_patterns
from linli.hall.order_urls import order_patterns
from linli.hall.views import catalogue, draft, exchange, offers, public, questions

app_name = "hall"
urlpatterns = [
    *application_patterns,
    *order_patterns,
    path("items/", public.find, name="items"),
    path("items/fit/", public.show_fit, name="fit"),
    path("items/<slug:code>/", public.show_item, name="item"),
    path("items/<slug:code>/form.pdf", public.print_form, name="item-form"),
    path("desk/items/", offers.show_places, name="offers"),
    path("desk/items/<slug:place>/", offers.show_place, name="place-offers"),
    path("desk/items/<slug:place>/<slug:code>/", offers.make_offer, name="offer"),
    path("desk/items/changes/<uuid:entry_id>/taking-back/", offers.take_back_change, name="offer-taking-back"),
    path("settings/items/", catalogue.show_catalogue, name="catalogue"),
    path("settings/items/new/", catalogue.make_item_page, name="new-item"),
    path("settings/items/file.xlsx", exchange.export_workbook, name="catalogue-xlsx"),
    path("settings/items/file.json", exchange.export_json, name="catalogue-json"),
    path("settings/items/import/", exchange.make_import, name="catalogue-import"),
    path("settings/items/questions/", questions.show_questions, name="questions"),
    path("settings/items/questions/new/", questions.make_question, name="new-question"),
    path("settings/items/questions/<slug:code>/", questions.make_question, name="question"),
    path(
        "settings/items/questions/changes/<uuid:entry_id>/taking-back/",
        questions.take_back_change,
        name="question-taking-back",
    ),
    path("settings/items/changes/<uuid:entry_id>/taking-back/", catalogue.take_back_change, name="item-taking-back"),
    path("settings/items/<slug:code>/", catalogue.show_sheet, name="item-sheet"),
    path("settings/items/<slug:code>/facts/", catalogue.change_facts, name="item-facts"),
    path("settings/items/<slug:code>/deeds/<slug:deed>/", catalogue.make_deed, name="item-deed"),
    path("settings/items/<slug:code>/draft/", draft.show_draft, name="item-draft"),
    path("settings/items/<slug:code>/draft/whole/", draft.change_whole, name="item-whole"),
    path("settings/items/<slug:code>/draft/publication/", draft.make_publication, name="item-publication"),
    path("settings/items/<slug:code>/draft/<slug:part>/new/", draft.make_row, name="item-new-row"),
    path("settings/items/<slug:code>/draft/<slug:part>/<int:number>/", draft.change_row, name="item-row"),
]
