"""The words by which a name gives itself away. Data, no Django."""
