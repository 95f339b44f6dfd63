"""Figures above and below the line, which keep their rank as Unicode writes it: m², H₂O."""

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Powers."""

LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
"""How many atoms."""
