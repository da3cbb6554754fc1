"""Read informal Latin (`6te doida utre`) as Cyrillic, and say what a text is written in."""
