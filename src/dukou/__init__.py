"""渡口: the operating system of a district's industrial clusters and of its service to enterprises."""
