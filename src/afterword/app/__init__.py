"""gather → decide → apply. Knows ports, never adapters."""

from afterword.app.run import Afterword
from afterword.app.tools import Tools

__all__ = ["Afterword", "Tools"]
