"""The only module that knows which adapter is which."""
