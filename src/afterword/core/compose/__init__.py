"""Messages from facts: a Brief becomes a Note (RULES M1 to M12).

    templates, problems = own_templates.load_templates(shipped, own)
    composer.Composer(templates, owner).write(brief)

Import from the modules: `layout`, which every run needs, must not bring the templates along.
"""
