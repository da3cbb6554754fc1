"""What a wheel needs beside the sources: messages and the loop compiled, and the machine of every shipped table.

Without a C compiler the wheel is a pure one and works all the same.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WITHOUT_GIL = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds into a folder of its own; into the checkout for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self.folder = Path(mkdtemp())
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        compiled = compile_messages(root, root if version == "editable" else self.folder)
        loop = self.compile_loop()
        if version == "editable":
            # A table under work changes by the minute: a checkout makes its machines when they are asked for.
            if loop:
                shutil.copy(loop, Path(self.root, "translit", "machine"))
            return
        files = {file: file.relative_to(self.folder).as_posix() for file in compiled}
        if loop:
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["pure_python"] = False
            if WITHOUT_GIL:
                build_data["infer_tag"] = True
            else:
                build_data["tag"] = f"cp311-abi3-{platform}"
            files[loop] = f"translit/machine/{loop.name}"
            files |= {file: f"translit/machines/{file.name}" for file in self.build_machines()}
        build_data["force_include"].update({str(file): place for file, place in files.items()})

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def compile_loop(self) -> Path | None:
        """Compile `_loop.c`; return None, with a warning, if that can't be done here.

        It is against the limited API, but for a Python without a lock, which has none that all its versions share.
        """
        from setuptools import Distribution, Extension  # type: ignore[import-untyped]

        if sys.implementation.name != "cpython":
            return None
        source = str(Path(self.root, "translit", "machine", "_loop.c"))
        macros = [("WITHOUT_GIL", None)] if WITHOUT_GIL else []
        extension = Extension("_loop", [source], define_macros=macros, py_limited_api=not WITHOUT_GIL)
        command = Distribution({"name": "translit", "ext_modules": [extension]}).get_command_obj("build_ext")
        assert command is not None
        command.build_lib, command.build_temp = str(self.folder), str(self.folder / "objects")
        try:
            command.ensure_finalized()
            command.run()
        except Exception as error:  # whatever a compiler does, it must not stop the install
            self.app.display_warning(f"no compiled machine, the pure one will run: {error}")
            return None
        return next(self.folder.glob("_loop.*"))

    def build_machines(self) -> list[Path]:
        """Build the machines, both ways, as translit itself would, but not of tables that are asked for rarely.

        Those follow a standard that is not in force, are of a language that no model is shipped of, or are layouts that
        are not usual: their states are found as a text needs them.
        """
        sys.path.insert(0, self.root)
        try:
            from translit import TableError, compile_table
            from translit.machine import file as machine_file
        finally:
            sys.path.remove(self.root)
        files = []
        modelled = {path.stem for path in Path(self.root, "translit", "informal", "data").glob("*.bin")}
        for path in sorted(Path(self.root, "layouts").glob("*.toml")):
            for reverse in (False, True):
                table = compile_table(str(path), reverse=reverse)
                status = table.table.status
                if table.table.kind == "informal" or (modelled and table.table.language not in modelled):
                    continue
                if status and status.state != "in-force":
                    continue
                if table.table.kind == "layout" and not table.table.usual:
                    continue
                file = self.folder / machine_file.file_name(path.stem, reverse)
                try:
                    content = table._rules.build(made_from=machine_file.digest(path.read_bytes(), reverse))
                except (TableError, ValueError) as error:
                    self.app.display_warning(f"{file.name} is not shipped: {error}")
                    continue
                file.write_bytes(content)
                files.append(file)
        return files


def compile_messages(root: Path, target: Path) -> list[Path]:
    """Compile every catalogue below `root` to the file that gettext reads, at the same place below `target`."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    files = []
    for source in sorted(root.glob("translit/locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as text:
            catalogue = read_po(text, abort_invalid=True)
        file = (target / source.relative_to(root)).with_suffix(".mo")
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as binary:
            write_mo(binary, catalogue)
        files.append(file)
    return files


if __name__ == "__main__":
    # What an editable install does, for a catalogue that was edited since.
    compile_messages(Path(__file__).parent, Path(__file__).parent)
