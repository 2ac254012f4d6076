"""What the workbench of the annual report shows: numbers, sums, words, years and bodies below."""
