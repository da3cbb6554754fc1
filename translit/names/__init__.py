"""Names for addresses and files: slugs by the law of a language, and files renamed by it."""
