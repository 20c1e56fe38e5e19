"""A long file of one invented pupil: some three hundred items of ten kinds, for practising a whole access request.

Other people are planted in it in all the ways in which notes name them. What was planted where is listed once more beside
the tests (`tests/demo/planted.json`), so that a change here that hides somebody does not go unseen.
"""
