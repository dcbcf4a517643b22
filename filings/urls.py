"""The pages of filings."""

from django.urls import path

from filings.views import (
    browse,
    cancel,
    certificates,
    correct,
    desk,
    desk_filing,
    desk_verdict,
    notices,
    progress,
    refile,
    register,
    registered,
    verify,
)
from filings.views import wizard_accesses as accesses
from filings.views import wizard_entity as entity
from filings.views import wizard_start as start
from filings.views import wizard_summary as summary
from filings.views import wizard_terms as terms
from filings.views import wizard_websites as websites
from filings.workflow import Kind

app_name = "filings"

_draft = "filing/<uuid:uid>/"

urlpatterns = [
    # 信息录入: the owner's wizard. The addresses carry the draft's uid; nothing of it lives in the session.
    path("filing/", start.StartView.as_view(), name="start"),
    path(f"{_draft}entity/", entity.EntityView.as_view(), name="entity"),
    path(f"{_draft}discard/", start.DiscardView.as_view(), name="discard"),
    path(f"{_draft}websites/", websites.WebsitesView.as_view(), name="websites"),
    path(f"{_draft}website/add/", websites.WebsiteAddView.as_view(), name="website-add"),
    path(f"{_draft}website/<int:website_id>/", websites.WebsiteEditView.as_view(), name="website-edit"),
    path(
        f"{_draft}website/<int:website_id>/delete/",
        websites.WebsiteDeleteView.as_view(),
        name="website-delete",
    ),
    path(f"{_draft}website/<int:website_id>/accesses/", accesses.AccessesView.as_view(), name="accesses"),
    path(
        f"{_draft}website/<int:website_id>/accesses/add/", accesses.AccessAddView.as_view(), name="access-add"
    ),
    path(f"{_draft}access/<int:access_id>/", accesses.AccessEditView.as_view(), name="access-edit"),
    path(
        f"{_draft}access/<int:access_id>/delete/", accesses.AccessDeleteView.as_view(), name="access-delete"
    ),
    path(
        f"{_draft}website/<int:website_id>/ended/", websites.ServiceEndedView.as_view(), name="service-ended"
    ),
    path(f"{_draft}terms/", terms.TermsView.as_view(), name="terms"),
    path(f"{_draft}summary/", summary.SummaryView.as_view(), name="summary"),
    path(f"{_draft}done/", summary.DoneView.as_view(), name="done"),
    # Reading: what was filed, and where it stands.
    path("browse/", browse.browse, name="browse"),
    path("browse/<uuid:uid>/", browse.detail, name="detail"),
    path("browse/<uuid:uid>/refile/", refile.RefileView.as_view(), name="refile"),
    path("browse/<uuid:uid>/viewers/", browse.viewers, name="viewers"),
    path("browse/<uuid:uid>/changes/<int:version>/", browse.changes, name="changes"),
    path("progress/", progress.progress, name="progress"),
    path("progress/<uuid:uid>/", progress.progress, name="progress"),
    path("progress/<uuid:uid>/withdraw/", progress.withdraw, name="withdraw"),
    # After 审核通过.
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/ca.pem", certificates.ca_file, name="certificate-ca"),
    path("certificates/<str:serial>/bazs.cert", certificates.file, name="certificate-file"),
    path("certificates/<str:serial>/certificate.pdf", certificates.paper, name="certificate-paper"),
    path("register/<int:pk>/", register.register, name="register"),
    path(
        "cancel/entity/",
        cancel.CancelView.as_view(door=cancel.DOORS[Kind.CANCEL_ENTITY]),
        name="cancel-entity",
    ),
    path("cancel/website/", cancel.CancelView.as_view(), name="cancel-website"),
    path("cancel/<uuid:uid>/", cancel.ConfirmView.as_view(), name="cancel-confirm"),
    path("cancel/<uuid:uid>/discard/", cancel.DiscardCancelView.as_view(), name="cancel-discard"),
    # The provider desk.
    path("desk/", desk.desk, name="desk"),
    path("desk/export/", desk.export, name="desk-export"),
    path("desk/<uuid:uid>/", desk_filing.filing, name="desk-filing"),
    path("desk/<uuid:uid>/verify/", desk_verdict.verify, name="desk-verify"),
    path("desk/<uuid:uid>/resubmit/", desk_verdict.resubmit, name="desk-resubmit"),
    path("desk/<uuid:uid>/decline/", desk_verdict.decline, name="desk-decline"),
    # 代为修改, 变更 and 取消接入 by providers.
    path("desk/<uuid:uid>/correct/", correct.correct, name="correct"),
    path("registered/", registered.registered, name="registered"),
    path("registered/<int:entity_id>/change/", registered.StartView.as_view(), name="change-start"),
    path("registered/<int:entity_id>/removal/", registered.RemovalView.as_view(), name="removal"),
    # For everybody.
    path("verify/", verify.verify, name="verify"),
    path("verify/<str:serial>/", verify.verify_serial, name="verify-serial"),
    path("notices/<int:notice_id>/", notices.notice, name="notice"),
]
