"""What Django writes with a leading zero (09月5日) is said without one."""

MONTH_DAY_FORMAT = "n月j日"
