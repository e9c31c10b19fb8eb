"""A refused form keeps what was typed and says what is wrong beside the field."""

from django import forms
from django.template.loader import render_to_string

from tadpole.errors import Conflict, Invalid, TooOften
from tadpole.ui.forms import Form, attempt, form_status


class NameForm(Form):
    name = forms.CharField(label="Name", help_text="2 to 12 characters", max_length=12)
    story = forms.CharField(label="Story", widget=forms.Textarea, required=False)


def refuse(error):
    def action(**cleaned):
        raise error

    return action


def rendered(form):
    return render_to_string("ui/parts/field.html", {"field": form["name"]})


def test_the_action_gets_the_cleaned_data_and_its_result_comes_back():
    form = NameForm({"name": " 阿芷 "})
    assert attempt(form, lambda **cleaned: cleaned) == {"name": "阿芷", "story": ""}
    assert form_status(form) == 200


def test_an_invalid_form_never_reaches_the_action():
    form = NameForm({"name": ""})
    assert attempt(form, refuse(AssertionError())) is None
    assert form_status(form) == 422


def test_a_refusal_lands_on_its_field_with_what_was_typed():
    form = NameForm({"name": "阿芷", "story": "很长"})
    assert attempt(form, refuse(Invalid("This name is taken", field="name"))) is None
    assert form_status(form) == 422
    html = rendered(form)
    assert "This name is taken" in html
    assert 'value="阿芷"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html


def test_a_refusal_without_a_known_field_stands_above_the_form():
    for field in (None, "nowhere"):
        form = NameForm({"name": "阿芷"})
        attempt(form, refuse(Conflict("Somebody was faster", field=field)))
        assert form.non_field_errors() == ["Somebody was faster"]
        assert form_status(form) == 409
        assert "Somebody was faster" in render_to_string("ui/parts/form_errors.html", {"form": form})


def test_too_often_keeps_its_status_and_its_wait():
    form = NameForm({"name": "阿芷"})
    attempt(form, refuse(TooOften("Slowly", retry_after=30)))
    assert (form_status(form), form.retry_after) == (429, 30)


def test_an_untouched_form_is_simply_a_page():
    assert form_status(NameForm()) == 200


def test_what_was_typed_is_escaped():
    form = NameForm({"name": '"><script>'})
    assert "<script>" not in rendered(form)
