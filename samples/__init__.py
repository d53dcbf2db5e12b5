"""Invented policies (示例政策) that the first start loads and the tests read."""
