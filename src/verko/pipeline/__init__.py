"""Running it all: the task graph, the notebooks through papermill, and the processes they run in."""
