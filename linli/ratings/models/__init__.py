from linli.ratings.models.rating import FollowUp, Rating

__all__ = ["FollowUp", "Rating"]
