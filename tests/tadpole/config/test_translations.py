"""Nothing a person reads is forgotten: the command that collects, merges, compiles and checks the catalogues."""

import shutil
from collections.abc import Iterable
from gettext import GNUTranslations
from io import StringIO
from pathlib import Path

import django
import pytest
from babel.messages.mofile import read_mo
from django.core.management import CommandError, call_command

from tadpole.config.catalogues import LANGUAGES, catalogue_path, compile_all, read_catalogue, write_catalogue
from tadpole.config.management.commands import translations

PAGE = """{% load i18n %}<h1>{% translate "Hello" %}</h1>
{% blocktranslate count n=n %}{{ n }} frog{% plural %}{{ n }} frogs{% endblocktranslate %}"""
CODE = """from django.utils.translation import gettext_lazy, pgettext
SAY = gettext_lazy("You have %(n)s eggs.")
ME = pgettext("navigation", "Me")
"""


@pytest.fixture
def pond(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one app, community.pond, and the front door; returns the app's folder."""
    if shutil.which("xgettext") is None:
        pytest.fail("The tests need Debian's gettext: make test installs it.")
    app = tmp_path / "community" / "pond"
    (app / "templates").mkdir(parents=True)
    (app / "apps.py").write_text("")
    (app / "templates" / "page.html").write_text(PAGE)
    (app / "rules.py").write_text(CODE)
    door = tmp_path / "site" / "tadpole" / "config"
    door.mkdir(parents=True)
    (door / "apps.py").write_text("")
    (door.parent / "errors.py").write_text('from django.utils.translation import gettext\nNO = gettext("No.")\n')
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "FRONT_DOOR", door)
    return app


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("translations", *arguments, stdout=said)
    return said.getvalue()


def translate(app: Path, words: dict[str, str]) -> None:
    """Fill every string of the app in both languages; `words` overrides."""
    for language in LANGUAGES:
        path = catalogue_path(app, language)
        catalogue = read_catalogue(path, language)
        for message in translations.strings(catalogue):
            source = translations.first(message)
            word = words.get(source, f"〔{source}〕")
            message.string = (word,) if message.pluralizable else word
        write_catalogue(path, catalogue, language)


def test_strings_of_templates_and_code_are_collected_in_both_languages(pond: Path) -> None:
    assert "community.pond zh_Hans: 4 strings, 4 without translation" in run("--app", "community.pond")
    for language in LANGUAGES:
        text = catalogue_path(pond, language).read_text("utf-8")
        assert f'"Language: {language}\\n"' in text
        assert 'msgctxt "navigation"' in text
        assert "POT-Creation-Date" not in text
        assert "#:" not in text


def test_collecting_again_changes_nothing_and_keeps_the_words(pond: Path) -> None:
    run()
    translate(pond, {"Hello": "你好"})
    before = catalogue_path(pond, "zh_Hans").read_bytes()
    run()
    assert catalogue_path(pond, "zh_Hans").read_bytes() == before
    assert "你好" in before.decode()


def test_what_is_no_app_speaks_through_the_front_door(pond: Path) -> None:
    run()
    assert 'msgid "No."' in catalogue_path(translations.FRONT_DOOR, "zh_Hant").read_text("utf-8")


