"""The wording of every statement, form and letter: the shipped one, the partnership's own versions, languages."""
