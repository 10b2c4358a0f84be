from django.urls import path

from linli.field.views import app, case, deliveries, phones, refusal, report, today

app_name = "field"
urlpatterns = [
    path("field/", today.today, name="today"),
    path("field/report/", report.report, name="report"),
    path("field/report/kinds/", report.kinds, name="report-kinds"),
    path("field/cases/<str:number>/", case.case, name="case"),
    path("field/cases/<str:number>/refusal/", refusal.refusal, name="refusal"),
    path("field/cases/<str:number>/refusal/withdrawal/", refusal.withdrawal, name="refusal-withdrawal"),
    path("field/cases/<str:number>/<slug:noun>/", case.deed, name="deed"),
    path("field/phone/", phones.phone, name="phone"),
    path("field/phones/", phones.enrolment, name="enrolment"),
    path("field/phones/<uuid:device_id>/revocation/", phones.revocation, name="revocation"),
    path("field/deliveries/", deliveries.deliveries, name="deliveries"),
    path("field/app/", app.app, name="app"),
    path("field/day.json", app.day, name="day"),
    path("field/kinds.json", app.kinds_for_the_phone, name="kinds-for-phone"),
    path("field/manifest.webmanifest", app.manifest, name="manifest"),
    path("field/worker.js", app.worker, name="worker"),
    path("desk/phones/", phones.phones, name="phones"),
]
