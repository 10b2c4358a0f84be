from linli.tickets.models.day_figure import DayFigure, WindowDay
from linli.tickets.models.ticket import Call, NumberSeries, Queue, Ticket, TicketEvent
from linli.tickets.models.window import WindowEvent, WindowSession

__all__ = [
    "Call", "DayFigure", "NumberSeries", "Queue", "Ticket", "TicketEvent", "WindowDay", "WindowEvent", "WindowSession",
]  # fmt: skip
