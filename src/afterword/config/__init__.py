"""TOML text → (Config, problems); and the Request that the command line hands to wiring."""

from afterword.config.model import Account, Config, Me, Request, Secret
from afterword.config.reader import read_config
from afterword.config.sections import Problem

__all__ = ["Account", "Config", "Me", "Problem", "Request", "Secret", "read_config"]
