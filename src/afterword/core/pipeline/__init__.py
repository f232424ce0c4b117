"""Interviews of one employer's process, joined to applications."""
