"""What every part may use and no part owns: secrets, headers, stored files."""
