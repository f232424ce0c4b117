"""Whose the sample calendars are (sample_calendars/README.md): address, zone, country."""

from __future__ import annotations

OWNERS = {
    "job-search": ("maya.lindqvist@example.com", "America/Chicago", "US"),
    "loop-day": ("samuel.achebe@example.com", "America/Los_Angeles", "US"),
    "bewerbungen": ("anna.kirschbaum@example.org", "Europe/Berlin", "DE"),
    "cuisine": ("lucie.armand@example.fr", "Europe/Paris", "FR"),
    "ats-invite": ("noor.haddad@example.com", "America/New_York", "US"),
    "outlook-export": ("leah.goldstein@example.com", "America/New_York", "US"),
    "notes-by-hand": ("ines@example.net", "America/Chicago", "US"),
    "hiring-manager": ("marcus.bell@fernhill.example", "America/New_York", "US"),
}
