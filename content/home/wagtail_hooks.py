"""The CMS, where it reads addresses that somebody typed."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.forms import RedirectForm

from tadpole.text.addresses import parsed


def must_be_an_address(address: str) -> None:
    """Wagtail takes the address apart after this and would fail."""
    if parsed(address) is None:
        raise ValidationError(_("That is no address. It should look like /guides/sleep/."))


RedirectForm.base_fields["old_path"].validators.append(must_be_an_address)
