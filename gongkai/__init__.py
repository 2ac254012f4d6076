"""政府信息公开: one department's disclosure, all year long."""
