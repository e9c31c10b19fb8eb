"""The CMS under our content policy: what it starts by scripts inside its pages is started from a file instead.

Three of its templates are ours for that reason (`templates/wagtailadmin`), and the one widget that writes a script by hand.
"""

import json
import re
from typing import Any

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.widgets.chooser import BaseChooser

CALL = re.compile(r"(?:new )?(\w+)\((.*)\);", re.DOTALL)


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
