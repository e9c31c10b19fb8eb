"""Pages of notes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.notes import actions, queries
from community.notes.forms import EditNoteForm, NoteForm
from tadpole.ui.forms import attempt, form_status
from tadpole.ui.members import members_only


@require_GET
def notes(request: HttpRequest) -> HttpResponse:
    page = queries.wall(request.user, after=request.GET.get("after"))
    return render(request, "notes/notes.html", {"page": page})


@require_GET
def note(request: HttpRequest, note_id: int) -> HttpResponse:
    return render(request, "notes/note.html", {"page": queries.note_page(request.user, note_id)})


@members_only
def publish(request: HttpRequest) -> HttpResponse:
    form = NoteForm(request, initial={"product": request.GET.get("product")} if request.method == "GET" else None)
    written = attempt(form, lambda **typed: actions.publish_note(by=request.user, **typed))
    if written:
        messages.success(request, _("Your note is up."))
        return redirect(written)
    return render(request, "notes/publish.html", {"form": form}, status=form_status(form))


@members_only
def edit(request: HttpRequest, note_id: int) -> HttpResponse:
    mine = queries.own_note(request.user, note_id)
    kept = queries.kept_note(mine)
    form = EditNoteForm(request, chosen=kept["photos"], kept=kept)
    if attempt(form, lambda token, **typed: actions.edit_note(by=request.user, note=mine, **typed)):
        messages.success(request, _("Changed."))
        return redirect(mine)
    return render(request, "notes/edit.html", {"form": form, "note": mine}, status=form_status(form))


@members_only
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, note_id: int) -> HttpResponse:
    """Asks, with what would go; then does it."""
    mine = queries.own_note(request.user, note_id)
    if request.method == "GET":
        return render(request, "notes/delete.html", {"note": mine, "photos": mine.note_photos.count()})
    actions.delete_note(by=request.user, note=mine)
    messages.info(request, _("Your note is gone."))
    return redirect("notes:notes")


@require_POST
def like(request: HttpRequest, note_id: int) -> HttpResponse:
    subject = queries.note_by_id(request.user, note_id)
    verb = actions.unlike if request.POST.get("undo") else actions.like
    verb(by=request.user, note=subject)
    if request.headers.get("HX-Request"):
        return render(request, "notes/like.html", {"page": queries.note_page(request.user, note_id)})
    return redirect(subject)


def beside_product(request: HttpRequest, product: object) -> SafeString:
    """Slot `product.sections`: what parents say of it."""
    page = queries.wall(request.user, product=product, after=request.GET.get("after"))  # type: ignore[arg-type]
    return mark_safe(render_to_string("notes/beside_product.html", {"page": page, "product": product}, request))  # noqa: S308


def on_profile(request: HttpRequest, profile: object) -> SafeString | str:
    """Slot `profile.sections`: this person's notes."""
    page = queries.wall(request.user, author_id=profile.pk, after=request.GET.get("notes_after"))  # type: ignore[attr-defined]
    return mark_safe(render_to_string("notes/on_profile.html", {"page": page}, request)) if page.items else ""  # noqa: S308
