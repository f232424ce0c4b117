"""Messages from facts: a Brief becomes a Note (RULES M1 to M12).

templates, problems = load_templates(shipped, own)
Composer(templates, owner).write(brief)
"""

from __future__ import annotations

from afterword.core.compose.composer import Composer
from afterword.core.compose.own_templates import Templates, load_templates
from afterword.core.compose.texts import Shipped

__all__ = ["Composer", "Shipped", "Templates", "load_templates"]
