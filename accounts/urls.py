"""The addresses of accounts. `home` has no namespace; the rest is `accounts:`."""

from django.urls import include, path

from accounts.views import account, authenticator, captcha, home, login, reset
from accounts.views import registration as register

routes = [
    path("captcha/", captcha.page, name="captcha"),
    path("captcha/picture/", captcha.picture, name="captcha-picture"),
    path("captcha/sound/", captcha.sound, name="captcha-sound"),
    path("register/", register.AgreementView.as_view(place=0), name="register"),
    path("register/privacy/", register.AgreementView.as_view(place=1), name="register-privacy"),
    path("register/form/", register.RegisterView.as_view(), name="register-form"),
    path("register/confirm/", register.ConfirmView.as_view(), name="register-confirm"),
    path("register/resend/", register.RegisterResendView.as_view(), name="register-resend"),
    path("login/code/", login.LoginCodeView.as_view(), name="login-code"),
    path("login/resend/", login.LoginResendView.as_view(), name="login-resend"),
    path("logout/", login.log_out, name="logout"),
    path("reset/", reset.ResetView.as_view(), name="reset"),
    path("reset/code/", reset.ResetCodeView.as_view(), name="reset-code"),
    path("reset/resend/", reset.ResetResendView.as_view(), name="reset-resend"),
    path("reset/password/", reset.ResetPasswordView.as_view(), name="reset-password"),
    path("account/", account.account, name="account"),
    path("account/password/", account.PasswordView.as_view(), name="password"),
    path("account/authenticator/", authenticator.EnrolView.as_view(), name="authenticator"),
    path("account/authenticator/remove/", authenticator.RemoveView.as_view(), name="authenticator-remove"),
    path("account/contact/code/", account.ContactCodeView.as_view(), name="contact-code"),
    path("account/contact/resend/", account.ContactResendView.as_view(), name="contact-resend"),
    path("account/contact/<slug:kind>/", account.ContactView.as_view(), name="contact"),
]

urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("", include((routes, "accounts"))),
]
