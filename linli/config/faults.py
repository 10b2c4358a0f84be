class SettingFault(RuntimeError):
    """A setting of the environment that cannot be used; the text names it and says what it should be."""
