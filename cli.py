"""Run the `translit` command from a checkout: `python cli.py list`."""

from translit.cli import main

if __name__ == "__main__":
    main()
