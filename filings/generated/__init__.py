"""An invented register of any size, for demonstrations and for measuring. Nothing in it is anybody's."""
