"""The pages of filings."""

from django.urls import path

from filings.views import browse, desk, notices, progress, stages

app_name = "filings"

urlpatterns = [
    # Reading: what was filed, and where it stands.
    path("browse/", browse.browse, name="browse"),
    path("browse/<uuid:uid>/", browse.detail, name="detail"),
    path("browse/<uuid:uid>/changes/<int:version>/", browse.changes, name="changes"),
    path("progress/", progress.progress, name="progress"),
    path("progress/<uuid:uid>/", progress.progress, name="progress"),
    path("progress/<uuid:uid>/withdraw/", progress.withdraw, name="withdraw"),
    # After 审核通过.
    path("certificates/", stages.certificates, name="certificates"),
    path("cancel/entity/", stages.cancel_entity, name="cancel-entity"),
    path("cancel/website/", stages.cancel_website, name="cancel-website"),
    # The provider desk.
    path("desk/", desk.desk, name="desk"),
    # For everybody.
    path("notices/<int:notice_id>/", notices.notice, name="notice"),
]
