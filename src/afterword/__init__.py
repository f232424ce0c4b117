"""Afterword reads a job seeker's calendar, finds the interviews and writes the follow-ups back into it."""

__version__ = "0.1.0"
