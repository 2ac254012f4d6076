"""A program that comes to no end."""

import time

if __name__ == "__main__":
    time.sleep(600)
