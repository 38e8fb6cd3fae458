"""What other programs open: a calendar, workbooks, and the page with all departments.

Pure: from a plan to bytes. What an earlier calendar said is given (`history`).
"""
