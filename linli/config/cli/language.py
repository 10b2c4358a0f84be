import os


def terminal_language() -> str:
    """Chinese where the terminal says so, else English as all commands."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh-hans" if said.lower().startswith("zh") else "en"
