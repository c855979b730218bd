"""Figures: one function each, `draw(data, *, language) -> Figure`, with one palette and one look."""
