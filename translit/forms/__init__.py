"""The comment form and the checker in web frameworks: one home each, of its name, imported only when asked for.

What a policy calls an error is refused; warnings are there for who wants to show them.
"""
