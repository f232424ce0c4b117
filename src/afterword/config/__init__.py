"""TOML text → (Config, problems); and the Request that the command line hands to wiring."""

from afterword.config.model import Account, Config, Me, Request, Secret

__all__ = ["Account", "Config", "Me", "Request", "Secret"]
