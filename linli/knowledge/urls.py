from django.urls import path

from linli.knowledge.views import articles

app_name = "knowledge"
urlpatterns = [
    path("", articles.show_articles, name="articles"),
    path("new/", articles.make_article, name="new-article"),
    path("<uuid:article_id>/", articles.show_article, name="article"),
    path("<uuid:article_id>/revision/", articles.make_revision, name="revision"),
    path("<uuid:article_id>/approval/", articles.make_approval, name="approval"),
    path("<uuid:article_id>/withdrawal/", articles.make_withdrawal, name="withdrawal"),
]
