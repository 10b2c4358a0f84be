from django.urls import path

from linli.settings.views import overview, posts, procedure_draft, procedures, rules

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
    path("procedures/", procedures.show_procedures, name="procedures"),
    path("new-procedure/", procedures.make_procedure, name="new-procedure"),
    path("procedure-changes/<uuid:entry_id>/taking-back/", procedures.take_back_change, name="procedure-taking-back"),
    path("procedures/<slug:code>/", procedures.show_procedure, name="procedure"),
    path("procedures/<slug:code>/versions/<int:number>/", procedures.show_version, name="procedure-version"),
    path("procedures/<slug:code>/versions/<int:number>/file/", procedures.export_procedure, name="procedure-file"),
    path("procedures/<slug:code>/versions/<int:number>/return/", procedures.make_return, name="procedure-return"),
    path("procedures/<slug:code>/withdrawal/", procedures.make_withdrawal, name="procedure-withdrawal"),
    path("procedures/<slug:code>/draft/", procedure_draft.show_draft, name="procedure-draft"),
    path("procedures/<slug:code>/draft/whole/", procedure_draft.change_facts, name="procedure-facts"),
    path("procedures/<slug:code>/draft/file/", procedure_draft.export_draft, name="procedure-draft-file"),
    path("procedures/<slug:code>/draft/difference/", procedure_draft.show_difference, name="procedure-difference"),
    path("procedures/<slug:code>/draft/trial/", procedure_draft.show_trial, name="procedure-trial"),
    path("procedures/<slug:code>/draft/publication/", procedure_draft.make_publication, name="procedure-publication"),
    path("procedures/<slug:code>/draft/discarding/", procedure_draft.make_discarding, name="procedure-discarding"),
    path("procedures/<slug:code>/draft/base/", procedure_draft.make_base, name="procedure-base"),
    path("procedures/<slug:code>/draft/<slug:part>/new/", procedure_draft.make_row, name="procedure-new-row"),
    path("procedures/<slug:code>/draft/<slug:part>/<int:number>/", procedure_draft.change_row, name="procedure-row"),
]
