"""gather → decide → apply. Knows ports, never adapters."""
