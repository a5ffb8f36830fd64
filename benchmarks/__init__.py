"""Measurements that compare with a yardstick on the same work in the same run."""
