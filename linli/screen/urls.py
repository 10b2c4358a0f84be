from django.urls import path

from linli.screen.views import brief, export, instruction, panorama

app_name = "screen"
urlpatterns = [
    path("", panorama.show_home, name="home"),
    path("brief/", brief.show_brief, name="brief"),
    path("<str:area>/", panorama.show_area, name="area"),
    path("<str:area>/figures/", panorama.show_figures, name="figures"),
    path("<str:area>/tables/", panorama.show_tables, name="tables"),
    path("<str:area>/brief/", brief.show_area_brief, name="area-brief"),
    path("<str:area>/instruction/", instruction.give_instruction, name="instruction"),
    path("<str:area>/export.<str:shape>", export.export_screen, name="export"),
]
