"""The forms that are no text, Word, PDF, scans, pictures and workbooks, as the same blocks as web pages."""
