"""绩衡 Jiheng: budget performance target tables as exact, checkable data.

The core. Pure functions on frozen types; imports parsers only, never a web framework, a database,
a command line library, the clock or the network.
"""

__version__ = "0.1.0"
