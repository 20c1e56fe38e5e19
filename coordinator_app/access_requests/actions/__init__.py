"""What a coordinator does with an access request, one file per stage."""
