"""gather → decide → apply. Knows ports, never adapters.

`look.scan` looks; `run.Afterword` plans, syncs and takes back; `hand` does what a person can do in a calendar app.
"""
