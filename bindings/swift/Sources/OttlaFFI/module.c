// A module of C headers has to have a file in C.
