"""Sign-up: what is asked beyond e-mail and password."""

from datetime import date
from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    BaseConfirmCodeForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    SignupForm,
)
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from tadpole.accounts.actions import free_address
from tadpole.accounts.gateways.factors import checking
from tadpole.accounts.gateways.mailbox import count_mail
from tadpole.accounts.models import User
from tadpole.accounts.queries import unconfirmed
from tadpole.accounts.rules import YOUNGEST, believable, old_enough
from tadpole.ui.forms import EditForm, HalfWidth
from tadpole.ui.zones import zone_choices


class SignUpForm(HalfWidth, SignupForm):
    """Asks the birth date once, to refuse children; it is not kept."""

    field_order = ("email", "password1", "birth_date", "agreed")
    birth_date = forms.DateField(
        label=_("Your own birth date"),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Please enter your birth date."),
            "invalid": _("Please write the date like 1992-05-17."),
        },
    )
    agreed = forms.BooleanField(
        label=_("I have read the terms of use and the privacy statement, and agree"),
        error_messages={"required": _("Please read both texts and tick the box if you agree.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        self.fields["password1"].label = _("Password")
        self.fields["password1"].help_text = _(
            "At least 8 characters. You may leave it empty and sign in with a code by e-mail."
        )
        keep_not = _("Only to see that you are at least %(years)s. We do not keep it.")
        self.fields["birth_date"].help_text = keep_not % {"years": YOUNGEST}  # here: filled in, it is in one language
        for name in ("email", "password1"):
            self.fields[name].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        count_mail(context.request, self.cleaned_data["email"])
        return str(super().clean_email())

    def validate_unique_email(self, value: str) -> str:
        """An account that nobody ever opened or confirmed does not stand in the way of whoever has the mailbox."""
        if unconfirmed(value).filter(last_login=None).exists():
            return value
        return str(super().validate_unique_email(value))

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """A known address and a new one are answered alike and take as long: the password is hashed either way."""
        email = self.cleaned_data["email"]
        if self.account_already_exists:
            User().set_password(self.cleaned_data.get("password1"))
            user, response = super().try_save(request)
            return user, response
        with transaction.atomic():
            free_address(email=email)
            user, response = super().try_save(request)
        return user, response

    def clean_birth_date(self) -> date:
        given: date = self.cleaned_data["birth_date"]
        today = timezone.localdate()
        if not believable(given, today):
            raise forms.ValidationError(_("That date cannot be right. Please look at the year again."))
        if not old_enough(given, today):
            raise forms.ValidationError(
                _("Tadpole is for people from %(years)s on. Please ask your parents to look with you."),
                params={"years": YOUNGEST},
            )
        return given


class ConfirmAddressForm(HalfWidth, ConfirmEmailVerificationCodeForm):
    """The code out of the mail: whoever shows it has the mailbox, and an account that only said so lets go of the address."""

    narrow_fields = ("code",)

    def clean_code(self) -> str:
        code = BaseConfirmCodeForm.clean_code(self)
        if (
            self.user is not None and not self.user.is_active
        ):  # somebody signed up again meanwhile: a newer code is on its way
            raise forms.ValidationError(_("That code is too old by now. Please open the account once more."))
        if self.user is not None:
            free_address(email=self.email, but=self.user.pk)
        return str(super().clean_code() or code)


class CodeForm(HalfWidth, AuthenticateForm):
    """A code at sign-in, asked of every authenticator that can be opened."""

    narrow_fields = ("code",)

    def clean_code(self) -> str:
        with checking():
            return str(super().clean_code())


class CodeAgainForm(HalfWidth, ReauthenticateForm):
    """The same of somebody who is signed in."""

    narrow_fields = ("code",)

    def clean_code(self) -> str:
        with checking():
            return str(super().clean_code())


class ZoneForm(EditForm):
    """Where somebody lives, as far as clocks go."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("All hours are shown in it: live sessions, deadlines, what was written when."),
    )

    def __init__(self, *args: Any, guessed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = dict(zone_choices())
        place = zones.get(guessed, zones.get(settings.TIME_ZONE, settings.TIME_ZONE))
        empty = ("", gettext("As this browser says: %(place)s") % {"place": place})
        self.fields["time_zone"].choices = [empty, *zones.items()]  # type: ignore[attr-defined]


class CloseAccountForm(HalfWidth, forms.Form):
    """Typing the e-mail address is the second thought."""

    email = forms.EmailField(
        label=_("Type your e-mail address to close the account"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )


class RolesMixin:
    """People's names are their profiles'; who has a role that opens the CMS works there."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()  # type: ignore[misc]
        person: User = self.instance  # type: ignore[attr-defined]
        roles = given.get("groups", Group.objects.none())
        opens = Group.objects.filter(pk__in=[role.pk for role in roles], permissions__codename="access_admin").exists()
        person.is_staff = opens or given.get("is_superuser", person.is_superuser)
        return given


class CreateUserForm(RolesMixin, UserCreationForm): ...


class EditUserForm(RolesMixin, UserEditForm): ...


class LogInForm(HalfWidth, LoginForm):
    """Its address may be typed in full width, as those of the forms below."""


class AskForCodeForm(HalfWidth, RequestLoginCodeForm):
    """Where the code goes."""

    def clean_email(self) -> str:
        count_mail(context.request, self.cleaned_data["email"])
        return str(super().clean_email())


class MailedCodeForm(HalfWidth, ConfirmLoginCodeForm):
    narrow_fields = ("code",)


class ForgottenPasswordForm(HalfWidth, ResetPasswordForm):
    """Where the way back goes."""

    def clean_email(self) -> str:
        count_mail(context.request, self.cleaned_data["email"])
        return str(super().clean_email())


class AddAddressForm(HalfWidth, AddEmailForm):
    """One more address."""

    def clean_email(self) -> str:
        count_mail(context.request, self.cleaned_data["email"])
        return str(super().clean_email())
