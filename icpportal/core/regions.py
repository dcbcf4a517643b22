"""The regions of GB/T 2260, from a data file that the portal carries."""
