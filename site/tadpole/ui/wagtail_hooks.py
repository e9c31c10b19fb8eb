"""The CMS under our content policy: what it starts by scripts inside its pages is started from a file instead.

Three of its templates are ours for that reason (`templates/wagtailadmin`), and the one widget that writes a script by hand. Below: files for spreadsheets.
Its edit forms carry the digest of what they show (`ui.model_forms`); pages are compared by their version (`ui.cms`).
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.views.account import AccountView, BaseSettingsPanel
from wagtail.admin.views.generic import EditView
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.chooser import BaseChooser

from tadpole.ui import cms
from tadpole.ui.model_forms import in_one_transaction, with_version

CALL = re.compile(r"(?:new )?(\w+)\((.*)\);", re.DOTALL)


@hooks.register("register_admin_viewset", order=1)
def pages() -> cms.ComparedPages:
    """In the place of Wagtail's own, which is registered before."""
    return cms.ComparedPages()


@hooks.register("insert_global_admin_js")
def desk() -> SafeString:
    """Starts those widgets."""
    return format_html('<script type="module" src="{}"></script>', static("ui/js/desk.js"))


def rendered(
    self: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None
) -> SafeString:
    """A chooser's field, and the call that starts it as data: `new PageChooser("id_page", {...});`."""
    id_ = (attrs or {})["id"]
    known = self.get_value_data(value)
    call = CALL.fullmatch(self.render_js_init(id_, name, known))
    if call is None:
        raise ValueError(f"{type(self).__name__} starts in a way that desk.js does not know")
    given = json.dumps(json.loads(f"[{call[2]}]"))
    field = self.render_html(name, known, attrs)
    return format_html('{}<template data-desk="{}" data-options="{}"></template>', field, call[1], given)


BaseChooser.render = rendered

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_stream_csv = SpreadsheetExportMixin.stream_csv
_preprocess = SpreadsheetExportMixin.preprocess_field_value


def stream_csv(self: Any, queryset: Any) -> Iterator[str]:
    """As Wagtail does, after the byte order mark without which Excel does not read UTF-8."""
    yield "\ufeff"
    yield from _stream_csv(self, queryset)


def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
    """As Wagtail does; a text that a spreadsheet would run as a formula gets an apostrophe (OWASP: CSV injection)."""
    found = _preprocess(self, field, value, export_format)
    is_formula = export_format == self.FORMAT_CSV and isinstance(found, str) and found.startswith(FORMULA)
    return f"'{found}" if is_formula else found


SpreadsheetExportMixin.stream_csv = stream_csv
SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value

for view in (EditView, AccountView):
    in_one_transaction(view)
for maker in (EditView, BaseSettingsPanel):
    with_version(maker)
