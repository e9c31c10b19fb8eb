"""Documents of the CMS: by Wagtail they follow their collection, here the pages that link to them too."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.documents.models import AbstractDocument

from media.photos.queries import open_to_reader
from tadpole.errors import NotFound


@hooks.register("before_serve_document", order=10)
def keep_with_its_pages(document: AbstractDocument, request: HttpRequest) -> None:
    """After Wagtail's own check, which asks for the password or the sign-in of a collection."""
    staff = request.user.is_authenticated and request.user.is_staff
    if not staff and not open_to_reader(request, document):
        raise NotFound(_("This document is not here."))
