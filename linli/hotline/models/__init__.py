from linli.hotline.models.answer import Answer
from linli.hotline.models.bulletin import Bulletin
from linli.hotline.models.line import Line
from linli.hotline.models.order import HotlineOrder
from linli.hotline.models.return_request import ReturnRequest

__all__ = ["Answer", "Bulletin", "HotlineOrder", "Line", "ReturnRequest"]
