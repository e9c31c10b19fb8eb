"""The CMS's form for pictures: the same formats, limits and sentences as members have, and a look inside before anything is kept."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from media.photos.actions.receiving import written_down
from media.photos.actions.refusing import refusal, taken
from media.photos.gateways import darkroom
from media.photos.rules import MOST_BYTES
from tadpole.errors import Refused


class PictureField(WagtailImageField):
    """Wagtail reads no further than a file's head, so that one cut short fell over when its sizes were drawn."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.help_text = taken()
        self.error_messages["invalid_image_extension"] = str(refusal("type"))
        self.error_messages["file_too_large_unknown_size"] = str(refusal("bytes"))

    def to_python(self, data: Any) -> Any:
        if isinstance(data, UploadedFile):
            refuse_unreadable(data)
            data.seek(0)
        return super().to_python(data)

    def check_image_file_format(self, f: Any) -> None:
        """A .heif is what Wagtail knows as .heic."""
        if not f.name.lower().endswith(".heif"):
            super().check_image_file_format(f)


def refuse_unreadable(upload: UploadedFile) -> None:
    """Raises ValidationError in a member's words for a file that the darkroom does not take."""
    if upload.size is not None and upload.size > MOST_BYTES:  # what came may have been let go already: then it is empty
        raise ValidationError(str(refusal("bytes")), code="too_large")
    with tempfile.TemporaryDirectory(prefix="tadpole-photo-") as folder:
        came = Path(folder) / "came"
        try:
            written_down(upload, came)
            darkroom.developed(came, Path(folder) / "clean")
        except darkroom.NotTaken as problem:
            raise ValidationError(str(refusal(problem.reason)), code="invalid_image") from None
        except darkroom.Busy:
            sentence = _("Many pictures are coming in right now. Please try again in a moment.")
            raise ValidationError(sentence, code="busy") from None
        except Refused as problem:
            raise ValidationError(str(problem), code="invalid_image") from None


class EditorialImageForm(BaseImageForm):
    """Every door of the CMS builds its form on this one: upload, upload of many, chooser, change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if was := self.fields.get("file"):
            self.fields["file"] = PictureField(label=was.label, required=was.required, widget=was.widget)
        if words := self.fields.get("description"):
            words.label = _("Alternative text")
            words.help_text = _(
                "What somebody hears who cannot see the picture. Pages use it unless they say their own."
            )
