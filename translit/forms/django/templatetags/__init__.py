"""Template filters: `{% load translit %}` where "translit.forms.django" is in INSTALLED_APPS."""
