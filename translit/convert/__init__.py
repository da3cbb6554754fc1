"""Text to text and bytes to bytes by any table."""
