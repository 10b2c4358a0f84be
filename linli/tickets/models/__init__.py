from linli.tickets.models.ticket import Call, NumberSeries, Queue, Ticket, TicketEvent
from linli.tickets.models.window import WindowEvent, WindowSession

__all__ = ["Call", "NumberSeries", "Queue", "Ticket", "TicketEvent", "WindowEvent", "WindowSession"]
