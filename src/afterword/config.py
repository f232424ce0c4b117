"""TOML text → (Config, problems)."""
