"""The routes of the room."""

from django.urls import path

from dukou.accounts.views import account, approvals, enrolments, sign_in, trail

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("language/", sign_in.language, name="language"),
    path("", account.account, name="account"),
    path("password/", account.change_password, name="change_password"),
    path("my-email/", account.set_email, name="set_email"),
    path("my-language/", account.set_language, name="set_language"),
    path("sessions/<int:number>/end/", account.end_session, name="end_session"),
    path("stand-ins/", account.appoint_stand_in, name="appoint_stand_in"),
    path("stand-ins/<int:number>/end/", account.end_stand_in, name="end_stand_in"),
    path("tokens/", account.issue_token, name="issue_token"),
    path("tokens/<str:prefix>/revoke/", account.revoke_token, name="revoke_token"),
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/roles/", approvals.ask_for_role, name="ask_for_role"),
    path("approvals/<int:number>/", approvals.approval, name="approval"),
    path("enrolments/", enrolments.enrolments, name="enrolments"),
    path("enrolments/<int:number>/revoke/", enrolments.revoke, name="revoke_enrolment"),
    path("invitations/<str:token>/", enrolments.invitation, name="invitation"),
    path("trail/", trail.trail, name="trail"),
]
