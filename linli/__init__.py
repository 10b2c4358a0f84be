"""Linli 邻里: one window, one network, one screen."""

__version__ = "0.1.0"
