"""Upload, files, and staff's list of pictures that others do not see."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from media.photos import actions, queries
from media.photos.models import Photo
from tadpole.accounts.rules import part_of_a_write
from tadpole.errors import Invalid, NotFound, Refused, TooLarge, Unavailable
from tadpole.ui.paging import page_by_key

View = Callable[..., HttpResponse]
ALONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
SECONDS_KEPT = 300
log = logging.getLogger(__name__)


def in_readers_language(view: View) -> View:
    """Addresses without a language prefix speak as the page did that asks (header), else as the browser does."""

    @wraps(view)
    def speaking(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        said = request.headers.get("X-Language", "").lower()
        language = (
            said
            if translation.check_for_language(said) and said in dict(settings.LANGUAGES)
            else translation.get_language_from_request(request)
        )
        translation.activate(language)
        request.LANGUAGE_CODE = language
        return view(request, *args, **kwargs)

    return speaking


@require_POST
@in_readers_language
def upload(request: HttpRequest) -> HttpResponse:
    """One picture from a script, or (with `id`, `size` and `place`) its first piece: JSON as `said`, or the refusal's sentence."""
    if not request.user.is_authenticated:
        raise Refused(_("Please sign in to add pictures."))
    if "id" in request.GET:
        size, place = whole(request.GET.get("size", "")), request.GET.get("place", "").replace("\0", "")
        return said(received(request, named(request.GET["id"]), start=0, size=size, place=place))
    actions.pace(by=request.user, address=request.META.get("REMOTE_ADDR"))
    try:
        came = request.FILES.get("file")
    except RequestDataTooBig:
        raise actions.refusal("bytes") from None
    if came is None:
        raise Invalid(_("Please choose a picture."), field="photos")
    return JsonResponse(described(actions.receive_photo(by=request.user, upload=came)), status=201)


@part_of_a_write
@require_http_methods(["GET", "HEAD", "PUT", "DELETE"])
@in_readers_language
def one_upload(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    """How far it came; a further piece of it from byte ?start=; or it is taken out again."""
    if request.method == "DELETE":
        actions.drop_upload(by=request.user, upload_id=upload_id)
        return HttpResponse(status=204)
    if request.method == "PUT":
        return said(received(request, upload_id, start=whole(request.GET.get("start", ""))))
    return said(queries.own_upload(request.user, upload_id))


@require_safe
@in_readers_language
def uploads(request: HttpRequest) -> HttpResponse:
    """What the reader sent for the form ?place= that was not sent itself."""
    waiting = queries.waiting_uploads(request.user, request.GET.get("place", "").replace("\0", ""))
    return private(JsonResponse({"uploads": [state_of(one) for one in waiting]}))


def received(request: HttpRequest, upload_id: UUID, **facts: Any) -> queries.Sent:
    """The body of the request as a piece."""
    try:
        content = request.body
    except RequestDataTooBig:
        raise TooLarge(
            _("This picture did not come as it was announced. Please add it again."), field="photos"
        ) from None
    address = request.META.get("REMOTE_ADDR")
    return actions.receive_piece(by=request.user, upload_id=upload_id, content=content, address=address, **facts)


def said(sent: queries.Sent) -> HttpResponse:
    """201 with the picture, or 200 with the byte at which the next piece begins."""
    return private(JsonResponse(state_of(sent), status=201 if sent.photo else 200))


def state_of(sent: queries.Sent) -> dict[str, Any]:
    state = {"id": str(sent.upload.pk), "offset": sent.upload.received, "size": sent.upload.size}
    return state | (described(sent.photo) if sent.photo else {})


def described(photo: Photo) -> dict[str, Any]:
    return {
        "id": str(photo.pk),
        "url": photo.address(320),
        "width": photo.width,
        "height": photo.height,
        "placeholder": photo.placeholder,
    }


def private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response


def whole(text: str) -> int:
    """Anything odd means 0."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def named(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(
            _("This picture did not come as it was announced. Please add it again."), field="photos"
        ) from None


def handed(request: HttpRequest, served: queries.Served) -> HttpResponse:
    """A stored file as an answer, once somebody has been found to be allowed to have it: every upload that is shown goes here.

    Only the reader's own browser keeps it: what everybody may see for a few minutes, the rest never without asking again.
    Raises NotFound, or Unavailable.
    """
    response = get_conditional_response(request, etag=served.etag) or fetched(served)
    response["ETag"] = served.etag
    response["Cache-Control"] = f"private, max-age={SECONDS_KEPT}" if served.lasting else "private, no-cache"
    return response


def fetched(served: queries.Served) -> HttpResponse:
    """nginx fetches it in our place when the storage can say where (`tadpole.config.files`)."""
    if where := getattr(served.storage, "for_nginx", lambda _: "")(served.name):
        return HttpResponse(content_type=served.type, headers={"X-Accel-Redirect": where})
    try:
        with served.storage.open(served.name, "rb") as stored:
            return HttpResponse(stored.read(), content_type=served.type)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise NotFound(_("This picture is not here.")) from None
    except OSError:
        log.exception("a picture could not be read")
        raise Unavailable(_("This picture cannot be shown just now. Please try again."), retry_after=30) from None


@require_safe
def file(request: HttpRequest, photo_id: UUID, width: int, kind: str) -> HttpResponse:
    """A picture's bytes, for those who may see it."""
    served = queries.photo_file(request.user, photo_id, width, kind)
    response = handed(request, served)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    response["Content-Encoding"] = "identity"  # it is compressed already: the gzip middleware leaves it alone
    return response


@require_GET
@in_readers_language
def screening(request: HttpRequest) -> HttpResponse:
    """Staff: pictures that wait, or that were refused."""
    refused = request.GET.get("state") != "waiting"
    page = page_by_key(queries.photos_to_judge(request.user, refused=refused), after=request.GET.get("after"))
    return render(request, "photos/screening.html", {"page": page, "refused": refused})


@require_POST
@in_readers_language
def decide(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """Staff: pass or refuse one picture."""
    passed = request.POST.get("verdict") == "passed"
    actions.decide(by=request.user, photo_id=photo_id, passed=passed, reason=request.POST.get("reason", ""))  # type: ignore[arg-type]
    return redirect(
        f"{request.POST.get('back') or ''}" if request.POST.get("back", "").startswith("?") else "photos:screening"
    )


@require_safe
def editorial(request: HttpRequest, path: str) -> HttpResponse:
    """The CMS's pictures, for those who may see them."""
    return handed(request, queries.editorial_file(request, path))
