"""How dates are written in each language, where Django's own way is not a reader's here: one form on every page."""
