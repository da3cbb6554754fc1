"""The checker as a validator of web frameworks: one module a framework, each imported only when asked for.

`django`, `rest_framework`, `wtforms`, `pydantic` (and with it FastAPI) and `marshmallow`. What a policy calls an
error is refused; warnings are there for who wants to show them.
"""
