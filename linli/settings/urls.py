from django.urls import path

from linli.settings.views import overview, posts, rules

app_name = "settings"
urlpatterns = [
    path("", overview.show_overview, name="overview"),
    path("rules/", rules.show_rules, name="rules"),
    path("rules/new/", rules.make_rule, name="new-rule"),
    path("rules/<int:number>/", rules.show_rule, name="rule"),
    path("rules/<int:number>/force/", rules.make_force, name="rule-force"),
    path("rules/changes/<uuid:entry_id>/taking-back/", rules.take_back_change, name="rule-taking-back"),
    path("posts/", posts.show_posts, name="posts"),
    path("posts/new/", posts.make_post, name="new-post"),
    path("posts/<uuid:post_id>/ending/", posts.make_ending, name="post-ending"),
    path("posts/<uuid:post_id>/substitution/", posts.make_substitution, name="post-substitution"),
    path("posts/changes/<uuid:entry_id>/taking-back/", posts.take_back_change, name="post-taking-back"),
]
