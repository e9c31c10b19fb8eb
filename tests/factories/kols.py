"""Experts."""

from community.kols.actions import apply, verify
from community.kols.models import Kol
from tadpole.accounts.models import User
from tests.factories.profiles import a_person


def an_application(
    *, by: User | None = None, speciality: str = "儿科", credential: str = "主治医师", statement: str = ""
) -> Kol:
    """Somebody asks to be checked."""
    return apply(by=by or a_person(), speciality=speciality, credential=credential, statement=statement)


def a_kol(*, staff: User, by: User | None = None, speciality: str = "儿科", credential: str = "主治医师") -> Kol:
    """Somebody whose papers `staff` found good."""
    kol = an_application(by=by, speciality=speciality, credential=credential)
    return verify(by=staff, user_id=kol.pk)
