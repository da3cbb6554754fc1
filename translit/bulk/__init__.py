"""Columns of text in the engines that people have: each module here is one engine, imported only when asked for."""
