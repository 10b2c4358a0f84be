from django.urls import path

from linli.hotline.views import answers, articles, bulletins, files, lines, orders, rates, topics

app_name = "hotline"
urlpatterns = [
    path("", orders.show_orders, name="orders"),
    path("orders/new/", orders.make_order, name="new-order"),
    path("orders/<str:number>/", orders.show_order, name="order"),
    path("orders/<str:number>/return-request/", orders.make_return_request, name="return-request"),
    path("orders/<str:number>/return-decision/", orders.make_return_decision, name="return-decision"),
    path("files/new/", files.make_file, name="new-file"),
    path("files/pattern.csv", files.give_pattern, name="file-pattern"),
    path("answers/", answers.show_answers, name="answers"),
    path("answers/resends/", answers.make_resends, name="resends"),
    path("answers/file.csv", answers.make_bridge_file, name="bridge-file"),
    path("answers/receipts/", answers.make_receipts, name="receipts"),
    path("answers/<uuid:answer_id>/acknowledgement/", answers.make_acknowledgement, name="acknowledgement"),
    path("rates/", rates.show_rates, name="rates"),
    path("rates/orders/", rates.show_counted, name="counted"),
    path("rates/export.xlsx", rates.export_rates, name="export-rates"),
    path("topics/", topics.show_topics, name="topics"),
    path("supervision/", topics.show_supervision, name="supervision"),
    path("bulletins/", bulletins.show_bulletins, name="bulletins"),
    path("bulletins/<str:first>.<str:shape>", bulletins.give_bulletin, name="bulletin"),
    path("articles/from/<str:number>/", articles.make_article_draft, name="article-draft"),
    path("lines/", lines.show_lines, name="lines"),
    path("lines/<uuid:line_id>/", lines.show_line, name="line"),
]
