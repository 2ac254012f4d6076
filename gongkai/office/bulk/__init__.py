"""批量登记: many requests from one Excel file: the template, the check of each row, and the registration."""
