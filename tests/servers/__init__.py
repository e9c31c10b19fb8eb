"""Real servers for tests and for `make services`: each in a folder and on a port of its own, gone when they are stopped.

`python -m tests.servers` starts them for development. A server here can be stopped, killed, paused and started again at the
same address, which is what the tests of faults do with servers of their own.
"""
