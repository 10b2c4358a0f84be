from linli.hall.application_urls import application_patterns

app_name = "hall"
urlpatterns = [*application_patterns]
