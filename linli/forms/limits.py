"""How much a form may hold; measured in Unicode code points where it is words."""

MOST_FIELDS = 60  # of a form, and of a row
MOST_NAME = 40
MOST_CODE = 40
MOST_TITLE = 120
MOST_HELP = 500
MOST_TEXT = 200
MOST_WORDS = 4000
MOST_OPTIONS = 60
MOST_ROWS = 20
MOST_FILES = 9  # as many as a basket of documents takes
MOST_NUMBER = 999_999_999_999
MOST_DECIMALS = 3  # with twelve digits before the point a number is the same in every language
DAYS = ("1880-01-01", "2199-12-31")
