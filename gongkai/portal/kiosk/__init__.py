"""大厅触摸屏: the portal on a touch screen in a hall, without a way out of it and without private data."""
