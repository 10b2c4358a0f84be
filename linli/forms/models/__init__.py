from linli.forms.models.form import Form, FormDraft, FormVersion, FormWithdrawal
from linli.forms.models.sheet import KeptAnswer, Sheet

__all__ = ["Form", "FormDraft", "FormVersion", "FormWithdrawal", "KeptAnswer", "Sheet"]
