"""People in the CMS: their roles. Names are in profiles, passwords and addresses on the account's pages."""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.admin.views.account import NameEmailSettingsPanel
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from tadpole.accounts.forms import CreateUserForm, EditUserForm
from tadpole.accounts.gateways.rights import rights_of, rights_wanted
from tadpole.ui.model_forms import BESIDE


class UserViewSet(WagtailUserViewSet):
    """Wagtail's, with forms that need no surname. `WagtailUsersConfig` names it."""

    def get_form_class(self, for_update: bool = False) -> Any:
        return EditUserForm if for_update else CreateUserForm


BESIDE[Group] = (rights_of, rights_wanted)

# With that panel an editor's language and zone could not be saved without a first and a last name.
NameEmailSettingsPanel.is_active = lambda self: False
