"""The public names of a package, each said once: in its stub, which type checkers read too.

A package that is a face has an `__init__.pyi` with one line a name, `from .home import name as name`, and hands the
names out when they are first asked for, so that importing it costs nothing.
"""

from __future__ import annotations

import sys

from .resources import read_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def public(package: str, name: str) -> Any:
    """Return a public name of a package, from where its stub says that it lives; raises AttributeError.

    >>> public("translit", "check").__module__
    'translit.checking.checker'
    """
    homes = homes_of(package)
    module = sys.modules[package]
    if name == "__all__":
        value: Any = sorted(homes)
    elif name in homes:
        from importlib import import_module

        value = getattr(import_module(homes[name], package), name)
    else:
        raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name, obj=module)
    setattr(module, name, value)
    return value


def homes_of(package: str) -> dict[str, str]:
    """Return where each public name of a package lives, relative to it; raises AttributeError without a stub.

    >>> homes_of("translit")["check"]
    '.checking.checker'
    """
    if package not in _homes:
        folder = package.replace(".", "/").partition("/")[2]
        try:
            stub = read_text(f"{folder}/__init__.pyi" if folder else "__init__.pyi")
        except OSError as error:
            # Whoever asks may want a module, which is looked for when there is no such name.
            raise AttributeError(f"package {package!r} is without its stub, which has its public names") from error
        lines = (line.split() for line in stub.splitlines() if line.startswith("from "))
        _homes[package] = {name: home for _, home, _, name, *_ in lines}
    return _homes[package]


_homes: dict[str, dict[str, str]] = {}
