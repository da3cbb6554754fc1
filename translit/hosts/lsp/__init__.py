"""The language server: findings, letters explained, and texts converted in every editor that speaks LSP."""
