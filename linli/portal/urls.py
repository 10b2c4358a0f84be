from django.urls import path

from linli.portal.views import advice, asking, deeds, desk, follow, home, matters, offices, report, report_parts

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.find, name="search"),
    path("advice/", advice.advice, name="advice"),
    path("advice/ask/", asking.ask, name="ask"),
    path("advice/<uuid:article_id>/", advice.answer, name="answer"),
    path("advice/<uuid:article_id>/opinion/", advice.opinion, name="opinion"),
    path("ratings/", home.ratings, name="ratings"),
    path("apply/", offices.apply, name="apply"),
    path("book/", offices.book, name="book"),
    path("nearby/", offices.nearby, name="nearby"),
    path("report/", report.report, name="report"),
    path("report/kinds/", report_parts.kinds, name="report-kinds"),
    path("report/villages/", report_parts.villages, name="report-villages"),
    path("report/alike/", report_parts.alike, name="report-alike"),
    path("follow/", follow.follow, name="follow"),
    path("matters/", matters.matters, name="matters"),
    path("matters/<str:number>/", matters.matter, name="matter"),
    path("matters/<str:number>/received/", matters.received, name="received"),
    path("matters/<str:number>/following/", deeds.following, name="following"),
    path("matters/<str:number>/supplement/", deeds.supplement, name="supplement"),
    path("matters/<str:number>/urging/", deeds.urging, name="urging"),
    path("matters/<str:number>/withdrawal/", deeds.withdrawal, name="withdrawal"),
    path("matters/<str:number>/rating/", deeds.rating, name="rating"),
    path("matters/<str:number>/reopening/", deeds.reopening, name="reopening"),
    path("matters/<str:number>/erasure/", deeds.erasure, name="erasure"),
    path("desk/reports/new/", desk.typed_report, name="typed-report"),
    path("desk/reports/<str:number>/received/", desk.typed_received, name="typed-received"),
]
