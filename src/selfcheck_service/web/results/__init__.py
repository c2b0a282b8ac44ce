"""What a release shows, for every page that may show it: to those who facilitate, and to members of an open round."""
