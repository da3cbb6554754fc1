"""`python -m translit` is the `translit` command."""

from translit.cli import main

if __name__ == "__main__":
    main()