def test_check_names_every_string_without_words_and_writes_nothing(pond: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        run("--check", "--app", "community.pond")
    assert "community.pond zh_Hans: missing: 'Hello'" in str(refusal.value)
    assert "community.pond zh_Hant: missing: '%(n)s frog'" in str(refusal.value)
    assert not (pond / "locale").exists()


def test_check_finds_the_fuzzy_the_stale_and_the_broken(pond: Path) -> None:
    run()
    translate(pond, {"You have %(n)s eggs.": "你有 %(number)s 个卵。", "Hello": ""})
    path = catalogue_path(pond, "zh_Hans")
    catalogue = read_catalogue(path, "zh_Hans")
    catalogue.get("Me", "navigation").flags.add("fuzzy")
    catalogue.add("Gone", "没了")
    write_catalogue(path, catalogue, "zh_Hans")
    with pytest.raises(CommandError) as refusal:
        run("--check", "--app", "community.pond")
    said = str(refusal.value)
    assert "zh_Hans: untranslated: 'Hello'" in said
    assert "zh_Hans: fuzzy: 'Me'" in said
    assert "zh_Hans: no longer said: 'Gone'" in said
    assert "zh_Hans: unknown placeholder in the translation of: 'You have %(n)s eggs.'" in said


def test_check_is_content_when_all_is_said(pond: Path) -> None:
    run()
    translate(pond, {})
    assert run("--check", "--app", "community.pond").startswith("1 apps: every string")


def test_compiling_needs_no_gettext_and_gives_the_same_bytes(
    pond: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("--app", "community.pond")
    translate(pond, {"Hello": "你好", "%(n)s frog": "%(n)s 只青蛙"})
    monkeypatch.setenv("PATH", "")
    compiled = catalogue_path(pond, "zh_Hans").with_suffix(".mo")
    compiled.unlink()
    run("--compile")
    first = compiled.read_bytes()
    compiled.unlink()
    assert compile_all(tmp_path) >= 1
    assert compiled.read_bytes() == first
    with compiled.open("rb") as file:
        spoken = GNUTranslations(file)
    assert spoken.gettext("Hello") == "你好"
    assert spoken.ngettext("%(n)s frog", "%(n)s frogs", 3) == "%(n)s 只青蛙"


def test_without_gettext_the_command_names_the_package(pond: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CommandError, match="apt-get install -y gettext"):
        run()


def test_an_unknown_app_is_refused_with_the_names_there_are(pond: Path) -> None:
    with pytest.raises(CommandError, match=r"No such app: community.sea. There are: community.pond"):
        run("--app", "community.sea")


def words_of(paths: Iterable[Path]) -> dict[tuple[str | None, str], dict[str, str]]:
    """{(context, English): {where: translation}} of compiled catalogues; of plurals the first form counts."""
    found: dict[tuple[str | None, str], dict[str, str]] = {}
    for path in paths:
        with path.open("rb") as file:
            for message in read_mo(file):
                said = message.string if isinstance(message.string, str) else message.string[0]
                if message.id and said:
                    where = str(path).rsplit("/locale/", 1)[0]
                    found.setdefault((message.context, translations.first(message)), {})[where] = said
    return found


def changed_words(language: str, own: Iterable[Path], others: Iterable[Path]) -> list[str]:
    """Words of installed packages, or of another app of ours, that one of our catalogues would change everywhere."""
    theirs, ours = words_of(others), words_of(own)
    faults = []
    for key, places in sorted(ours.items(), key=str):
        if len(set(places.values())) > 1:
            faults.append(f"{language} {key}: ours differ: {places}")
        for where, said in places.items():
            differing = {package for package, word in theirs.get(key, {}).items() if word != said}
            # allauth's sentences are said in our own voice on purpose; only the app that owns its pages may do so
            allowed = {one for one in differing if "/allauth" in one} if where.endswith("tadpole/accounts") else set()
            if differing - allowed:
                faults.append(f"{language} {key}: {where} says {said}, {sorted(differing - allowed)} differ")
    return faults


def catalogues_of_packages(language: str) -> list[Path]:
    packages = Path(django.__file__).parents[1]
    return list(packages.glob(f"**/locale/{language}/LC_MESSAGES/django.mo"))


def catalogues_of_ours(language: str) -> list[Path]:
    paths = [catalogue_path(folder, language) for folder in translations.own_apps(None).values()]
    return [path.with_suffix(".mo") for path in paths if path.exists()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_words_do_not_change_those_of_django_and_wagtail(language: str) -> None:
    compile_all(translations.ROOT)
    assert len(catalogues_of_packages(language)) > 20
    assert len(catalogues_of_ours(language)) > 20
    assert changed_words(language, catalogues_of_ours(language), catalogues_of_packages(language)) == []


def test_a_word_that_would_change_wagtails_is_found(pond: Path) -> None:
    (pond / "rules.py").write_text('from django.utils.translation import gettext\nA = gettext("Comments")\n')
    run()
    translate(pond, {"Comments": "弹幕"})
    run("--compile")
    compiled = catalogue_path(pond, "zh_Hans").with_suffix(".mo")
    (fault,) = changed_words("zh_Hans", [compiled], catalogues_of_packages("zh_Hans"))
    assert "Comments" in fault
    assert "弹幕" in fault
