"""What a text is written in, and what was typed with the wrong keyboard layout."""
