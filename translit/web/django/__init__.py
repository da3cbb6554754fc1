"""A Django app: add `"translit.web.django"` to INSTALLED_APPS."""
